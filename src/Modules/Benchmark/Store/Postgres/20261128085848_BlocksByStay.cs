using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Sakimori.Benchmark.Store.Postgres
{
    /// <inheritdoc />
    public partial class BlocksByStay : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            // What was published before was guarded less: results that left a block and came again could be told apart.
            migrationBuilder.Sql("DELETE FROM benchmark_statistics WHERE \"Snapshot\" IS NOT NULL");
            migrationBuilder.Sql("DELETE FROM benchmark_snapshot_block");
            migrationBuilder.Sql("DELETE FROM benchmark_snapshot_spread");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {

        }
    }
}
