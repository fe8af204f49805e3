using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Sakimori.Directory.Store.Postgres
{
    /// <inheritdoc />
    public partial class StandingByHalves : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql("DROP VIEW directory_standing");
            migrationBuilder.Sql(StandingView.Postgres2);
            migrationBuilder.Sql(StandingView.PostgresIndustry1);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql("DROP VIEW directory_industry");
            migrationBuilder.Sql("DROP VIEW directory_standing");
            migrationBuilder.Sql(StandingView.Postgres1);
        }
    }
}
