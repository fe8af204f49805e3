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
/// The hot queries about one check. Each names the audience by <see cref="VisibleRows"/>, also where it asks for something else on the
/// check's account: of a check that is not the reader's none gives a row, as if it were not there.
/// </summary>
internal static class CheckQueries
{
    private const string Columns = """c."Id", c."Audience", c."Organisation", c."Submitted", c."RulesVersion", c."Answers", c."Consented" """;

    private static readonly string[] Parameters = ["@check", .. VisibleRows.Parameters];

    private static readonly string Seen = $"""FROM benchmark_check c WHERE c."Id" = @check AND {VisibleRows.Of("c")}""";

    /// <summary>The check and the latest ones of the same audience before it, in no order.</summary>
    public static HotQuery<CheckRow> WithEarlier { get; } = new($"""
        WITH seen AS (SELECT {Columns} {Seen})
        SELECT {Columns} FROM seen c
        UNION ALL
        SELECT * FROM (
            SELECT {Columns} FROM benchmark_check c
            WHERE c."Audience" = (SELECT s."Audience" FROM seen s) AND c."Submitted" < (SELECT s."Submitted" FROM seen s) AND {VisibleRows.Of("c")}
            ORDER BY c."Submitted" DESC LIMIT {ResultModel.MostEarlier}
        ) earlier
        """, Check, Parameters);

    /// <summary>The name of its organisation; none when the directory does not have it.</summary>
    public static HotQuery<NameRow> Name { get; } = new($"""
        SELECT n."NameJa", n."NameEn", n."Industry" FROM directory_current_name n WHERE n."Organisation" = (SELECT c."Organisation" {Seen})
        """, Named, Parameters);

    /// <summary>What results by its rules can be compared with.</summary>
    public static HotQuery<OfferRow> Offers { get; } = StatisticsStore.Offers($"""(SELECT c."RulesVersion" {Seen})""", Parameters);

    private static CheckRow Check(DbDataReader row) => new(
        row.GetGuid(0), row.GetGuid(1), row.IsDBNull(2) ? null : row.GetGuid(2), DateTime.SpecifyKind(row.GetDateTime(3), DateTimeKind.Utc),
        row.GetString(4), row.GetString(5), row.GetBoolean(6));

    private static NameRow Named(DbDataReader row)
    {
        var (ja, en) = (row.GetString(0), row.GetString(1));
        return new(new(ja, en.Length > 0 ? en : ja), row.IsDBNull(2) ? null : row.GetString(2));
    }
}
