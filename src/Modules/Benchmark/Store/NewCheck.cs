using System.Data.Common;
using Sakimori.Benchmark.Contracts;
using Sakimori.Benchmark.Domain;
using Sakimori.Platform.Access;
using Sakimori.Platform.Records;

namespace Sakimori.Benchmark.Store;

/// <summary>A scored self-check that is about to be kept.</summary>
/// <param name="Id">The check's id.</param>
/// <param name="Form">The form or request it comes from: the same one stores one check.</param>
/// <param name="RulesVersion">The rules it was computed with.</param>
/// <param name="Answers">The answers.</param>
/// <param name="Score">Its result.</param>
internal sealed record NewCheck(Guid Id, Guid Form, string RulesVersion, Answers Answers, Score Score)
{
    // Whether consent stands is what was decided last, a decision of the same unit included.
    private static readonly RowStatement<Submitted> InsertCheck = new RowStatement<Submitted>("benchmark_check")
        .With("Id", s => s.Check.Id).With("Audience", s => s.By.Audience).With("Tlp", _ => (int)Tlp.Amber)
        .With("Organisation", s => s.By.Organisation).With("By", s => s.By.Account).With("Form", s => s.Check.Form)
        .With("Submitted", s => s.At).With("RulesVersion", s => s.Check.RulesVersion).With("Answers", s => s.Check.Answers.Code)
        .With("Total", s => s.Check.Score.Total).With("Layer", s => (int)s.Check.Score.Layer)
        .With("RiskIndex", s => s.Check.Score.RiskIndex.Value).With("Unknown", s => s.Check.Score.UnknownItems.Count)
        .Computing("Consented", "benchmark_consent", column => $"""
            COALESCE((SELECT "Given" FROM benchmark_consent WHERE "Audience" = {column("Audience")} ORDER BY "At" DESC, "Id" DESC LIMIT 1), false)
            """);

    /// <summary>
    /// Stores the check, its audit entry and its event and says which check it is; on disk when it returns. Of two with one form at the
    /// same moment the index lets one in and both give that one.
    /// </summary>
    public async Task<Guid> StoreAsync(HotLane lane, ContextFactory contexts, Respondent respondent, CancellationToken cancel)
    {
        try
        {
            await lane.SubmitAsync(respondent.Reader, unit =>
            {
                Insert(unit, respondent);
                return Task.CompletedTask;
            }, cancel);
            return Id;
        }
        catch (DbException)
        {
            if (await Submission.OfFormAsync(contexts, respondent, Form, cancel) is { } earlier)
                return earlier;
            throw;
        }
    }

    /// <summary>Writes the row, its audit entry and its event within the unit.</summary>
    public void Insert(HotUnit unit, Respondent respondent)
    {
        unit.Insert(InsertCheck, new(this, respondent, unit.Now));
        unit.Audit("benchmark.check.submitted", $"check:{Id}", after: new { Answers = Answers.Code, Version = RulesVersion });
        unit.Emit($"check:{Id}", new CheckSubmitted(Id, RulesVersion, respondent.Organisation), BenchmarkJson.Default.CheckSubmitted);
    }

    private readonly record struct Submitted(NewCheck Check, Respondent By, DateTime At);
}
