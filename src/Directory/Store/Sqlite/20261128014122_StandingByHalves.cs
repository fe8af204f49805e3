using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Sakimori.Directory.Store.Sqlite
{
    /// <inheritdoc />
    public partial class StandingByHalves : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql("DROP VIEW directory_standing");
            migrationBuilder.Sql(StandingView.Sqlite2);
            migrationBuilder.Sql(StandingView.SqliteIndustry1);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql("DROP VIEW directory_industry");
            migrationBuilder.Sql("DROP VIEW directory_standing");
            migrationBuilder.Sql(StandingView.Sqlite1);
        }
    }
}
