using Microsoft.EntityFrameworkCore;
using Sakimori.Benchmark.Domain;
using Sakimori.Benchmark.Store;
using Sakimori.Kernel;
using Sakimori.Platform.Access;
using Sakimori.Platform.Records;

namespace Sakimori.Benchmark.Pages.Result;

/// <summary>A kept result with all that is shown of it.</summary>
/// <param name="Check">The row.</param>
/// <param name="Model">The result.</param>
/// <param name="Example">True when the worked example can be asked for.</param>
internal sealed record StoredResult(Check Check, ResultModel Model, bool Example)
{
    /// <summary>Whether it belongs to whom the reader acts for: an organisation, or the account itself.</summary>
    public bool IsOwn(Reader reader) => Check.Audience == (reader.Organisation ?? reader.Account);

    /// <summary>Whether a reader may show it to others by a secret link: he speaks for the organisation, or the result is his own.</summary>
    public bool MayShare(Reader reader)
        => reader.Holds(Role.Manager, Check.Audience) || (reader.Account is { } account && Check.Audience == account);

    /// <summary>Whether a reader may plan: he fills in for the organisation, or the result is his own.</summary>
    public bool MayChange(Reader reader)
        => reader.Holds(Role.Contributor, Check.Audience) || (reader.Account is { } account && Check.Audience == account);
}

/// <summary>Reads kept results with a constant number of queries: the check, the ones before it, the statistics, the name, the mapping tables.</summary>
internal sealed class StoredResults(
    ContextFactory contexts, StatisticsStore statistics, MappingTables mappings, Questionnaires questionnaires)
{
    /// <summary>A result that the reader may see, or 'not found'.</summary>
    /// <param name="id">The check.</param>
    /// <param name="reader">Who reads; the holder of a link sees this one row and no earlier ones.</param>
    /// <param name="example">True to compare with the worked example.</param>
    /// <param name="chosen">The size or industry to compare with; null for the layer.</param>
    /// <param name="cancel">Cancels.</param>
    public async Task<Outcome<StoredResult>> FindAsync(Guid id, Reader reader, bool example, Segment? chosen, CancellationToken cancel)
    {
        await using var benchmark = contexts.Read<BenchmarkContext>(reader);
        if (await benchmark.Checks.SingleOrDefaultAsync(c => c.Id == id, cancel) is not { } check
            || questionnaires.Find(check.RulesVersion) is not { } rules)
            return Failure.NotFound;
        var answers = Answers.Parse(rules.Questionnaire, check.Answers);
        if (answers.Failure is { } unreadable)
            return unreadable;
        var before = await benchmark.Checks
            .Where(c => c.Audience == check.Audience && c.Submitted < check.Submitted)
            .OrderByDescending(c => c.Submitted).Take(ResultModel.MostEarlier)
            .Select(c => new { c.Submitted, c.RulesVersion, c.Answers }).ToListAsync(cancel);
        var offer = await statistics.OfferAsync(rules, example, cancel);
        var earlier = before
            .Select(b => CarriedAnswers.Parse($"{Dates.DayInJapan(b.Submitted):yyyy-MM-dd}|{b.RulesVersion}|{b.Answers}", questionnaires))
            .OfType<CarriedAnswers>()
            .Select(c => new EarlierResult(c.Made, Scoring.Score(c.Rules, c.Answers).Value));
        var name = check.Organisation is { } organisation
            ? await benchmark.CurrentNames.SingleOrDefaultAsync(n => n.Organisation == organisation, cancel) : null;
        var subject = new ResultSubject(
            name?.Name ?? (check.Organisation is { } unlisted ? Text.Same($"{unlisted}") : null),
            Dates.DayInJapan(check.Submitted),
            check.Consented && offer.Snapshot is { } snapshot && await statistics.CountsAsync(id, rules, snapshot, cancel),
            name?.Industry);
        var added = await mappings.OfOfficeAsync(cancel);
        return ResultModel.Build(rules, answers.Value, offer.Chosen, [.. earlier], subject, chosen)
            .Match<Outcome<StoredResult>>(model => new StoredResult(check, model with { Mappings = added, TakenDown = offer.TakenDown }, offer.Example), failure => failure);
    }
}
