using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Sakimori.Platform.Records.Postgres
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
                    Number = table.Column<int>(type: "integer", nullable: false),
                    OperatorJa = table.Column<string>(type: "text", nullable: false),
                    OperatorEn = table.Column<string>(type: "text", nullable: false),
                    AddressJa = table.Column<string>(type: "text", nullable: false),
                    AddressEn = table.Column<string>(type: "text", nullable: false),
                    Contact = table.Column<string>(type: "text", nullable: false),
                    MoreJa = table.Column<string>(type: "text", nullable: false),
                    MoreEn = table.Column<string>(type: "text", nullable: false),
                    Effective = table.Column<DateOnly>(type: "date", nullable: false),
                    Made = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    By = table.Column<Guid>(type: "uuid", nullable: false),
                    ByName = table.Column<string>(type: "text", nullable: false)
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
