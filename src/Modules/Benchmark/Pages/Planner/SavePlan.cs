using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Sakimori.Actions.Contracts;
using Sakimori.Actions.Domain;
using Sakimori.Benchmark.Domain;
using Sakimori.Benchmark.Pages.Result;
using Sakimori.Benchmark.Store;
using Sakimori.Kernel;
using Sakimori.Platform.Access;
using Sakimori.Platform.Records;
using Sakimori.Web.Hosting;

namespace Sakimori.Benchmark.Pages.Planner;

/// <summary>Saves a plan as actions of the reader's organisation: one for each planned measure, all or none.</summary>
internal sealed class SavePlan(Works works)
{
    /// <summary>How the register of actions names a check and leads back to it.</summary>
    public static ActionOriginKind Origin { get; } = new(
        "benchmark", "check", new("自己診断の結果", "Result of a self-check"), id => $"/benchmark/results/{id}");

    /// <summary>
    /// Writes the actions and leads to them. A plan with faults comes back with them; so does a measure that this check has planned
    /// as high already and that nobody has dropped.
    /// </summary>
    /// <param name="plan">The plan as it was sent, for <see cref="PlanPurpose.Register"/>.</param>
    /// <param name="check">The check.</param>
    /// <param name="ways">How the reader came.</param>
    /// <param name="reader">Who plans.</param>
    /// <param name="language">The language in which the actions are written.</param>
    /// <param name="cancel">Cancels.</param>
    public async Task<IResult> AnswerAsync(
        PlanModel plan, Guid check, ResultWays ways, Reader reader, Language language, CancellationToken cancel)
    {
        if (plan.Faults.Count > 0)
            return Faulty(plan, plan.Faults, ways);
        await using var work = await works.BeginAsync(reader, cancel);
        await OneAtATimeAsync(work, check, cancel);
        if (await RepeatedAsync(work, plan, check, cancel) is { Count: > 0 } repeated)
            return Faulty(plan, repeated, ways);
        var added = await ActionPlan.AddAsync(work, [.. plan.Plan!.Measures.Select(m => ActionOf(plan, m, check, reader, language))], cancel);
        if (added.Failure is { } refused)
            return Show.Failure(refused);
        await work.CommitAsync(cancel);
        return Results.LocalRedirect($"/actions?origin={Origin.Module}.{Origin.Kind}&subject={check}");
    }

    // Holds the check's row until the unit ends: of two plans of one check the second sees what the first has planned.
    private static async Task OneAtATimeAsync(UnitOfWork work, Guid check, CancellationToken cancel)
        => await work.Enlist<BenchmarkContext>().Checks.Where(c => c.Id == check)
            .ExecuteUpdateAsync(set => set.SetProperty(c => c.Unknown, c => c.Unknown), cancel);

    private static RazorComponentResult<PlanView> Faulty(PlanModel plan, IReadOnlyList<Fault> faults, ResultWays ways)
        => Show.Page<PlanView>(new { Model = plan with { Faults = faults }, Ways = ways }, StatusCodes.Status422UnprocessableEntity);

    private static async Task<IReadOnlyList<Fault>> RepeatedAsync(UnitOfWork work, PlanModel plan, Guid check, CancellationToken cancel)
    {
        var before = (await ActionPlan.OfAsync(work, Origin.Module, Origin.Kind, check, cancel))
            .Where(a => a.State != ActionState.Dropped).ToLookup(a => a.Item);
        return
        [
            .. from measure in plan.Plan!.Measures
               where before[measure.Measure.Id].Any(a => a.To >= measure.To)
               let title = measure.Measure.Title
               select new Fault(
                   new($"「{title.Ja}」はすでに取組みとして登録されています。", $"\"{title.En}\" is in the register of actions already."),
                   new("選択を外すか、より高い水準を選んでください。", "Leave it out or aim at a higher level."), Column: $"to-{measure.Measure.Id}"),
        ];
    }

    private static NewAction ActionOf(PlanModel plan, PlannedMeasure planned, Guid check, Reader reader, Language language)
    {
        var (entry, title) = (plan.Entries.Single(e => e.Item == planned.Measure.Id), planned.Measure.Title);
        return new(
            new Text($"{title.Ja}を水準{planned.To}へ", $"{title.En} to level {planned.To}").In(language),
            string.Join('\n', planned.Steps.SelectMany(step => step.Steps).Select(step => "- " + step.In(language))),
            new(entry.Owner == reader.Name ? reader.Account : null, entry.Owner),
            entry.Day!.Value, planned.Days,
            new(Origin.Module, Origin.Kind, check, planned.Measure.Id, planned.From, planned.To));
    }
}
