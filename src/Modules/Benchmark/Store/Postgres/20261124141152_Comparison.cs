using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Sakimori.Benchmark.Store.Postgres
{
    /// <inheritdoc />
    public partial class Comparison : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_benchmark_statistics_RulesVersion_InForce",
                table: "benchmark_statistics");

            migrationBuilder.AddColumn<bool>(
                name: "ShowName",
                table: "benchmark_result_link",
                type: "boolean",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<string>(
                name: "CarriedFrom",
                table: "benchmark_draft",
                type: "text",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "benchmark_mapping",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Framework = table.Column<string>(type: "text", nullable: false),
                    TitleJa = table.Column<string>(type: "text", nullable: false),
                    TitleEn = table.Column<string>(type: "text", nullable: false),
                    Edition = table.Column<string>(type: "text", nullable: false),
                    Source = table.Column<string>(type: "text", nullable: false),
                    Licence = table.Column<string>(type: "text", nullable: false),
                    Csv = table.Column<string>(type: "text", nullable: false),
                    Count = table.Column<int>(type: "integer", nullable: false),
                    Added = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    Withdrawn = table.Column<DateTime>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_benchmark_mapping", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "benchmark_statistics_day",
                columns: table => new
                {
                    Day = table.Column<DateOnly>(type: "date", nullable: false),
                    At = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_benchmark_statistics_day", x => x.Day);
                });

            migrationBuilder.CreateIndex(
                name: "IX_benchmark_statistics_RulesVersion",
                table: "benchmark_statistics",
                column: "RulesVersion",
                unique: true,
                filter: "\"InForce\"");

            migrationBuilder.CreateIndex(
                name: "IX_benchmark_mapping_Framework",
                table: "benchmark_mapping",
                column: "Framework",
                unique: true,
                filter: "\"Withdrawn\" IS NULL");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "benchmark_mapping");

            migrationBuilder.DropTable(
                name: "benchmark_statistics_day");

            migrationBuilder.DropIndex(
                name: "IX_benchmark_statistics_RulesVersion",
                table: "benchmark_statistics");

            migrationBuilder.DropColumn(
                name: "ShowName",
                table: "benchmark_result_link");

            migrationBuilder.DropColumn(
                name: "CarriedFrom",
                table: "benchmark_draft");

            migrationBuilder.CreateIndex(
                name: "IX_benchmark_statistics_RulesVersion_InForce",
                table: "benchmark_statistics",
                columns: new[] { "RulesVersion", "InForce" });
        }
    }
}
