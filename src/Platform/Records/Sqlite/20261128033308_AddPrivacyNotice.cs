using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Sakimori.Platform.Records.Sqlite
{
    /// <inheritdoc />
    public partial class AddPrivacyNotice : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "platform_privacy_notice",
                columns: table => new
                {
                    Number = table.Column<int>(type: "INTEGER", nullable: false),
                    OperatorJa = table.Column<string>(type: "TEXT", nullable: false),
                    OperatorEn = table.Column<string>(type: "TEXT", nullable: false),
                    AddressJa = table.Column<string>(type: "TEXT", nullable: false),
                    AddressEn = table.Column<string>(type: "TEXT", nullable: false),
                    Contact = table.Column<string>(type: "TEXT", nullable: false),
                    MoreJa = table.Column<string>(type: "TEXT", nullable: false),
                    MoreEn = table.Column<string>(type: "TEXT", nullable: false),
                    Effective = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    Made = table.Column<DateTime>(type: "TEXT", nullable: false),
                    By = table.Column<Guid>(type: "TEXT", nullable: false),
                    ByName = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_platform_privacy_notice", x => x.Number);
                });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "platform_privacy_notice");
        }
    }
}
