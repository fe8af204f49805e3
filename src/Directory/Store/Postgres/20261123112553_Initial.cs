using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Sakimori.Directory.Store.Postgres
{
    /// <inheritdoc />
    public partial class Initial : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "directory_contact",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Audience = table.Column<Guid>(type: "uuid", nullable: false),
                    Tlp = table.Column<int>(type: "integer", nullable: false),
                    Organisation = table.Column<Guid>(type: "uuid", nullable: false),
                    Role = table.Column<int>(type: "integer", nullable: false),
                    Name = table.Column<string>(type: "text", nullable: false),
                    Mail = table.Column<string>(type: "text", nullable: false),
                    Phone = table.Column<string>(type: "text", nullable: false),
                    Account = table.Column<Guid>(type: "uuid", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_directory_contact", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "directory_organisation",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Audience = table.Column<Guid>(type: "uuid", nullable: false),
                    Tlp = table.Column<int>(type: "integer", nullable: false),
                    Kind = table.Column<int>(type: "integer", nullable: false),
                    CorporateNumber = table.Column<string>(type: "text", nullable: true),
                    From = table.Column<DateOnly>(type: "date", nullable: false),
                    Until = table.Column<DateOnly>(type: "date", nullable: false),
                    MergedInto = table.Column<Guid>(type: "uuid", nullable: true),
                    Verified = table.Column<bool>(type: "boolean", nullable: false),
                    Version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_directory_organisation", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "directory_registration",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Audience = table.Column<Guid>(type: "uuid", nullable: false),
                    Tlp = table.Column<int>(type: "integer", nullable: false),
                    Link = table.Column<byte[]>(type: "bytea", nullable: false),
                    AddressHash = table.Column<byte[]>(type: "bytea", nullable: false),
                    ClientHash = table.Column<byte[]>(type: "bytea", nullable: false),
                    Made = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    State = table.Column<int>(type: "integer", nullable: false),
                    Name = table.Column<string>(type: "text", nullable: false),
                    CorporateNumber = table.Column<string>(type: "text", nullable: true),
                    Person = table.Column<string>(type: "text", nullable: false),
                    Mail = table.Column<string>(type: "text", nullable: false),
                    Industry = table.Column<string>(type: "text", nullable: true),
                    Employees = table.Column<int>(type: "integer", nullable: true),
                    Language = table.Column<int>(type: "integer", nullable: false),
                    Organisation = table.Column<Guid>(type: "uuid", nullable: true),
                    Account = table.Column<Guid>(type: "uuid", nullable: true),
                    Decided = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    DecidedBy = table.Column<Guid>(type: "uuid", nullable: true),
                    Reason = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_directory_registration", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "directory_upload",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Account = table.Column<Guid>(type: "uuid", nullable: false),
                    FileName = table.Column<string>(type: "text", nullable: false),
                    Bytes = table.Column<byte[]>(type: "bytea", nullable: false),
                    Day = table.Column<DateOnly>(type: "date", nullable: false),
                    Made = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_directory_upload", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "directory_name",
                columns: table => new
                {
                    Organisation = table.Column<Guid>(type: "uuid", nullable: false),
                    From = table.Column<DateOnly>(type: "date", nullable: false),
                    Ja = table.Column<string>(type: "text", nullable: false),
                    En = table.Column<string>(type: "text", nullable: false),
                    Kana = table.Column<string>(type: "text", nullable: false),
                    SortKey = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Search = table.Column<string>(type: "text", nullable: false),
                    Until = table.Column<DateOnly>(type: "date", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_directory_name", x => new { x.Organisation, x.From });
                    table.ForeignKey(
                        name: "FK_directory_name_directory_organisation_Organisation",
                        column: x => x.Organisation,
                        principalTable: "directory_organisation",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "directory_parent",
                columns: table => new
                {
                    Organisation = table.Column<Guid>(type: "uuid", nullable: false),
                    From = table.Column<DateOnly>(type: "date", nullable: false),
                    Parent = table.Column<Guid>(type: "uuid", nullable: false),
                    Until = table.Column<DateOnly>(type: "date", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_directory_parent", x => new { x.Organisation, x.From });
                    table.ForeignKey(
                        name: "FK_directory_parent_directory_organisation_Organisation",
                        column: x => x.Organisation,
                        principalTable: "directory_organisation",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "directory_profile",
                columns: table => new
                {
                    Organisation = table.Column<Guid>(type: "uuid", nullable: false),
                    From = table.Column<DateOnly>(type: "date", nullable: false),
                    Industry = table.Column<string>(type: "text", nullable: true),
                    Sector = table.Column<string>(type: "text", nullable: true),
                    Employees = table.Column<int>(type: "integer", nullable: true),
                    Sales = table.Column<string>(type: "text", nullable: true),
                    Capital = table.Column<long>(type: "bigint", nullable: true),
                    Until = table.Column<DateOnly>(type: "date", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_directory_profile", x => new { x.Organisation, x.From });
                    table.ForeignKey(
                        name: "FK_directory_profile_directory_organisation_Organisation",
                        column: x => x.Organisation,
                        principalTable: "directory_organisation",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "IX_directory_contact_Organisation",
                table: "directory_contact",
                column: "Organisation");

            migrationBuilder.CreateIndex(
                name: "IX_directory_name_SortKey",
                table: "directory_name",
                column: "SortKey");

            migrationBuilder.CreateIndex(
                name: "IX_directory_organisation_CorporateNumber",
                table: "directory_organisation",
                column: "CorporateNumber",
                unique: true,
                filter: "\"Until\" = '9999-01-01'");

            migrationBuilder.CreateIndex(
                name: "IX_directory_organisation_MergedInto",
                table: "directory_organisation",
                column: "MergedInto",
                filter: "\"MergedInto\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_directory_parent_Parent",
                table: "directory_parent",
                column: "Parent");

            migrationBuilder.CreateIndex(
                name: "IX_directory_registration_AddressHash_Made",
                table: "directory_registration",
                columns: new[] { "AddressHash", "Made" });

            migrationBuilder.CreateIndex(
                name: "IX_directory_registration_ClientHash_Made",
                table: "directory_registration",
                columns: new[] { "ClientHash", "Made" });

            migrationBuilder.CreateIndex(
                name: "IX_directory_registration_Link",
                table: "directory_registration",
                column: "Link",
                unique: true);

            migrationBuilder.Sql(CurrentNameView.Postgres1);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql("DROP VIEW directory_current_name");

            migrationBuilder.DropTable(
                name: "directory_contact");

            migrationBuilder.DropTable(
                name: "directory_name");

            migrationBuilder.DropTable(
                name: "directory_parent");

            migrationBuilder.DropTable(
                name: "directory_profile");

            migrationBuilder.DropTable(
                name: "directory_registration");

            migrationBuilder.DropTable(
                name: "directory_upload");

            migrationBuilder.DropTable(
                name: "directory_organisation");
        }
    }
}
