using Sakimori.Platform.Access;

namespace Sakimori.Platform.Records;

/// <summary>
/// The rule of the base query (<c>ModuleContext.Protect</c>) for hot queries, which have none: the same rows for the same reader at
/// the same moment. A property test holds the two together.
/// </summary>
public static class VisibleRows
{
    /// <summary>The names of the parameters that <see cref="Of"/> uses; a query that uses it lists them after its own.</summary>
    public static IReadOnlyList<string> Parameters { get; } = ["@everything", "@public", "@link", "@account", "@moment"];

    /// <summary>The condition under which the reader sees a row of a protected table.</summary>
    /// <param name="row">What the query calls the table; never a reader's text.</param>
    public static string Of(string row) => $"""({OfAudience(row)} OR {row}."Id" = @link)""";

    /// <summary>
    /// The condition under which the reader belongs to a row's audience: then he sees every row of that audience. The holder of a link
    /// belongs to none.
    /// </summary>
    /// <param name="row">What the query calls the table; never a reader's text.</param>
    public static string OfAudience(string row) => $"""
        (@everything OR {row}."Audience" = @public OR EXISTS (
            SELECT 1 FROM access_visible v WHERE v."Audience" = {row}."Audience" AND v."Account" = @account
                AND v."From" <= @moment AND v."Until" > @moment))
        """;

    /// <summary>The values of the parameters.</summary>
    /// <param name="reader">Who reads.</param>
    /// <param name="now">The moment at which rights are judged, UTC.</param>
    public static object?[] Values(Reader reader, DateTime now)
        => [reader.SeesAll, Audiences.Public, reader.Row ?? Guid.Empty, reader.Account ?? Guid.Empty, now];
}
