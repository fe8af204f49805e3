using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Sakimori.Platform.Backup.Sqlite
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
                    Number = table.Column<int>(type: "INTEGER", nullable: false),
                    Began = table.Column<DateTime>(type: "TEXT", nullable: false),
                    Backup = table.Column<Guid>(type: "TEXT", nullable: false),
                    Made = table.Column<DateTime>(type: "TEXT", nullable: false),
                    Product = table.Column<string>(type: "TEXT", nullable: false),
                    Engine = table.Column<string>(type: "TEXT", nullable: false),
                    Rows = table.Column<long>(type: "INTEGER", nullable: false),
                    Sums = table.Column<byte[]>(type: "BLOB", nullable: false),
                    Entries = table.Column<long>(type: "INTEGER", nullable: false),
                    LastEntry = table.Column<Guid>(type: "TEXT", nullable: true),
                    LastEntryAt = table.Column<DateTime>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_backup_epoch", x => x.Number);
                });

            migrationBuilder.CreateTable(
                name: "backup_held",
                columns: table => new
                {
                    Number = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    Kind = table.Column<int>(type: "INTEGER", nullable: false),
                    Letter = table.Column<Guid>(type: "TEXT", nullable: true),
                    Event = table.Column<long>(type: "INTEGER", nullable: true),
                    Job = table.Column<Guid>(type: "TEXT", nullable: true),
                    Schedule = table.Column<string>(type: "TEXT", nullable: true)
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
