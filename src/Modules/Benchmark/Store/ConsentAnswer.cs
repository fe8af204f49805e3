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
    private const string InsertText = """
        INSERT INTO benchmark_consent_text ("Hash", "Version", "Ja", "En") VALUES (@hash, @version, @ja, @en)
        ON CONFLICT ("Hash") DO NOTHING
        """;

    private const string InsertDecision = """
        INSERT INTO benchmark_consent ("Id", "Audience", "Tlp", "Organisation", "Given", "Text", "Language", "By", "ByName", "At")
        VALUES (@id, @audience, @tlp, @organisation, @given, @text, @language, @by, @name, @at)
        """;

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
        unit.Execute(InsertText,
            ("@hash", Text.Hash), ("@version", Text.Version), ("@ja", Text.Ja), ("@en", Text.En));
        unit.Execute(InsertDecision,
            ("@id", Guid.CreateVersion7(unit.Now)), ("@audience", respondent.Audience), ("@tlp", (int)Tlp.Amber),
            ("@organisation", respondent.Organisation), ("@given", Given), ("@text", Text.Hash), ("@language", (int)Language),
            ("@by", respondent.Account), ("@name", respondent.Name), ("@at", unit.Now));
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
}
