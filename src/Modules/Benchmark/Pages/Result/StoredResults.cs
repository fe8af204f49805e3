using Sakimori.Benchmark.Domain;
using Sakimori.Benchmark.Store;
using Sakimori.Kernel;
using Sakimori.Platform.Access;
using Sakimori.Platform.Records;

namespace Sakimori.Benchmark.Pages.Result;

/// <summary>A kept result with all that is shown of it.</summary>
/// <param name="Audience">Who may see it: the organisation's id, or the account's.</param>
/// <param name="Model">The result.</param>
/// <param name="Example">True when the worked example can be asked for.</param>
internal sealed record StoredResult(Guid Audience, ResultModel Model, bool Example)
{
    /// <summary>Whether it belongs to whom the reader acts for: an organisation, or the account itself.</summary>
    public bool IsOwn(Reader reader) => Audience == (reader.Organisation ?? reader.Account);

    /// <summary>Whether a reader may show it to others by a secret link: he speaks for the organisation, or the result is his own.</summary>
    public bool MayShare(Reader reader)
        => reader.Holds(Role.Manager, Audience) || (reader.Account is { } account && Audience == account);

    /// <summary>Whether a reader may plan: he fills in for the organisation, or the result is his own.</summary>
    public bool MayChange(Reader reader)
        => reader.Holds(Role.Contributor, Audience) || (reader.Account is { } account && Audience == account);
}

/// <summary>
/// Reads kept results with a constant number of hot queries, asked together: the check with the ones before it, the organisation's name, what
/// there is to compare with, the mapping tables.
/// </summary>
internal sealed class StoredResults(
    HotReads reads, StatisticsStore statistics, MappingTables mappings, Questionnaires questionnaires, TimeProvider time)
{
    /// <summary>A result that the reader may see, or 'not found'.</summary>
    /// <param name="id">The check.</param>
    /// <param name="reader">Who reads; the holder of a link sees this one row and no earlier ones.</param>
    /// <param name="example">True to compare with the worked example.</param>
    /// <param name="chosen">The size or industry to compare with; null for the layer.</param>
    /// <param name="cancel">Cancels.</param>
    public async Task<Outcome<StoredResult>> FindAsync(Guid id, Reader reader, bool example, Segment? chosen, CancellationToken cancel)
    {
        var checks = CheckQueries.WithEarlier.With([id, .. VisibleRows.Values(reader, time.UtcMoment())]);
        var (names, offers, tables) = (CheckQueries.Name.With(id), CheckQueries.Offers.With(id), MappingTables.Shown.With());
        await reads.AskAsync(cancel, checks, names, offers, tables);
        if (checks.Rows.Find(c => c.Id == id) is not { } check || questionnaires.Find(check.RulesVersion) is not { } rules)
            return Failure.NotFound;
        var answers = Answers.Parse(rules.Questionnaire, check.Answers);
        if (answers.Failure is { } unreadable)
            return unreadable;
        var offer = await statistics.OfferAsync(offers.Rows, rules, example, cancel);
        var name = names.Rows.Count > 0 ? names.Rows[0] : null;
        var subject = new ResultSubject(
            name?.Name ?? (check.Organisation is { } unlisted ? Text.Same($"{unlisted}") : null),
            Dates.DayInJapan(check.Submitted),
            check.Consented && offer.Snapshot is { } snapshot && await statistics.CountsAsync(id, rules, snapshot, cancel),
            name?.Industry);
        var added = await mappings.OfAsync(tables.Rows, cancel);
        return ResultModel.Build(rules, answers.Value, offer.Chosen, Earlier(checks.Rows, check), subject, chosen)
            .Match<Outcome<StoredResult>>(
                model => new StoredResult(check.Audience, model with { Mappings = added, TakenDown = offer.TakenDown }, offer.Example), failure => failure);
    }

    // Those whose rules are known here, the latest first.
    private List<EarlierResult> Earlier(List<CheckRow> rows, CheckRow check)
    {
        var earlier = new List<EarlierResult>(rows.Count - 1);
        rows.Sort((a, b) => b.Submitted.CompareTo(a.Submitted));
        foreach (var row in rows)
        {
            if (row.Id != check.Id && questionnaires.Find(row.RulesVersion) is { } rules
                && Answers.Parse(rules.Questionnaire, row.Answers) is { Succeeded: true, Value.Complete: true } answers)
                earlier.Add(new(Dates.DayInJapan(row.Submitted), Scoring.Score(rules, answers.Value).Value));
        }

        return earlier;
    }
}
