using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Sakimori.Platform.Records.Sqlite
{
    /// <inheritdoc />
    public partial class AuditFilters : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_platform_audit_At",
                table: "platform_audit");

            migrationBuilder.DropIndex(
                name: "IX_platform_audit_Subject",
                table: "platform_audit");

            migrationBuilder.CreateIndex(
                name: "IX_platform_audit_Account_At",
                table: "platform_audit",
                columns: new[] { "Account", "At" });

            migrationBuilder.CreateIndex(
                name: "IX_platform_audit_Action_At",
                table: "platform_audit",
                columns: new[] { "Action", "At" });

            migrationBuilder.CreateIndex(
                name: "IX_platform_audit_At_Id",
                table: "platform_audit",
                columns: new[] { "At", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_platform_audit_Organisation_At",
                table: "platform_audit",
                columns: new[] { "Organisation", "At" });

            migrationBuilder.CreateIndex(
                name: "IX_platform_audit_Subject_At",
                table: "platform_audit",
                columns: new[] { "Subject", "At" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_platform_audit_Account_At",
                table: "platform_audit");

            migrationBuilder.DropIndex(
                name: "IX_platform_audit_Action_At",
                table: "platform_audit");

            migrationBuilder.DropIndex(
                name: "IX_platform_audit_At_Id",
                table: "platform_audit");

            migrationBuilder.DropIndex(
                name: "IX_platform_audit_Organisation_At",
                table: "platform_audit");

            migrationBuilder.DropIndex(
                name: "IX_platform_audit_Subject_At",
                table: "platform_audit");

            migrationBuilder.CreateIndex(
                name: "IX_platform_audit_At",
                table: "platform_audit",
                column: "At");

            migrationBuilder.CreateIndex(
                name: "IX_platform_audit_Subject",
                table: "platform_audit",
                column: "Subject");
        }
    }
}
