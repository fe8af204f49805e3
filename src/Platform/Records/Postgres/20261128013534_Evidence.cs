using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Sakimori.Platform.Records.Postgres
{
    /// <inheritdoc />
    public partial class Evidence : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "evidence_document",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Audience = table.Column<Guid>(type: "uuid", nullable: false),
                    Tlp = table.Column<int>(type: "integer", nullable: false),
                    Number = table.Column<string>(type: "text", nullable: false),
                    Hash = table.Column<string>(type: "text", nullable: false),
                    Origin = table.Column<string>(type: "text", nullable: false),
                    Type = table.Column<string>(type: "text", nullable: false),
                    SubjectJa = table.Column<string>(type: "text", nullable: false),
                    SubjectEn = table.Column<string>(type: "text", nullable: false),
                    WordsJa = table.Column<string>(type: "text", nullable: false),
                    WordsEn = table.Column<string>(type: "text", nullable: false),
                    Assurance = table.Column<int>(type: "integer", nullable: false),
                    From = table.Column<DateOnly>(type: "date", nullable: false),
                    Until = table.Column<DateOnly>(type: "date", nullable: false),
                    Issued = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    By = table.Column<Guid>(type: "uuid", nullable: true),
                    Document = table.Column<byte[]>(type: "bytea", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_evidence_document", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "evidence_status",
                columns: table => new
                {
                    Hash = table.Column<string>(type: "text", nullable: false),
                    Evidence = table.Column<Guid>(type: "uuid", nullable: false),
                    State = table.Column<int>(type: "integer", nullable: false),
                    Changed = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    Until = table.Column<DateOnly>(type: "date", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_evidence_status", x => x.Hash);
                });

            migrationBuilder.CreateTable(
                name: "platform_signing_key",
                columns: table => new
                {
                    Fingerprint = table.Column<string>(type: "text", nullable: false),
                    Number = table.Column<int>(type: "integer", nullable: false),
                    Name = table.Column<string>(type: "text", nullable: false),
                    X = table.Column<byte[]>(type: "bytea", nullable: false),
                    Y = table.Column<byte[]>(type: "bytea", nullable: false),
                    Sealed = table.Column<byte[]>(type: "bytea", nullable: true),
                    Active = table.Column<bool>(type: "boolean", nullable: false),
                    Made = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    Retired = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    Ends = table.Column<DateTime>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_platform_signing_key", x => x.Fingerprint);
                });

            migrationBuilder.CreateIndex(
                name: "IX_evidence_document_Audience_Issued_Id",
                table: "evidence_document",
                columns: new[] { "Audience", "Issued", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_evidence_document_Hash",
                table: "evidence_document",
                column: "Hash",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_evidence_document_Origin",
                table: "evidence_document",
                column: "Origin");

            migrationBuilder.CreateIndex(
                name: "IX_evidence_status_State_Until",
                table: "evidence_status",
                columns: new[] { "State", "Until" });

            migrationBuilder.CreateIndex(
                name: "IX_platform_signing_key_Active",
                table: "platform_signing_key",
                column: "Active",
                unique: true,
                filter: "\"Active\"");

            migrationBuilder.CreateIndex(
                name: "IX_platform_signing_key_Number",
                table: "platform_signing_key",
                column: "Number",
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "evidence_document");

            migrationBuilder.DropTable(
                name: "evidence_status");

            migrationBuilder.DropTable(
                name: "platform_signing_key");
        }
    }
}
