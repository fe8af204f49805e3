using System.Data.Common;
using Sakimori.Benchmark.Domain;
using Sakimori.Directory.Contracts;
using Sakimori.Platform.Records;

namespace Sakimori.Benchmark.Store;

/// <summary>
/// The results that statistics count: of each organisation that the office vouches for and has not excluded the latest one that was
/// submitted with consent, while consent holds, and not for longer than <see cref="Snapshot.WindowMonths"/>. What belongs to no
/// organisation is never counted.
/// </summary>
internal static class CountedChecks
{
    // Whose last decision was no, and when that was.
    private const string Refusals = """
        SELECT c."Audience" FROM benchmark_consent c
        WHERE NOT c."Given" AND c."At" <= @moment AND NOT EXISTS (
            SELECT 1 FROM benchmark_consent d
            WHERE d."Audience" = c."Audience" AND d."At" <= @moment AND (d."At" > c."At" OR (d."At" = c."At" AND d."Id" > c."Id")))
        """;

    private const string Exclusions = """SELECT "Organisation" FROM benchmark_exclusion""";

    private const string Standing = $"""
        SELECT "Organisation", CASE WHEN "Current" = "Organisation" THEN NULL ELSE "Current" END FROM {StandingOrganisations.View}
        """;

    private const string Industries = $"""SELECT "Organisation", "Industry" FROM {OrganisationIndustries.View}""";

    private const string Checks = """
        SELECT "Organisation", CASE WHEN "Audience" = "Organisation" THEN NULL ELSE "Audience" END, "Id", "Submitted", "RulesVersion",
            "Layer", "Total", "RiskIndex", "Answers"
        FROM benchmark_check
        WHERE "Consented" AND "Organisation" IS NOT NULL AND "Submitted" > @oldest AND "Submitted" <= @moment
        """;

    // More than any questionnaire has items.
    private const int LongestCode = 1000;

    private const int ChunkSize = 8192;

    /// <summary>
    /// Those that count at a moment, by the version of their rules. What was merged counts as what stands for it today, and only while
    /// neither of the two has refused. Each table is read once, in its own order, and joined here: a database would look up half a dozen
    /// rows for every check.
    /// </summary>
    /// <param name="database">The database.</param>
    /// <param name="moment">The moment, UTC.</param>
    /// <param name="rules">The known rules; results of others are not counted.</param>
    /// <param name="cancel">Cancels between rows.</param>
    public static async Task<IReadOnlyDictionary<string, CountedResults>> AsOfAsync(
        Database database, DateTime moment, IEnumerable<RuleSet> rules, CancellationToken cancel)
    {
        var organisations = new IdTable();
        var counted = rules.ToDictionary(r => r.Version, r => new CountedResults(r, organisations), StringComparer.Ordinal);
        await using var connection = await database.OpenAsync(cancel);
        await using var beside = await database.OpenAsync(cancel);

        // Every decision and check as of one moment, however long the reading takes: writers are not stopped.
        await using var transaction = await Database.BeginReadAsync(connection, cancel);
        var texts = new SharedTexts();
        var reading = Task.Run(() => IndustriesOf(beside, texts, cancel), cancel);
        var leftOut = new HashSet<Guid>();
        Each(Refusals, row => leftOut.Add(row.Id(0)));
        Each(Exclusions, row => leftOut.Add(row.Id(0)));
        var merged = new Dictionary<Guid, Guid>();
        Each(Standing, row =>
        {
            if (row.IsNull(1))
                organisations.Add(row.Id(0));
            else
                merged.Add(row.Id(0), row.Id(1));
        });
        var industries = new string?[organisations.Count];
        foreach (var chunk in await reading)
        {
            foreach (var (organisation, industry) in chunk)
            {
                if (industry is not null && organisations.Find(organisation) is var number and >= 0)
                    industries[number] = industry;
            }
        }

        var code = new char[LongestCode];
        Each(Checks, row =>
        {
            var organisation = row.Id(0);
            var today = merged.GetValueOrDefault(organisation, organisation);
            var number = organisations.Find(today);
            if (number < 0)
                return;
            if (leftOut.Count > 0 && (leftOut.Contains(today) || leftOut.Contains(row.Id(row.IsNull(1) ? 0 : 1))))
                return;
            if (counted.TryGetValue(texts.Of(row, 4), out var of))
                of.Add(today == organisation ? number : organisations.Add(organisation), number, row.Id(2), row.Moment(3), (Layer)row.Number(5), row.Number(6), row.Number(7), code.AsSpan(0, row.Text(8, code)), industries[number]);
        });
        return counted;

        void Each(string sql, Action<ScannedRow> read)
            => Scan(connection, transaction, sql, read, cancel, ("@moment", moment), ("@oldest", moment.AddMonths(-Snapshot.WindowMonths)));
    }

    // In chunks: a list that grows would hold all of it twice.
    private static List<(Guid Organisation, string? Industry)[]> IndustriesOf(DbConnection connection, SharedTexts texts, CancellationToken cancel)
    {
        var (industries, count) = (new List<(Guid, string?)[]>(), 0);
        Scan(connection, null, Industries, row =>
        {
            if (count++ % ChunkSize == 0)
                industries.Add(new (Guid, string?)[ChunkSize]);
            industries[^1][(count - 1) % ChunkSize] = (row.Id(0), texts.Of(row, 1));
        }, cancel);
        return industries;
    }

    private static void Scan(
        DbConnection connection, DbTransaction? transaction, string sql, Action<ScannedRow> read, CancellationToken cancel, params (string Name, DateTime Value)[] values)
    {
        using var command = connection.CreateCommand();
        (command.CommandText, command.Transaction, command.CommandTimeout) = (sql, transaction, 0);
        foreach (var (name, value) in values.Where(v => sql.Contains(v.Name, StringComparison.Ordinal)))
        {
            var parameter = command.CreateParameter();
            (parameter.ParameterName, parameter.Value) = (name, value);
            command.Parameters.Add(parameter);
        }

        using var reader = command.ExecuteReader();
        var row = ScannedRow.Of(reader);
        for (var i = 0; reader.Read(); i++)
        {
            read(row);
            if ((i & 0xFFF) == 0)
                cancel.ThrowIfCancellationRequested();
        }
    }

    // One string for each of few texts, however many rows have them.
    private sealed class SharedTexts
    {
        private readonly HashSet<string> texts = new(StringComparer.Ordinal);

        public string Of(ScannedRow row, int column)
        {
            Span<char> text = stackalloc char[128];
            var read = text[..row.Text(column, text)];
            if (texts.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(read, out var known))
                return known;
            texts.Add(known = read.ToString());
            return known;
        }
    }
}
