using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Sakimori.Benchmark.Store.Sqlite
{
    /// <inheritdoc />
    public partial class TakeBackInvitations : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql(RoundLineView.Drop);

            migrationBuilder.AddColumn<Guid>(
                name: "Successor",
                table: "benchmark_round_invitation",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "TakenBack",
                table: "benchmark_round_invitation",
                type: "TEXT",
                nullable: true);

            migrationBuilder.Sql(RoundLineView.Version2);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql(RoundLineView.Drop);

            migrationBuilder.DropColumn(
                name: "Successor",
                table: "benchmark_round_invitation");

            migrationBuilder.DropColumn(
                name: "TakenBack",
                table: "benchmark_round_invitation");

            migrationBuilder.Sql(RoundLineView.Version1);
        }
    }
}
