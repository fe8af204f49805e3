namespace Sakimori.Directory.Store;

/// <summary>The view that the directory publishes; a change is a new version with a migration of its own.</summary>
internal static class CurrentNameView
{
    /// <summary>On SQLite: today in Japan by its clock.</summary>
    public static string Sqlite1 { get; } = Version1("date('now', '+9 hours')");

    /// <summary>On PostgreSQL: today in Japan by its clock.</summary>
    public static string Postgres1 { get; } = Version1("(CURRENT_TIMESTAMP AT TIME ZONE 'Asia/Tokyo')::date");

    /// <summary>
    /// The common table <c>follow</c>: each organisation that was merged, and those it was merged into, step by step. Only merged ones are walked.
    /// </summary>
    public static string Followed1(string today) => $"""
        WITH RECURSIVE merged("Organisation", "Into") AS (
            SELECT o."Id", o."MergedInto" FROM directory_organisation o WHERE o."MergedInto" IS NOT NULL AND o."Until" <= {today}
        ), follow("Organisation", "Current") AS (
            SELECT m."Organisation", m."Into" FROM merged m
            UNION ALL
            SELECT f."Organisation", m."Into" FROM follow f JOIN merged m ON m."Organisation" = f."Current"
        )
        """;

    // A merged organisation appears as the one that stands for it today.
    private static string Version1(string today) => $"""
        CREATE VIEW directory_current_name AS
        {Followed1(today)}
        SELECT o."Id" AS "Organisation", c."Id" AS "Current", n."Ja" AS "NameJa", n."En" AS "NameEn", n."Kana", n."SortKey", c."Kind",
            p."Industry", p."Sector", p."Employees", p."Sales", p."Capital",
            CASE WHEN c."Until" <= {today} THEN 2 WHEN c."Verified" THEN 1 ELSE 0 END AS "State", r."Parent"
        FROM directory_organisation o
        LEFT JOIN (
            SELECT f."Organisation", f."Current" FROM follow f
            WHERE NOT EXISTS (SELECT 1 FROM merged m WHERE m."Organisation" = f."Current")
        ) s ON s."Organisation" = o."Id"
        JOIN directory_organisation c ON c."Id" = COALESCE(s."Current", o."Id")
        JOIN directory_name n ON n."Organisation" = c."Id" AND n."Until" > {today} AND (n."From" <= {today} OR n."From" = c."From")
        JOIN directory_profile p ON p."Organisation" = c."Id" AND p."Until" > {today} AND (p."From" <= {today} OR p."From" = c."From")
        LEFT JOIN directory_parent r ON r."Organisation" = c."Id" AND r."Until" > {today} AND r."From" <= {today} AND c."Until" > {today}
        """;
}
