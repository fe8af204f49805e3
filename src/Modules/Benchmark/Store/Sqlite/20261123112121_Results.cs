using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Sakimori.Benchmark.Store.Sqlite
{
    /// <inheritdoc />
    public partial class Results : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "benchmark_result_link",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Check = table.Column<Guid>(type: "TEXT", nullable: false),
                    TokenHash = table.Column<byte[]>(type: "BLOB", nullable: false),
                    Scope = table.Column<int>(type: "INTEGER", nullable: false),
                    Note = table.Column<string>(type: "TEXT", nullable: false),
                    MadeBy = table.Column<Guid>(type: "TEXT", nullable: false),
                    Made = table.Column<DateTime>(type: "TEXT", nullable: false),
                    Ends = table.Column<DateTime>(type: "TEXT", nullable: false),
                    Revoked = table.Column<DateTime>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_benchmark_result_link", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "benchmark_statistics",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    RulesVersion = table.Column<string>(type: "TEXT", nullable: false),
                    Kind = table.Column<int>(type: "INTEGER", nullable: false),
                    Made = table.Column<DateTime>(type: "TEXT", nullable: false),
                    InForce = table.Column<bool>(type: "INTEGER", nullable: false),
                    SourceJa = table.Column<string>(type: "TEXT", nullable: false),
                    SourceEn = table.Column<string>(type: "TEXT", nullable: false),
                    Date = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    Count = table.Column<int>(type: "INTEGER", nullable: false),
                    Body = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_benchmark_statistics", x => x.Id);
                });

            migrationBuilder.CreateIndex(
                name: "IX_benchmark_result_link_Check",
                table: "benchmark_result_link",
                column: "Check");

            migrationBuilder.CreateIndex(
                name: "IX_benchmark_result_link_TokenHash",
                table: "benchmark_result_link",
                column: "TokenHash",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_benchmark_statistics_RulesVersion_InForce",
                table: "benchmark_statistics",
                columns: new[] { "RulesVersion", "InForce" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "benchmark_result_link");

            migrationBuilder.DropTable(
                name: "benchmark_statistics");
        }
    }
}
