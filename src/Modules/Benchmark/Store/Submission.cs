using Microsoft.EntityFrameworkCore;
using Sakimori.Benchmark.Contracts;
using Sakimori.Benchmark.Domain;
using Sakimori.Kernel;
using Sakimori.Platform.Access;
using Sakimori.Platform.Records;

namespace Sakimori.Benchmark.Store;

/// <summary>A reviewed draft on its way to becoming a <see cref="Check"/>.</summary>
/// <param name="Sheet">The draft as it was reviewed.</param>
/// <param name="Score">Its result.</param>
/// <param name="Form">The form's token: the same form stores one check.</param>
/// <param name="Decision">A decision about consent made on the same form; null when none was made.</param>
internal sealed record Submission(DraftSheet Sheet, Score Score, Guid Form, ConsentAnswer? Decision)
{
    /// <summary>
    /// Stores the check, its audit and its event and removes the draft, all or nothing, and says which check it is; on disk when it
    /// returns. The same form again gives the same check. Fails when the draft was changed or submitted meanwhile.
    /// </summary>
    public async Task<Outcome<Guid>> SubmitAsync(
        HotLane lane, ContextFactory contexts, Respondent respondent, CancellationToken cancel)
    {
        var id = Guid.NewGuid();
        var taken = false;
        await lane.SubmitAsync(respondent.Reader, async unit =>
        {
            taken = await unit.ExecuteAsync(
                """DELETE FROM benchmark_draft WHERE "Id" = @draft AND "Audience" = @audience AND "Revision" = @revision""",
                ("@draft", Sheet.Draft.Id), ("@audience", respondent.Audience), ("@revision", Sheet.Draft.Revision)) > 0;
            if (!taken)
                return;
            if (Decision is { } decision)
                decision.Record(unit, respondent);
            new NewCheck(id, Form, Sheet.Rules.Version, Sheet.Answers, Score).Insert(unit, respondent);
        }, cancel);
        return taken ? id
            : await OfFormAsync(contexts, respondent, Form, cancel) is { } earlier ? earlier
            : Drafting.Gone;
    }

    /// <summary>The check that a form has stored; null when it has stored none.</summary>
    public static async Task<Guid?> OfFormAsync(ContextFactory contexts, Respondent respondent, Guid form, CancellationToken cancel)
    {
        await using var benchmark = contexts.Read<BenchmarkContext>(respondent.Reader);
        return await benchmark.Checks.Where(c => c.Audience == respondent.Audience && c.Form == form)
            .Select(c => (Guid?)c.Id).SingleOrDefaultAsync(cancel);
    }
}
