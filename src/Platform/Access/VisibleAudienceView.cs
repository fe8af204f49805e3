namespace Sakimori.Platform.Access;

/// <summary>
/// The view that Access publishes to every base query: which audience an account belongs to. SQL that both engines understand;
/// a change is a new version with a migration of its own.
/// </summary>
internal static class VisibleAudienceView
{
    // GranteeKind: 0 organisation, 1 organisation with units, 2 account, 3 community.
    public static string Version1 { get; } = $"""
        CREATE VIEW access_visible AS
        SELECT g."Audience", r."Account", {Later("g", "r")} AS "From", {Earlier("g", "r")} AS "Until"
        FROM access_audience_grant g JOIN access_role r ON r."Scope" = g."Grantee" AND g."Kind" IN (0, 1, 3)
        UNION ALL
        SELECT g."Audience", u."Account", {Later("g", "u")} AS "From", {Earlier("g", "u")} AS "Until"
        FROM access_audience_grant g JOIN (
            SELECT s."Ancestor", r."Account", {Later("s", "r")} AS "From", {Earlier("s", "r")} AS "Until"
            FROM access_scope s JOIN access_role r ON r."Scope" = s."Scope" WHERE s."Scope" <> s."Ancestor"
        ) u ON u."Ancestor" = g."Grantee" AND g."Kind" = 1
        UNION ALL
        SELECT g."Audience", g."Grantee" AS "Account", g."From", g."Until"
        FROM access_audience_grant g WHERE g."Kind" = 2
        """;

    private static string Later(string a, string b) => $"""CASE WHEN {a}."From" > {b}."From" THEN {a}."From" ELSE {b}."From" END""";

    private static string Earlier(string a, string b) => $"""CASE WHEN {a}."Until" < {b}."Until" THEN {a}."Until" ELSE {b}."Until" END""";
}
