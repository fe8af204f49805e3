using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Sakimori.Benchmark.Store.Postgres
{
    /// <inheritdoc />
    public partial class SelfCheck : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_benchmark_check_Audience_Submitted",
                table: "benchmark_check");

            migrationBuilder.AddColumn<Guid>(
                name: "By",
                table: "benchmark_check",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<bool>(
                name: "Consented",
                table: "benchmark_check",
                type: "boolean",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<Guid>(
                name: "Form",
                table: "benchmark_check",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "Layer",
                table: "benchmark_check",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<Guid>(
                name: "Organisation",
                table: "benchmark_check",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "RiskIndex",
                table: "benchmark_check",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<int>(
                name: "Total",
                table: "benchmark_check",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<int>(
                name: "Unknown",
                table: "benchmark_check",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.CreateTable(
                name: "benchmark_consent_text",
                columns: table => new
                {
                    Hash = table.Column<string>(type: "text", nullable: false),
                    Version = table.Column<string>(type: "text", nullable: false),
                    Ja = table.Column<string>(type: "text", nullable: false),
                    En = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_benchmark_consent_text", x => x.Hash);
                });

            migrationBuilder.CreateTable(
                name: "benchmark_draft",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Audience = table.Column<Guid>(type: "uuid", nullable: false),
                    Tlp = table.Column<int>(type: "integer", nullable: false),
                    RulesVersion = table.Column<string>(type: "text", nullable: false),
                    Began = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    Revision = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_benchmark_draft", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "benchmark_consent",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Audience = table.Column<Guid>(type: "uuid", nullable: false),
                    Tlp = table.Column<int>(type: "integer", nullable: false),
                    Organisation = table.Column<Guid>(type: "uuid", nullable: true),
                    Given = table.Column<bool>(type: "boolean", nullable: false),
                    Text = table.Column<string>(type: "text", nullable: false),
                    Language = table.Column<int>(type: "integer", nullable: false),
                    By = table.Column<Guid>(type: "uuid", nullable: false),
                    ByName = table.Column<string>(type: "text", nullable: false),
                    At = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_benchmark_consent", x => x.Id);
                    table.ForeignKey(
                        name: "FK_benchmark_consent_benchmark_consent_text_Text",
                        column: x => x.Text,
                        principalTable: "benchmark_consent_text",
                        principalColumn: "Hash",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "benchmark_draft_answer",
                columns: table => new
                {
                    Draft = table.Column<Guid>(type: "uuid", nullable: false),
                    Item = table.Column<string>(type: "text", nullable: false),
                    Answer = table.Column<string>(type: "text", nullable: false),
                    Version = table.Column<int>(type: "integer", nullable: false),
                    By = table.Column<Guid>(type: "uuid", nullable: false),
                    ByName = table.Column<string>(type: "text", nullable: false),
                    At = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_benchmark_draft_answer", x => new { x.Draft, x.Item });
                    table.ForeignKey(
                        name: "FK_benchmark_draft_answer_benchmark_draft_Draft",
                        column: x => x.Draft,
                        principalTable: "benchmark_draft",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "IX_benchmark_check_Audience_Form",
                table: "benchmark_check",
                columns: new[] { "Audience", "Form" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_benchmark_check_Audience_Submitted_Id",
                table: "benchmark_check",
                columns: new[] { "Audience", "Submitted", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_benchmark_check_Organisation_Submitted",
                table: "benchmark_check",
                columns: new[] { "Organisation", "Submitted" });

            migrationBuilder.CreateIndex(
                name: "IX_benchmark_consent_Audience_At",
                table: "benchmark_consent",
                columns: new[] { "Audience", "At" });

            migrationBuilder.CreateIndex(
                name: "IX_benchmark_consent_Text",
                table: "benchmark_consent",
                column: "Text");

            migrationBuilder.CreateIndex(
                name: "IX_benchmark_draft_Audience",
                table: "benchmark_draft",
                column: "Audience",
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "benchmark_consent");

            migrationBuilder.DropTable(
                name: "benchmark_draft_answer");

            migrationBuilder.DropTable(
                name: "benchmark_consent_text");

            migrationBuilder.DropTable(
                name: "benchmark_draft");

            migrationBuilder.DropIndex(
                name: "IX_benchmark_check_Audience_Form",
                table: "benchmark_check");

            migrationBuilder.DropIndex(
                name: "IX_benchmark_check_Audience_Submitted_Id",
                table: "benchmark_check");

            migrationBuilder.DropIndex(
                name: "IX_benchmark_check_Organisation_Submitted",
                table: "benchmark_check");

            migrationBuilder.DropColumn(
                name: "By",
                table: "benchmark_check");

            migrationBuilder.DropColumn(
                name: "Consented",
                table: "benchmark_check");

            migrationBuilder.DropColumn(
                name: "Form",
                table: "benchmark_check");

            migrationBuilder.DropColumn(
                name: "Layer",
                table: "benchmark_check");

            migrationBuilder.DropColumn(
                name: "Organisation",
                table: "benchmark_check");

            migrationBuilder.DropColumn(
                name: "RiskIndex",
                table: "benchmark_check");

            migrationBuilder.DropColumn(
                name: "Total",
                table: "benchmark_check");

            migrationBuilder.DropColumn(
                name: "Unknown",
                table: "benchmark_check");

            migrationBuilder.CreateIndex(
                name: "IX_benchmark_check_Audience_Submitted",
                table: "benchmark_check",
                columns: new[] { "Audience", "Submitted" });
        }
    }
}
