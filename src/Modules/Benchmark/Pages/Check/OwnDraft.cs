using Microsoft.AspNetCore.Http;
using Sakimori.Benchmark.Domain;
using Sakimori.Benchmark.Store;
using Sakimori.Catalogue.Domain;
using Sakimori.Platform.Records;
using Sakimori.Web.Hosting;

namespace Sakimori.Benchmark.Pages.Answering;

/// <summary>The draft of whoever asks, by the version of the questionnaire that is in force.</summary>
internal sealed class OwnDraft(Questionnaires questionnaires, ContextFactory contexts, Works works)
{
    /// <summary>The draft as it stands; null when none is begun.</summary>
    public Task<DraftSheet?> ReadAsync(HttpContext http, CancellationToken cancel)
        => DraftSheet.ReadAsync(contexts, questionnaires, Respondent.Of(http.Reader())!, cancel);

    /// <summary>
    /// Carries the draft over when a later version has taken effect since it was saved last and its reader may answer.
    /// </summary>
    /// <returns>True when a later version is in force now than the one the draft was read by: what was read is to be read again.</returns>
    public async Task<bool> CarryOverAsync(HttpContext http, DraftSheet draft, CancellationToken cancel)
    {
        var (respondent, current) = (Respondent.Of(http.Reader())!, questionnaires.Current.Version);
        if (!respondent.MayAnswer || VersionNumber.Compare(current, draft.Draft.RulesVersion) <= 0)
            return false;
        await using var work = await works.BeginAsync(respondent.Reader, cancel);
        await Drafting.CarryOverAsync(work, respondent, draft.Draft, current, cancel);
        await work.CommitAsync(cancel);
        return true;
    }

    /// <summary>The rules of the form that was sent: those by which it was rendered, else those of the draft.</summary>
    public RuleSet RulesOf(IFormCollection form, DraftSheet draft) => questionnaires.Find(form[KeptSheet.VersionField].ToString()) ?? draft.Rules;
}
