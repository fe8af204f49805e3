using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Sakimori.Benchmark.Store.Postgres
{
    /// <inheritdoc />
    public partial class Rounds : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "benchmark_round",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Audience = table.Column<Guid>(type: "uuid", nullable: false),
                    Tlp = table.Column<int>(type: "integer", nullable: false),
                    Host = table.Column<Guid>(type: "uuid", nullable: false),
                    TitleJa = table.Column<string>(type: "text", nullable: false),
                    TitleEn = table.Column<string>(type: "text", nullable: false),
                    MessageJa = table.Column<string>(type: "text", nullable: false),
                    MessageEn = table.Column<string>(type: "text", nullable: false),
                    Opens = table.Column<DateOnly>(type: "date", nullable: false),
                    Due = table.Column<DateOnly>(type: "date", nullable: false),
                    Begins = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    Ends = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    RulesVersion = table.Column<string>(type: "text", nullable: false),
                    MeasureCount = table.Column<int>(type: "integer", nullable: false),
                    Asked = table.Column<int>(type: "integer", nullable: false),
                    RemindersAsked = table.Column<DateOnly>(type: "date", nullable: true),
                    By = table.Column<Guid>(type: "uuid", nullable: false),
                    Made = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_benchmark_round", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "benchmark_round_invitation",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Audience = table.Column<Guid>(type: "uuid", nullable: false),
                    Tlp = table.Column<int>(type: "integer", nullable: false),
                    Round = table.Column<Guid>(type: "uuid", nullable: false),
                    Organisation = table.Column<Guid>(type: "uuid", nullable: true),
                    Name = table.Column<string>(type: "text", nullable: false),
                    SortKey = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Mail = table.Column<string>(type: "text", nullable: true),
                    Invited = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    Opened = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    Written = table.Column<DateOnly>(type: "date", nullable: true),
                    Link = table.Column<byte[]>(type: "bytea", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_benchmark_round_invitation", x => x.Id);
                    table.ForeignKey(
                        name: "FK_benchmark_round_invitation_benchmark_round_Round",
                        column: x => x.Round,
                        principalTable: "benchmark_round",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "benchmark_round_choice",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Audience = table.Column<Guid>(type: "uuid", nullable: false),
                    Tlp = table.Column<int>(type: "integer", nullable: false),
                    Level = table.Column<int>(type: "integer", nullable: false),
                    Check = table.Column<Guid>(type: "uuid", nullable: true),
                    By = table.Column<Guid>(type: "uuid", nullable: false),
                    ByName = table.Column<string>(type: "text", nullable: false),
                    At = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_benchmark_round_choice", x => x.Id);
                    table.ForeignKey(
                        name: "FK_benchmark_round_choice_benchmark_round_invitation_Id",
                        column: x => x.Id,
                        principalTable: "benchmark_round_invitation",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "IX_benchmark_round_Host_Made",
                table: "benchmark_round",
                columns: new[] { "Host", "Made" });

            migrationBuilder.CreateIndex(
                name: "IX_benchmark_round_invitation_Link",
                table: "benchmark_round_invitation",
                column: "Link",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_benchmark_round_invitation_Mail",
                table: "benchmark_round_invitation",
                column: "Mail");

            migrationBuilder.CreateIndex(
                name: "IX_benchmark_round_invitation_Organisation",
                table: "benchmark_round_invitation",
                column: "Organisation");

            migrationBuilder.CreateIndex(
                name: "IX_benchmark_round_invitation_Round_Organisation",
                table: "benchmark_round_invitation",
                columns: new[] { "Round", "Organisation" },
                unique: true);

            migrationBuilder.Sql(RoundLineView.Version1);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql(RoundLineView.Drop);

            migrationBuilder.DropTable(
                name: "benchmark_round_choice");

            migrationBuilder.DropTable(
                name: "benchmark_round_invitation");

            migrationBuilder.DropTable(
                name: "benchmark_round");
        }
    }
}
