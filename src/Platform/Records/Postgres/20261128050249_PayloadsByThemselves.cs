using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Sakimori.Platform.Records.Postgres
{
    /// <inheritdoc />
    public partial class PayloadsByThemselves : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropForeignKey(
                name: "FK_platform_audit_payload_platform_audit_Id",
                table: "platform_audit_payload");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddForeignKey(
                name: "FK_platform_audit_payload_platform_audit_Id",
                table: "platform_audit_payload",
                column: "Id",
                principalTable: "platform_audit",
                principalColumn: "Id",
                onDelete: ReferentialAction.Cascade);
        }
    }
}
