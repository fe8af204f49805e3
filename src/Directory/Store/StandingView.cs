namespace Sakimori.Directory.Store;

/// <summary>The view <c>directory_standing</c>; a change is a new version with a migration of its own.</summary>
internal static class StandingView
{
    /// <summary>On SQLite: today in Japan by its clock.</summary>
    public static string Sqlite1 { get; } = Version1("date('now', '+9 hours')");

    /// <summary>On PostgreSQL: today in Japan by its clock.</summary>
    public static string Postgres1 { get; } = Version1("(CURRENT_TIMESTAMP AT TIME ZONE 'Asia/Tokyo')::date");

    // As directory_current_name follows what was merged, without what only names need.
    private static string Version1(string today) => $"""
        CREATE VIEW directory_standing AS
        {CurrentNameView.Followed1(today)}
        SELECT o."Id" AS "Organisation", c."Id" AS "Current"
        FROM directory_organisation o
        LEFT JOIN (
            SELECT f."Organisation", f."Current" FROM follow f
            WHERE NOT EXISTS (SELECT 1 FROM merged m WHERE m."Organisation" = f."Current")
        ) s ON s."Organisation" = o."Id"
        JOIN directory_organisation c ON c."Id" = COALESCE(s."Current", o."Id")
        WHERE c."Verified" AND c."Until" > {today}
        """;
}
