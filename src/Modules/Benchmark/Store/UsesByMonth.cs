using System.Globalization;
using Sakimori.Benchmark.Domain;
using Sakimori.Kernel;
using Sakimori.Platform.Records;

namespace Sakimori.Benchmark.Store;

/// <summary>
/// How often the self-check was used and kept, month by month in Japan, by whether the answers may be analysed. Checks without an
/// account are kept nowhere and not counted.
/// </summary>
internal sealed class UsesByMonth(Database database, TimeProvider time)
{
    // What counts of a month: uses with and without consent, and how many organisations lie behind each. Anybody can make accounts without one.
    private const string Counts = """
        , "Consented", COUNT(*), COUNT(DISTINCT "Organisation") FROM benchmark_check WHERE "Submitted" < @until GROUP BY 1, 2 ORDER BY 1
        """;

    private const string OnSqlite = $"""SELECT strftime('%Y-%m', "Submitted", '+9 hours'){Counts}""";

    private const string OnPostgres = $"""SELECT to_char("Submitted" AT TIME ZONE 'Asia/Tokyo', 'YYYY-MM'){Counts}""";

    private volatile Known? known;

    /// <summary>The periods up to the last full month; counted once a month and process.</summary>
    public async Task<IReadOnlyList<UsesOfPeriod>> ReadAsync(CancellationToken cancel)
    {
        var today = Dates.DayInJapan(time.UtcMoment());
        var month = new DateOnly(today.Year, today.Month, 1);
        var read = known;
        if (read?.Month == month)
            return read.Uses;
        var months = new SortedDictionary<DateOnly, MonthOfUses>();
        await using var connection = await database.OpenAsync(cancel);
        await using var command = connection.CreateCommand();
        command.CommandText = database.Engine == Engine.Postgres ? OnPostgres : OnSqlite;
        var until = command.CreateParameter();
        (until.ParameterName, until.Value) = ("@until", DateTime.SpecifyKind(month.ToDateTime(default).AddHours(-9), DateTimeKind.Utc));
        command.Parameters.Add(until);
        await using var rows = await command.ExecuteReaderAsync(cancel);
        while (await rows.ReadAsync(cancel))
        {
            var of = DateOnly.ParseExact(rows.GetString(0), "yyyy-MM", CultureInfo.InvariantCulture);
            var (before, count, behind) = (months.GetValueOrDefault(of), rows.GetInt32(2), rows.GetInt32(3));
            months[of] = rows.GetBoolean(1)
                ? before with { Provided = count, Providers = behind }
                : before with { NotProvided = count, Others = behind };
        }

        read = new(month, UsesOfPeriod.Of(months));
        known = read;
        return read.Uses;
    }

    // Whole, or not there: many read it at once.
    private sealed record Known(DateOnly Month, IReadOnlyList<UsesOfPeriod> Uses);
}
