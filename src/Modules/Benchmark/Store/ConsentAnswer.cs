using Microsoft.EntityFrameworkCore;
using Sakimori.Benchmark.Contracts;
using Sakimori.Kernel;
using Sakimori.Platform.Access;
using Sakimori.Platform.Records;

namespace Sakimori.Benchmark.Store;

/// <summary>The answer to the question of consent, together with the text that was shown.</summary>
/// <param name="Given">Whether it was agreed.</param>
/// <param name="Text">The text.</param>
/// <param name="Language">The language in which it was shown.</param>
internal sealed record ConsentAnswer(bool Given, ConsentText Text, Language Language)
{
    private static readonly RowStatement<ConsentText> InsertText = new RowStatement<ConsentText>("benchmark_consent_text")
        .With("Hash", t => t.Hash).With("Version", t => t.Version).With("Ja", t => t.Ja).With("En", t => t.En)
        .Otherwise("ON CONFLICT (\"Hash\") DO NOTHING");

    private static readonly RowStatement<Made> InsertDecision = new RowStatement<Made>("benchmark_consent")
        .With("Id", d => Guid.CreateVersion7(d.At)).With("Audience", d => d.By.Audience).With("Tlp", _ => (int)Tlp.Amber)
        .With("Organisation", d => d.By.Organisation).With("Given", d => d.Answer.Given).With("Text", d => d.Answer.Text.Hash)
        .With("Language", d => (int)d.Answer.Language).With("By", d => d.By.Account).With("ByName", d => d.By.Name).With("At", d => d.At)
        .After("benchmark_consent_text");

    /// <summary>Only managers decide for an organisation.</summary>
    public static Failure MayNotDecide { get; } = new(FailureKind.Forbidden, new(
        "同意を決められるのは、この組織の「責任者」だけです。", "Only a manager of the organisation can decide about consent."));

    /// <summary>The decision that holds; null when none was ever made, which means no consent.</summary>
    public static async Task<ConsentDecision?> CurrentAsync(BenchmarkContext benchmark, Respondent respondent, CancellationToken cancel)
        => await benchmark.Consents.AsNoTracking().Where(c => c.Audience == respondent.Audience)
            .OrderByDescending(c => c.At).ThenByDescending(c => c.Id).FirstOrDefaultAsync(cancel);

    /// <summary>Records the answer within a unit of the hot lane; the audience must exist.</summary>
    public void Record(HotUnit unit, Respondent respondent)
    {
        unit.Insert(InsertText, Text);
        unit.Insert(InsertDecision, new(this, respondent, unit.Now));
        unit.Audit(Given ? "benchmark.consent.given" : "benchmark.consent.refused", $"audience:{respondent.Audience}",
            after: new { Text.Version, Text.Hash });
        unit.Emit($"audience:{respondent.Audience}", new ConsentDecided(respondent.Audience, Given), BenchmarkJson.Default.ConsentDecided);
    }

    /// <summary>Records the answer by itself.</summary>
    public async Task DecideAsync(Works works, HotLane lane, Respondent respondent, CancellationToken cancel)
    {
        await using (var work = await works.BeginAsync(respondent.Reader, cancel))
        {
            await OwnAudience.OfAsync(work, cancel);
            await work.CommitAsync(cancel);
        }

        await lane.SubmitAsync(respondent.Reader, unit =>
        {
            Record(unit, respondent);
            return Task.CompletedTask;
        }, cancel);
    }

    private readonly record struct Made(ConsentAnswer Answer, Respondent By, DateTime At);
}
