using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Sakimori.Platform.Records.Postgres
{
    /// <inheritdoc />
    public partial class Work : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_platform_outbox_Subject_Id",
                table: "platform_outbox");

            migrationBuilder.AddColumn<DateTime>(
                name: "Due",
                table: "platform_outbox",
                type: "timestamp with time zone",
                nullable: false,
                defaultValue: new DateTime(1, 1, 1, 0, 0, 0, 0, DateTimeKind.Unspecified));

            migrationBuilder.AddColumn<string>(
                name: "Error",
                table: "platform_outbox",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "Handled",
                table: "platform_outbox",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "Tries",
                table: "platform_outbox",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<int>(
                name: "Version",
                table: "platform_outbox",
                type: "integer",
                nullable: false,
                defaultValue: 1);

            migrationBuilder.AddColumn<DateTime>(
                name: "Begun",
                table: "platform_mail",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<bool>(
                name: "MayBeDouble",
                table: "platform_mail",
                type: "boolean",
                nullable: false,
                defaultValue: false);

            migrationBuilder.CreateTable(
                name: "platform_job",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Key = table.Column<string>(type: "text", nullable: false),
                    Parameters = table.Column<string>(type: "text", nullable: false),
                    Seed = table.Column<long>(type: "bigint", nullable: false),
                    Account = table.Column<Guid>(type: "uuid", nullable: true),
                    Slot = table.Column<string>(type: "text", nullable: true),
                    Made = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    Due = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    State = table.Column<int>(type: "integer", nullable: false),
                    Token = table.Column<long>(type: "bigint", nullable: false),
                    LeaseUntil = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    CancelAsked = table.Column<bool>(type: "boolean", nullable: false),
                    Began = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    Ended = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    Begun = table.Column<int>(type: "integer", nullable: false),
                    Saved = table.Column<string>(type: "text", nullable: true),
                    ProgressDone = table.Column<long>(type: "bigint", nullable: false),
                    ProgressTotal = table.Column<long>(type: "bigint", nullable: false),
                    TextJa = table.Column<string>(type: "text", nullable: true),
                    TextEn = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_platform_job", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "platform_outbox_mark",
                columns: table => new
                {
                    Event = table.Column<long>(type: "bigint", nullable: false),
                    Handler = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_platform_outbox_mark", x => new { x.Event, x.Handler });
                });

            migrationBuilder.CreateIndex(
                name: "IX_platform_outbox_Handled",
                table: "platform_outbox",
                column: "Handled");

            migrationBuilder.CreateIndex(
                name: "IX_platform_outbox_Subject_Id",
                table: "platform_outbox",
                columns: new[] { "Subject", "Id" },
                filter: "\"Handled\" IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_platform_job_Made",
                table: "platform_job",
                column: "Made");

            migrationBuilder.CreateIndex(
                name: "IX_platform_job_Slot",
                table: "platform_job",
                column: "Slot",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_platform_job_State_Due",
                table: "platform_job",
                columns: new[] { "State", "Due" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "platform_job");

            migrationBuilder.DropTable(
                name: "platform_outbox_mark");

            migrationBuilder.DropIndex(
                name: "IX_platform_outbox_Handled",
                table: "platform_outbox");

            migrationBuilder.DropIndex(
                name: "IX_platform_outbox_Subject_Id",
                table: "platform_outbox");

            migrationBuilder.DropColumn(
                name: "Due",
                table: "platform_outbox");

            migrationBuilder.DropColumn(
                name: "Error",
                table: "platform_outbox");

            migrationBuilder.DropColumn(
                name: "Handled",
                table: "platform_outbox");

            migrationBuilder.DropColumn(
                name: "Tries",
                table: "platform_outbox");

            migrationBuilder.DropColumn(
                name: "Version",
                table: "platform_outbox");

            migrationBuilder.DropColumn(
                name: "Begun",
                table: "platform_mail");

            migrationBuilder.DropColumn(
                name: "MayBeDouble",
                table: "platform_mail");

            migrationBuilder.CreateIndex(
                name: "IX_platform_outbox_Subject_Id",
                table: "platform_outbox",
                columns: new[] { "Subject", "Id" });
        }
    }
}
