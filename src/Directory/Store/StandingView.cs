namespace Sakimori.Directory.Store;

/// <summary>The views <c>directory_standing</c> and <c>directory_industry</c>; a change is a new version with a migration of its own.</summary>
internal static class StandingView
{
    private const string SqliteToday = "date('now', '+9 hours')";
    private const string PostgresToday = "(CURRENT_TIMESTAMP AT TIME ZONE 'Asia/Tokyo')::date";

    /// <summary>On SQLite: today in Japan by its clock.</summary>
    public static string Sqlite1 { get; } = Version1(SqliteToday);

    /// <summary>On PostgreSQL: today in Japan by its clock.</summary>
    public static string Postgres1 { get; } = Version1(PostgresToday);

    /// <summary>The second version, on SQLite.</summary>
    public static string Sqlite2 { get; } = Version2(SqliteToday);

    /// <summary>The second version, on PostgreSQL.</summary>
    public static string Postgres2 { get; } = Version2(PostgresToday);

    /// <summary>The view of industries, on SQLite.</summary>
    public static string SqliteIndustry1 { get; } = Industry1(SqliteToday);

    /// <summary>The view of industries, on PostgreSQL.</summary>
    public static string PostgresIndustry1 { get; } = Industry1(PostgresToday);

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

    // What was merged has ended by then: the two halves share no row, and the many that stand for themselves are read without looking up another.
    private static string Version2(string today) => $"""
        CREATE VIEW directory_standing AS
        {CurrentNameView.Followed1(today)}
        SELECT o."Id" AS "Organisation", o."Id" AS "Current" FROM directory_organisation o WHERE o."Verified" AND o."Until" > {today}
        UNION ALL
        SELECT f."Organisation", f."Current" FROM follow f
        JOIN directory_organisation c ON c."Id" = f."Current"
        WHERE c."Verified" AND c."Until" > {today} AND NOT EXISTS (SELECT 1 FROM merged m WHERE m."Organisation" = f."Current")
        """;

    private static string Industry1(string today) => $"""
        CREATE VIEW directory_industry AS
        SELECT p."Organisation", p."Industry" FROM directory_profile p
        WHERE p."Industry" IS NOT NULL AND p."From" <= {today} AND p."Until" > {today}
        """;
}
