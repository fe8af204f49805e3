using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Sakimori.Benchmark.Store.Sqlite
{
    /// <inheritdoc />
    public partial class Snapshots : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            // What was computed before counted organisations that nobody had vouched for, and the guard between snapshots was not there.
            migrationBuilder.Sql("""DELETE FROM benchmark_statistics WHERE "Kind" = 0""");

            migrationBuilder.DropTable(
                name: "benchmark_statistics_day");

            migrationBuilder.AddColumn<int>(
                name: "Snapshot",
                table: "benchmark_statistics",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "TakenDown",
                table: "benchmark_statistics",
                type: "TEXT",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "benchmark_exclusion",
                columns: table => new
                {
                    Organisation = table.Column<Guid>(type: "TEXT", nullable: false),
                    Reason = table.Column<string>(type: "TEXT", nullable: false),
                    ByName = table.Column<string>(type: "TEXT", nullable: false),
                    At = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_benchmark_exclusion", x => x.Organisation);
                });

            migrationBuilder.CreateTable(
                name: "benchmark_snapshot_change",
                columns: table => new
                {
                    RulesVersion = table.Column<string>(type: "TEXT", nullable: false),
                    Layer = table.Column<int>(type: "INTEGER", nullable: false),
                    Snapshot = table.Column<int>(type: "INTEGER", nullable: false),
                    Members = table.Column<byte[]>(type: "BLOB", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_benchmark_snapshot_change", x => new { x.RulesVersion, x.Layer, x.Snapshot });
                });

            migrationBuilder.CreateTable(
                name: "benchmark_snapshot_layer",
                columns: table => new
                {
                    RulesVersion = table.Column<string>(type: "TEXT", nullable: false),
                    Layer = table.Column<int>(type: "INTEGER", nullable: false),
                    Snapshot = table.Column<int>(type: "INTEGER", nullable: false),
                    Members = table.Column<byte[]>(type: "BLOB", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_benchmark_snapshot_layer", x => new { x.RulesVersion, x.Layer });
                });

            migrationBuilder.CreateIndex(
                name: "IX_benchmark_statistics_Snapshot_RulesVersion",
                table: "benchmark_statistics",
                columns: new[] { "Snapshot", "RulesVersion" },
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "benchmark_exclusion");

            migrationBuilder.DropTable(
                name: "benchmark_snapshot_change");

            migrationBuilder.DropTable(
                name: "benchmark_snapshot_layer");

            migrationBuilder.DropIndex(
                name: "IX_benchmark_statistics_Snapshot_RulesVersion",
                table: "benchmark_statistics");

            migrationBuilder.DropColumn(
                name: "Snapshot",
                table: "benchmark_statistics");

            migrationBuilder.DropColumn(
                name: "TakenDown",
                table: "benchmark_statistics");

            migrationBuilder.CreateTable(
                name: "benchmark_statistics_day",
                columns: table => new
                {
                    Day = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    At = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_benchmark_statistics_day", x => x.Day);
                });
        }
    }
}
