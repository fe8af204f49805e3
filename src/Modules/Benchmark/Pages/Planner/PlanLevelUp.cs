using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Sakimori.Benchmark.Files;
using Sakimori.Benchmark.Pages.Result;
using Sakimori.Web.Hosting;

namespace Sakimori.Benchmark.Pages.Planner;

/// <summary>The level-up planner of a kept or an anonymous result: computed anew with every submission; kept only as actions.</summary>
internal static class PlanLevelUp
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/benchmark/results/{id:guid}/plan",
            (Guid id, HttpContext http, StoredResults results, SavePlan saving, CancellationToken cancel)
            => StoredAsync(id, http, null, results, saving, cancel)).SignedIn().ExcludeFromDescription();
        routes.MapPost("/benchmark/results/{id:guid}/plan",
            (Guid id, IFormCollection form, HttpContext http, StoredResults results, SavePlan saving, CancellationToken cancel)
            => StoredAsync(id, http, form, results, saving, cancel)).SignedIn().Form().ExcludeFromDescription();
        routes.MapPost("/benchmark/result/plan", (IFormCollection form, HttpContext http)
            => AnonymousResult.AnswerAsync(form, http, (model, carried, _)
                => Answer(model, new() { Carried = carried }, form, http, Guid.NewGuid()))).Public().Form().ExcludeFromDescription();
    }

    private static async Task<IResult> StoredAsync(
        Guid id, HttpContext http, IFormCollection? form, StoredResults results, SavePlan saving, CancellationToken cancel)
    {
        var found = await results.FindAsync(id, http.Reader(), http.AsksForExample(), http.AsksForSegment(), cancel);
        if (found.Failure is { } failure)
            return Show.Failure(failure);
        var model = found.Value.Model;
        var ways = new ResultWays
        {
            Root = $"/benchmark/results/{id}",
            Query = ResultWays.QueryOf(model),
            Save = found.Value.IsOwn(http.Reader()) && found.Value.MayChange(http.Reader()),
        };
        return ways.Save && form is not null && form["do"].ToString() == "save"
            ? await saving.AnswerAsync(PlanModel.Read(model, form, PlanPurpose.Register), id, ways, http.Reader(), http.Language(), cancel)
            : Answer(model, ways, form, http, id);
    }

    // Without a button the reader has just come; "ics" and "xlsx" take the plan away; anything else computes anew.
    private static IResult Answer(ResultModel result, ResultWays ways, IFormCollection? form, HttpContext http, Guid name)
    {
        var button = form?["do"].ToString() ?? "";
        var plan = button.Length == 0
            ? PlanModel.Suggested(result)
            : PlanModel.Read(result, form!, button == "ics" ? PlanPurpose.Calendar : PlanPurpose.Look);
        if (button == "xlsx" && plan is { Faults.Count: 0, Plan: { } sound })
            return Results.File(
                PlanWorkbook.Write(result.Rules, sound, plan.Entries.ToDictionary(e => e.Item, e => new PlannedBy(e.Owner, e.Day)), result.Subject.Made, http.Language()),
                PlanWorkbook.MediaType, $"sakimori-plan-{result.Subject.Made:yyyy-MM-dd}.xlsx");
        if (button != "ics" || plan.Faults.Count > 0)
            return Show.Page<PlanView>(new { Model = plan, Ways = ways }, plan.Faults.Count > 0 ? 422 : 200);
        var now = http.RequestServices.GetRequiredService<TimeProvider>().GetUtcNow().UtcDateTime;
        return Results.File(Encoding.UTF8.GetBytes(PlanCalendar.Write(plan, name.ToString("N"), now, http.Language())),
            "text/calendar; charset=utf-8", $"sakimori-plan-{result.Subject.Made:yyyy-MM-dd}.ics");
    }
}
