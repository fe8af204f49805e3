using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Sakimori.Benchmark.Store.Postgres
{
    /// <inheritdoc />
    public partial class SnapshotBlocks : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            // What was published before was guarded against single differences only, and of what it rested on too little is known.
            migrationBuilder.Sql("DELETE FROM benchmark_statistics WHERE \"Snapshot\" IS NOT NULL");
            migrationBuilder.DropTable(
                name: "benchmark_snapshot_change");

            migrationBuilder.DropTable(
                name: "benchmark_snapshot_layer");

            migrationBuilder.CreateTable(
                name: "benchmark_snapshot_block",
                columns: table => new
                {
                    RulesVersion = table.Column<string>(type: "text", nullable: false),
                    Key = table.Column<string>(type: "text", nullable: false),
                    Snapshot = table.Column<int>(type: "integer", nullable: false),
                    Withheld = table.Column<bool>(type: "boolean", nullable: false),
                    Members = table.Column<byte[]>(type: "bytea", nullable: false),
                    Paths = table.Column<byte[]>(type: "bytea", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_benchmark_snapshot_block", x => new { x.RulesVersion, x.Key });
                });

            migrationBuilder.CreateTable(
                name: "benchmark_snapshot_spread",
                columns: table => new
                {
                    RulesVersion = table.Column<string>(type: "text", nullable: false),
                    Layer = table.Column<int>(type: "integer", nullable: false),
                    Snapshot = table.Column<int>(type: "integer", nullable: false),
                    Results = table.Column<byte[]>(type: "bytea", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_benchmark_snapshot_spread", x => new { x.RulesVersion, x.Layer });
                });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "benchmark_snapshot_block");

            migrationBuilder.DropTable(
                name: "benchmark_snapshot_spread");

            migrationBuilder.CreateTable(
                name: "benchmark_snapshot_change",
                columns: table => new
                {
                    RulesVersion = table.Column<string>(type: "text", nullable: false),
                    Layer = table.Column<int>(type: "integer", nullable: false),
                    Snapshot = table.Column<int>(type: "integer", nullable: false),
                    Members = table.Column<byte[]>(type: "bytea", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_benchmark_snapshot_change", x => new { x.RulesVersion, x.Layer, x.Snapshot });
                });

            migrationBuilder.CreateTable(
                name: "benchmark_snapshot_layer",
                columns: table => new
                {
                    RulesVersion = table.Column<string>(type: "text", nullable: false),
                    Layer = table.Column<int>(type: "integer", nullable: false),
                    Members = table.Column<byte[]>(type: "bytea", nullable: false),
                    Snapshot = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_benchmark_snapshot_layer", x => new { x.RulesVersion, x.Layer });
                });
        }
    }
}
