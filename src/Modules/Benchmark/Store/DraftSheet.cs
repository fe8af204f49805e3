using Microsoft.EntityFrameworkCore;
using Sakimori.Benchmark.Domain;
using Sakimori.Platform.Records;

namespace Sakimori.Benchmark.Store;

/// <summary>A draft with its answers as they stand at one moment.</summary>
/// <param name="Draft">The draft.</param>
/// <param name="Rules">The rules it is answered by.</param>
/// <param name="Rows">The stored answers by item.</param>
internal sealed record DraftSheet(Draft Draft, RuleSet Rules, IReadOnlyDictionary<string, DraftAnswer> Rows)
{
    /// <summary>The answers, missing ones included. One that the item does not offer, given to an earlier version, is missing.</summary>
    public Answers Answers { get; } = Answers.From(Rules.Questionnaire,
        i => StoredIn(Rows, Rules.Questionnaire.Items[i].Id) is var stored && stored.Number > Rules.Questionnaire.Items[i].Choices
            ? Answer.Missing
            : stored);

    /// <summary>What a later version changed since the draft was begun; null when none took effect.</summary>
    public CarriedOver? Carried { get; init; }

    /// <summary>The answer that was stored last; null when there is none.</summary>
    public DraftAnswer? Latest => Rows.Values.MaxBy(row => row.At);

    /// <summary>The answer that is stored for an item, whichever version it was given to; missing when there is none.</summary>
    public Answer Stored(string item) => StoredIn(Rows, item);

    /// <summary>The draft of a respondent; null when none is begun.</summary>
    public static async Task<DraftSheet?> ReadAsync(
        ContextFactory contexts, Questionnaires questionnaires, Respondent respondent, CancellationToken cancel)
    {
        await using var benchmark = contexts.Read<BenchmarkContext>(respondent.Reader);
        return await ReadAsync(benchmark, questionnaires, respondent, cancel);
    }

    /// <inheritdoc cref="ReadAsync(ContextFactory, Questionnaires, Respondent, CancellationToken)"/>
    public static async Task<DraftSheet?> ReadAsync(
        BenchmarkContext benchmark, Questionnaires questionnaires, Respondent respondent, CancellationToken cancel)
    {
        var found = await (
            from draft in benchmark.Drafts
            where draft.Audience == respondent.Audience
            from answer in benchmark.DraftAnswers.Where(a => a.Draft == draft.Id).DefaultIfEmpty()
            select new { draft, answer }).AsNoTracking().ToListAsync(cancel);
        if (found.Count == 0 || questionnaires.Find(found[0].draft.RulesVersion) is not { } rules)
            return null;
        var rows = found.Where(f => f.answer is not null).ToDictionary(f => f.answer!.Item, f => f.answer!);
        return new(found[0].draft, rules, rows)
        {
            Carried = found[0].draft.CarriedFrom is { } version && questionnaires.Find(version) is { } earlier
                ? CarriedOver.Between(earlier, rules, item => StoredIn(rows, item)) : null,
        };
    }

    private static Answer StoredIn(IReadOnlyDictionary<string, DraftAnswer> rows, string item)
        => rows.TryGetValue(item, out var row) ? Answer.FromSymbol(row.Answer[0])!.Value : Answer.Missing;
}
