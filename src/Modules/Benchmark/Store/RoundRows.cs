using Microsoft.EntityFrameworkCore;
using Sakimori.Benchmark.Domain;
using Sakimori.Kernel;

namespace Sakimori.Benchmark.Store;

/// <summary>Where an invitation stands, for its host.</summary>
public enum LineState
{
    /// <summary>Nobody has looked at it.</summary>
    Invited,

    /// <summary>Looked at; neither answered nor declined.</summary>
    Opened,

    /// <summary>Shares something.</summary>
    Answered,

    /// <summary>Shares nothing, by decision.</summary>
    Declined,
}

/// <summary>A line of the comparison table.</summary>
public sealed record RoundRow(
    Guid Id, Guid? Organisation, string NameJa, string NameEn, string InvitedAs, string? Mail, DateTime? Opened, bool Declined,
    SharingLevel Shared, DateTime? Submitted, int? Total, Layer? Layer, string? Measures)
{
    /// <summary>What the organisation is called today.</summary>
    public Text Name => new(NameJa, NameEn.Length > 0 ? NameEn : NameJa);

    /// <summary>Where it stands.</summary>
    public LineState State => Shared != SharingLevel.Nothing ? LineState.Answered : Declined ? LineState.Declined
        : Opened is null ? LineState.Invited : LineState.Opened;

    /// <summary>The level of a measure by its place in the questionnaire; null when it is not shared or not known.</summary>
    public int? LevelOf(int measure) => Measures is { } code && code[measure] is >= '1' and <= '5' and var symbol ? symbol - '0' : null;

    /// <summary>What it shares, for a summary.</summary>
    public SharedFigures Figures => new(Total, Layer, Measures);
}

/// <summary>What a comparison is narrowed to; null and empty leave out nothing.</summary>
/// <param name="Text">Part of a name.</param>
/// <param name="State">waiting, answered, declined, or a code of <see cref="SharingLevel"/>.</param>
/// <param name="Layer">The layer of those who share it.</param>
public sealed record RoundFilter(string Text = "", string? State = null, Layer? Layer = null);

/// <summary>The comparison table of a round: one statement a page, however many are invited.</summary>
public static class RoundRows
{
    /// <summary>The keys by which it may be sorted; the first is the default.</summary>
    public static IReadOnlyList<string> Sorts { get; } = ["name", "state", "total", "layer", "day"];

    /// <summary>The states that it may be narrowed to.</summary>
    public static IReadOnlyList<(string Code, Text Name)> States { get; } =
    [
        ("waiting", new("未回答", "Not answered")), ("answered", new("回答済み", "Answered")),
        .. SharingLevels.Sharing.Select(level => (level.Code(), new Text("回答済み（", "Answered: ") + level.Name() + new Text("）", ""))),
        ("declined", new("共有しない", "Declined")),
    ];

    /// <summary>The lines of a round that the context's reader sees.</summary>
    public static IQueryable<RoundRow> Rows(this BenchmarkContext context, Guid round, RoundFilter filter, string sort, bool descending)
    {
        var lines = context.RoundLines.Where(l => l.Round == round);
        lines = filter.State switch
        {
            "waiting" => lines.Where(l => l.Shared == SharingLevel.Nothing && !l.Declined),
            "answered" => lines.Where(l => l.Shared != SharingLevel.Nothing),
            "declined" => lines.Where(l => l.Declined),
            { } code when SharingLevels.Parse(code) is { } level and not SharingLevel.Nothing => lines.Where(l => l.Shared == level),
            _ => lines,
        };
        if (filter.Layer is { } layer)
            lines = lines.Where(l => l.Layer == layer);
        var named =
            from l in lines
            from n in context.CurrentNames.Where(n => n.Organisation == l.Organisation).DefaultIfEmpty()
            select new { l, n, Key = n!.SortKey ?? l.SortKey };
        if (filter.Text.Length > 0)
        {
            var part = JapaneseText.SortKey(filter.Text);
            named = named.Where(x => x.Key.Contains(part));
        }

        var ordered = (sort, descending) switch
        {
            ("state", false) => named.OrderBy(x => x.l.Shared).ThenBy(x => x.l.Declined).ThenBy(x => x.l.Opened != null),
            ("state", true) => named.OrderByDescending(x => x.l.Shared).ThenByDescending(x => x.l.Declined).ThenByDescending(x => x.l.Opened != null),
            ("total", false) => named.OrderBy(x => x.l.Total ?? -1),
            ("total", true) => named.OrderByDescending(x => x.l.Total ?? -1),
            ("layer", false) => named.OrderBy(x => (int?)x.l.Layer ?? -1),
            ("layer", true) => named.OrderByDescending(x => (int?)x.l.Layer ?? -1),
            ("day", false) => named.OrderBy(x => x.l.Submitted ?? DateTime.MinValue),
            ("day", true) => named.OrderByDescending(x => x.l.Submitted ?? DateTime.MinValue),
            (_, true) => named.OrderByDescending(x => x.Key),
            _ => named.OrderBy(x => x.Key),
        };
        return ordered.ThenBy(x => x.Key).ThenBy(x => x.l.Id).Select(x => new RoundRow(
            x.l.Id, x.l.Organisation, x.n!.NameJa ?? x.l.Name, x.n!.NameEn ?? "", x.l.Name, x.l.Mail, x.l.Opened, x.l.Declined, x.l.Shared,
            x.l.Submitted, x.l.Total, x.l.Layer, x.l.Measures));
    }

    /// <summary>What is shared in a round, for its summary; one statement.</summary>
    public static async Task<RoundSummary> SummaryAsync(this BenchmarkContext context, Round round, RuleSet rules, CancellationToken cancel)
        => RoundSummary.Of(rules.Questionnaire, (await context.RoundLines.Where(l => l.Round == round.Id && l.Total != null)
            .Select(l => new { l.Total, l.Layer, l.Measures }).ToListAsync(cancel)).Select(l => new SharedFigures(l.Total, l.Layer, l.Measures)));
}
