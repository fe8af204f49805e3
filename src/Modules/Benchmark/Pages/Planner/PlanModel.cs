using Microsoft.AspNetCore.Http;
using Sakimori.Benchmark.Domain;
using Sakimori.Benchmark.Pages.Result;
using Sakimori.Kernel;
using Sakimori.Web.Charts;

namespace Sakimori.Benchmark.Pages.Planner;

/// <summary>What somebody has entered for one measure.</summary>
/// <param name="Item">The measure.</param>
/// <param name="Ticked">True when it is to be raised.</param>
/// <param name="Target">The level aimed at.</param>
/// <param name="Owner">Who answers for it; empty when nobody is named.</param>
/// <param name="Due">By when, as it was written; empty without a day.</param>
public sealed record PlanEntry(string Item, bool Ticked, int Target, string Owner, string Due)
{
    /// <summary>The longest owner, in UTF-16 units.</summary>
    public const int LongestOwner = 100;

    /// <summary>The day; null when there is none or it cannot be read.</summary>
    public DateOnly? Day => Dates.Parse(Due);
}

/// <summary>What a plan is for: it decides what must be filled in.</summary>
public enum PlanPurpose
{
    /// <summary>To see what would change: owners and days may be left out.</summary>
    Look,

    /// <summary>For a calendar: each planned measure needs a day.</summary>
    Calendar,

    /// <summary>For the register of actions: each planned measure needs an owner and a day.</summary>
    Register,
}

/// <summary>A level-up plan レベルアップ計画 as it stands on the page.</summary>
public sealed record PlanModel
{
    /// <summary>The result of today.</summary>
    public required ResultModel Result { get; init; }

    /// <summary>One entry for each measure, in the order of the questionnaire.</summary>
    public required IReadOnlyList<PlanEntry> Entries { get; init; }

    /// <summary>What the plan would change; null while it has faults.</summary>
    public required Plan? Plan { get; init; }

    /// <summary>The faults of the entries, each with its field's name.</summary>
    public required IReadOnlyList<Fault> Faults { get; init; }

    /// <summary>T-score and place before and after; null without statistics or plan.</summary>
    public (Comparison Before, Comparison After)? Among
        => Result.Statistics is { } statistics ? Plan?.Among(statistics, Result.Subject.Counted) : null;

    /// <summary>The groups today and when the plan is carried out.</summary>
    public RadarModel? Radar => Plan is null ? null : ResultCharts.Groups(Result) with
    {
        Id = "plan",
        Title = new("計画による変化", "What the plan changes"),
        Series =
        [
            new(SeriesKind.Own, new("計画の実行後", "After the plan"), [.. Plan.After.Groups.Select(g => (decimal?)g.Mean.ToDecimal())]),
            .. ResultCharts.Groups(Result).Series.Where(s => s.Kind == SeriesKind.Desired),
            new(SeriesKind.Earlier1, new("現在", "Today"), [.. Plan.Before.Groups.Select(g => (decimal?)g.Mean.ToDecimal())]),
        ],
    };

    /// <summary>The plan that the result itself suggests: its first five actions, each by one level.</summary>
    public static PlanModel Suggested(ResultModel result)
    {
        var first = result.Summary.Actions.Select(action => action.Measure.Id).ToHashSet();
        return Of(result, [.. result.Score.Measures.Select(m => new PlanEntry(m.Item, first.Contains(m.Item), Next(m), "", ""))], PlanPurpose.Look);
    }

    /// <summary>The plan of a form: <c>tick</c> names the measures, <c>to-</c>, <c>owner-</c> and <c>due-</c> say the rest.</summary>
    /// <param name="result">The result of today.</param>
    /// <param name="form">The form.</param>
    /// <param name="purpose">What it is for.</param>
    public static PlanModel Read(ResultModel result, IFormCollection form, PlanPurpose purpose)
    {
        var ticked = form["tick"].ToHashSet();
        return Of(result, [.. result.Score.Measures.Select(m => new PlanEntry(
            m.Item, ticked.Contains(m.Item),
            int.TryParse(form[$"to-{m.Item}"], out var target) ? target : Next(m),
            form[$"owner-{m.Item}"].ToString().Trim(), form[$"due-{m.Item}"].ToString().Trim()))], purpose);
    }

    private static int Next(MeasureScore measure) => Math.Min((measure.Level ?? 1) + 1, Measure.TopLevel);

    private static PlanModel Of(ResultModel result, IReadOnlyList<PlanEntry> entries, PlanPurpose purpose)
    {
        var chosen = entries.Where(e => e.Ticked).ToList();
        var plan = Domain.Planner.Plan(result.Rules, result.Answers, chosen.ToDictionary(e => e.Item, e => e.Target));
        List<Fault> faults = [.. (plan.Failure?.Faults ?? []).Select(f => f with { Column = $"to-{f.Column}" })];
        foreach (var entry in chosen)
        {
            var title = result.Rules.Questionnaire.Measure(entry.Item).Title;
            if (entry.Owner.Length > PlanEntry.LongestOwner)
                faults.Add(new(new($"「{title.Ja}」の担当者が長すぎます。", $"The owner of \"{title.En}\" is too long."),
                    new($"{PlanEntry.LongestOwner}文字以下にしてください。", $"At most {PlanEntry.LongestOwner} characters."), Column: $"owner-{entry.Item}"));
            else if (purpose == PlanPurpose.Register && entry.Owner.Length == 0)
                faults.Add(new(new($"「{title.Ja}」の担当者がいません。", $"\"{title.En}\" has no owner."),
                    new("担当者を書いてください。", "Name whoever answers for it."), Column: $"owner-{entry.Item}"));
            if (entry.Due.Length > 0 && entry.Day is null)
                faults.Add(new(new($"「{title.Ja}」の期限を日付として読めません。", $"The due date of \"{title.En}\" cannot be read."),
                    new("2027-03-31 のように書いてください。", "Write it like 2027-03-31."), Column: $"due-{entry.Item}", Value: entry.Due));
            else if (purpose != PlanPurpose.Look && entry.Due.Length == 0)
                faults.Add(new(new($"「{title.Ja}」の期限がありません。", $"\"{title.En}\" has no due date."),
                    new("期限を入れてください。", "Give one."), Column: $"due-{entry.Item}"));
        }

        if (purpose != PlanPurpose.Look && chosen.Count == 0)
            faults.Add(new(new("対策が選ばれていません。", "No measure is chosen."), new("一つ以上選んでください。", "Choose at least one."), Column: "tick"));
        return new() { Result = result, Entries = entries, Plan = plan.Succeeded ? plan.Value : null, Faults = faults };
    }
}
