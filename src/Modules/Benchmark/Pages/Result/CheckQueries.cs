using System.Data.Common;
using Sakimori.Benchmark.Store;
using Sakimori.Kernel;
using Sakimori.Platform.Records;

namespace Sakimori.Benchmark.Pages.Result;

/// <summary>What a page needs of a check.</summary>
internal sealed record CheckRow(
    Guid Id, Guid Audience, Guid? Organisation, DateTime Submitted, string RulesVersion, string Answers, bool Consented);

/// <summary>What an organisation is called today, and its industry.</summary>
internal sealed record NameRow(Text Name, string? Industry);

/// <summary>
/// The hot queries about one check. The check itself names the audience by <see cref="VisibleRows"/>; what the others find (a public name,
/// figures about many) is looked at only once it gave its row.
/// </summary>
internal static class CheckQueries
{
    private const string Columns = """c."Id", c."Audience", c."Organisation", c."Submitted", c."RulesVersion", c."Answers", c."Consented" """;

    /// <summary>
    /// The check when the reader may see it, and the latest ones of its audience before it when he belongs to that; in no order. Whether
    /// he does is asked once: it is the same for every row of the audience.
    /// </summary>
    public static HotQuery<CheckRow> WithEarlier { get; } = new($"""
        WITH found AS (SELECT {Columns}, {VisibleRows.OfAudience("c")} AS "Belongs" FROM benchmark_check c WHERE c."Id" = @check)
        SELECT {Columns} FROM found c WHERE c."Belongs" OR c."Id" = @link
        UNION ALL
        SELECT * FROM (
            SELECT {Columns} FROM benchmark_check c
            WHERE c."Audience" = (SELECT f."Audience" FROM found f WHERE f."Belongs") AND c."Submitted" < (SELECT f."Submitted" FROM found f)
            ORDER BY c."Submitted" DESC LIMIT {ResultModel.MostEarlier}
        ) earlier
        """, Check, ["@check", .. VisibleRows.Parameters]);

    /// <summary>The name of its organisation; none when the directory does not have it.</summary>
    public static HotQuery<NameRow> Name { get; } = new("""
        SELECT n."NameJa", n."NameEn", n."Industry" FROM directory_current_name n
        WHERE n."Organisation" = (SELECT c."Organisation" FROM benchmark_check c WHERE c."Id" = @check)
        """, Named, "@check");

    /// <summary>What results by its rules can be compared with.</summary>
    public static HotQuery<OfferRow> Offers { get; } = StatisticsStore.Offers("""(SELECT c."RulesVersion" FROM benchmark_check c WHERE c."Id" = @check)""", "@check");

    private static CheckRow Check(DbDataReader row) => new(
        row.GetGuid(0), row.GetGuid(1), row.IsDBNull(2) ? null : row.GetGuid(2), DateTime.SpecifyKind(row.GetDateTime(3), DateTimeKind.Utc),
        row.GetString(4), row.GetString(5), row.GetBoolean(6));

    private static NameRow Named(DbDataReader row)
    {
        var (ja, en) = (row.GetString(0), row.GetString(1));
        return new(new(ja, en.Length > 0 ? en : ja), row.IsDBNull(2) ? null : row.GetString(2));
    }
}
