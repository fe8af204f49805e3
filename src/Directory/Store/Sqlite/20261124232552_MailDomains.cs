using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Sakimori.Directory.Store.Sqlite
{
    /// <inheritdoc />
    public partial class MailDomains : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "directory_mail_domain",
                columns: table => new
                {
                    Domain = table.Column<string>(type: "TEXT", nullable: false),
                    ByName = table.Column<string>(type: "TEXT", nullable: false),
                    At = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_directory_mail_domain", x => x.Domain);
                });
            migrationBuilder.Sql(StandingView.Sqlite1);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql("DROP VIEW directory_standing");
            migrationBuilder.DropTable(
                name: "directory_mail_domain");
        }
    }
}
