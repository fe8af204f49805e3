using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Sakimori.Platform.Access.Sqlite
{
    /// <inheritdoc />
    public partial class KeysAndInvitations : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<Guid>(
                name: "Organisation",
                table: "access_session",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Email",
                table: "access_link",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "Role",
                table: "access_link",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "Scope",
                table: "access_link",
                type: "TEXT",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "access_key",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Owner = table.Column<Guid>(type: "TEXT", nullable: false),
                    Name = table.Column<string>(type: "TEXT", nullable: false),
                    Hint = table.Column<string>(type: "TEXT", nullable: false),
                    Scopes = table.Column<string>(type: "TEXT", nullable: false),
                    KeyHash = table.Column<byte[]>(type: "BLOB", nullable: false),
                    MadeBy = table.Column<Guid>(type: "TEXT", nullable: false),
                    Made = table.Column<DateTime>(type: "TEXT", nullable: false),
                    Ends = table.Column<DateTime>(type: "TEXT", nullable: false),
                    Revoked = table.Column<DateTime>(type: "TEXT", nullable: true),
                    LastUsed = table.Column<DateTime>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_access_key", x => x.Id);
                });

            migrationBuilder.CreateIndex(
                name: "IX_access_link_Scope",
                table: "access_link",
                column: "Scope");

            migrationBuilder.CreateIndex(
                name: "IX_access_key_KeyHash",
                table: "access_key",
                column: "KeyHash",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_access_key_Owner",
                table: "access_key",
                column: "Owner");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "access_key");

            migrationBuilder.DropIndex(
                name: "IX_access_link_Scope",
                table: "access_link");

            migrationBuilder.DropColumn(
                name: "Organisation",
                table: "access_session");

            migrationBuilder.DropColumn(
                name: "Email",
                table: "access_link");

            migrationBuilder.DropColumn(
                name: "Role",
                table: "access_link");

            migrationBuilder.DropColumn(
                name: "Scope",
                table: "access_link");
        }
    }
}
