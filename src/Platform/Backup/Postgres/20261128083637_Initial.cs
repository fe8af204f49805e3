using System;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

namespace Sakimori.Platform.Backup.Postgres
{
    /// <inheritdoc />
    public partial class Initial : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "backup_epoch",
                columns: table => new
                {
                    Number = table.Column<int>(type: "integer", nullable: false),
                    Began = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    Backup = table.Column<Guid>(type: "uuid", nullable: false),
                    Made = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    Product = table.Column<string>(type: "text", nullable: false),
                    Engine = table.Column<string>(type: "text", nullable: false),
                    Rows = table.Column<long>(type: "bigint", nullable: false),
                    Sums = table.Column<byte[]>(type: "bytea", nullable: false),
                    Entries = table.Column<long>(type: "bigint", nullable: false),
                    LastEntry = table.Column<Guid>(type: "uuid", nullable: true),
                    LastEntryAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_backup_epoch", x => x.Number);
                });

            migrationBuilder.CreateTable(
                name: "backup_held",
                columns: table => new
                {
                    Number = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    Kind = table.Column<int>(type: "integer", nullable: false),
                    Letter = table.Column<Guid>(type: "uuid", nullable: true),
                    Event = table.Column<long>(type: "bigint", nullable: true),
                    Job = table.Column<Guid>(type: "uuid", nullable: true),
                    Schedule = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_backup_held", x => x.Number);
                });

            migrationBuilder.CreateIndex(
                name: "IX_backup_held_Event",
                table: "backup_held",
                column: "Event",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_backup_held_Job",
                table: "backup_held",
                column: "Job",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_backup_held_Letter",
                table: "backup_held",
                column: "Letter",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_backup_held_Schedule",
                table: "backup_held",
                column: "Schedule",
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "backup_epoch");

            migrationBuilder.DropTable(
                name: "backup_held");
        }
    }
}
