using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Sakimori.Benchmark.Domain;
using Sakimori.Benchmark.Store;
using Sakimori.Catalogue.Domain;
using Sakimori.Kernel;
using Sakimori.Platform.Records;
using Sakimori.Web.Hosting;

namespace Sakimori.Benchmark.Pages.Answering;

/// <summary>
/// Takes the answers of an anonymous self-check over into the organisation's draft, so that nothing is answered twice. Of answers to
/// another version of the questionnaire those to common items are taken.
/// </summary>
internal static class AdoptAnswers
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/benchmark/adopt", (HttpContext _) => Show.Page<AdoptView>()).SignedIn().ExcludeFromDescription();
        routes.MapPost("/benchmark/adopt", AdoptAsync).SignedIn().Form().ExcludeFromDescription();
    }

    private static async Task<IResult> AdoptAsync(
        IFormCollection form, HttpContext http, Questionnaires questionnaires, ContextFactory contexts, Works works, CancellationToken cancel)
    {
        var respondent = Respondent.Of(http.Reader())!;
        if (!respondent.MayAnswer)
            return Show.Failure(Drafting.MayNotAnswer);
        var carried = CarriedSheet.Read(form, questionnaires);
        if (carried.Failure is { } unreadable)
            return Show.Failure(unreadable);

        await using var work = await works.BeginAsync(respondent.Reader, cancel);
        var id = await Drafting.BeginAsync(work, respondent, carried.Value.Rules, cancel);
        var draft = (await DraftSheet.ReadAsync(work.Enlist<BenchmarkContext>(), questionnaires, respondent, cancel))!;
        if (VersionNumber.Compare(questionnaires.Current.Version, draft.Draft.RulesVersion) > 0)
        {
            await Drafting.CarryOverAsync(work, respondent, draft.Draft, questionnaires.Current.Version, cancel);
            draft = (await DraftSheet.ReadAsync(work.Enlist<BenchmarkContext>(), questionnaires, respondent, cancel))!;
        }

        var differing = Differing(draft, VersionDiff.CarryOver(carried.Value.Rules.Questionnaire, carried.Value.Answers, draft.Rules.Questionnaire));
        if (form["over"] is not ["fill" or "replace"] && differing.Any(change => change.Seen > 0))
            return Show.Page<AdoptView>(new { Carried = carried.Value, Draft = draft.Answers });
        var changes = form["over"] == "fill" ? differing.Where(change => change.Seen == 0).ToList() : differing;
        if ((await Drafting.SaveAsync(work, respondent, id, changes, cancel)).Failure is { } gone)
            return Show.Failure(gone);
        await work.CommitAsync(cancel);
        return Results.LocalRedirect("/benchmark/draft");
    }

    private static List<Change> Differing(DraftSheet draft, Answers answers)
        => [.. draft.Rules.Questionnaire.Items.Index()
            .Where(item => !answers[item.Index].IsMissing && answers[item.Index] != draft.Answers[item.Index])
            .Select(item => new Change(item.Item.Id, answers[item.Index],
                draft.Rows.TryGetValue(item.Item.Id, out var row) ? row.Version : 0))];
}
