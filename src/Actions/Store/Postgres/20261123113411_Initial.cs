using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Sakimori.Actions.Store.Postgres
{
    /// <inheritdoc />
    public partial class Initial : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "actions_entry",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Audience = table.Column<Guid>(type: "uuid", nullable: false),
                    Tlp = table.Column<int>(type: "integer", nullable: false),
                    Action = table.Column<Guid>(type: "uuid", nullable: false),
                    Version = table.Column<int>(type: "integer", nullable: false),
                    At = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    Account = table.Column<Guid>(type: "uuid", nullable: true),
                    Name = table.Column<string>(type: "text", nullable: false),
                    Field = table.Column<string>(type: "text", nullable: false),
                    Before = table.Column<string>(type: "text", nullable: false),
                    After = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_actions_entry", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "actions_item",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Audience = table.Column<Guid>(type: "uuid", nullable: false),
                    Tlp = table.Column<int>(type: "integer", nullable: false),
                    Organisation = table.Column<Guid>(type: "uuid", nullable: true),
                    Title = table.Column<string>(type: "text", nullable: false),
                    Found = table.Column<string>(type: "text", nullable: false),
                    Detail = table.Column<string>(type: "text", nullable: false),
                    OwnerAccount = table.Column<Guid>(type: "uuid", nullable: true),
                    OwnerName = table.Column<string>(type: "text", nullable: false),
                    OwnerKey = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    OwnerMail = table.Column<string>(type: "text", nullable: true),
                    Due = table.Column<DateOnly>(type: "date", nullable: false),
                    EffortDays = table.Column<int>(type: "integer", nullable: false),
                    State = table.Column<int>(type: "integer", nullable: false),
                    Evidence = table.Column<string>(type: "text", nullable: false),
                    EvidenceLink = table.Column<string>(type: "text", nullable: false),
                    ReportedBy = table.Column<Guid>(type: "uuid", nullable: true),
                    VerifiedBy = table.Column<Guid>(type: "uuid", nullable: true),
                    VerifiedByName = table.Column<string>(type: "text", nullable: true),
                    VerifiedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    OriginModule = table.Column<string>(type: "text", nullable: false),
                    OriginKind = table.Column<string>(type: "text", nullable: false),
                    OriginSubject = table.Column<Guid>(type: "uuid", nullable: false),
                    OriginItem = table.Column<string>(type: "text", nullable: false),
                    FromLevel = table.Column<int>(type: "integer", nullable: true),
                    ToLevel = table.Column<int>(type: "integer", nullable: true),
                    MadeBy = table.Column<Guid>(type: "uuid", nullable: true),
                    Made = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    Reminded = table.Column<DateOnly>(type: "date", nullable: false),
                    Version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_actions_item", x => x.Id);
                });

            migrationBuilder.CreateIndex(
                name: "IX_actions_entry_Action_Version",
                table: "actions_entry",
                columns: new[] { "Action", "Version" });

            migrationBuilder.CreateIndex(
                name: "IX_actions_item_Audience_Due",
                table: "actions_item",
                columns: new[] { "Audience", "Due" });

            migrationBuilder.CreateIndex(
                name: "IX_actions_item_OriginModule_OriginKind_OriginSubject",
                table: "actions_item",
                columns: new[] { "OriginModule", "OriginKind", "OriginSubject" });

            migrationBuilder.CreateIndex(
                name: "IX_actions_item_State_Due",
                table: "actions_item",
                columns: new[] { "State", "Due" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "actions_entry");

            migrationBuilder.DropTable(
                name: "actions_item");
        }
    }
}
