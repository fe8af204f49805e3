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
        .. SharingLevels.Sharing.Select(level => (level.Code(), new Text($"回答済み（{level.Name().Ja}）", $"Answered: {level.Name().En}"))),
        ("declined", new("共有しない", "Declined")),
    ];

    /// <summary>The lines of a round that the context's reader sees; a text is looked for in the name by which an organisation was invited.</summary>
    public static IQueryable<RoundLine> Lines(this BenchmarkContext context, Guid round, RoundFilter filter)
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
        if (filter.Text.Length == 0)
            return lines;
        var part = JapaneseText.SortKey(filter.Text);
        return lines.Where(l => l.SortKey.Contains(part));
    }

    /// <summary>
    /// Those lines in an order, with what the organisations are called today. They are ordered by the name by which they were invited, so that
    /// names are looked up for a page's lines alone.
    /// </summary>
    /// <param name="context">The context.</param>
    /// <param name="round">The round.</param>
    /// <param name="filter">What they are narrowed to.</param>
    /// <param name="sort">One of <see cref="Sorts"/>.</param>
    /// <param name="descending">The largest first.</param>
    /// <param name="skip">How many stand before the page.</param>
    /// <param name="take">How many are on it; null for all.</param>
    public static IQueryable<RoundRow> Rows(
        this BenchmarkContext context, Guid round, RoundFilter filter, string sort, bool descending, int skip = 0, int? take = null)
    {
        var lines = context.Lines(round, filter);
        var ordered = (sort, descending) switch
        {
            ("state", false) => lines.OrderBy(l => l.Shared).ThenBy(l => l.Declined).ThenBy(l => l.Opened != null),
            ("state", true) => lines.OrderByDescending(l => l.Shared).ThenByDescending(l => l.Declined).ThenByDescending(l => l.Opened != null),
            ("total", false) => lines.OrderBy(l => l.Total ?? -1),
            ("total", true) => lines.OrderByDescending(l => l.Total ?? -1),
            ("layer", false) => lines.OrderBy(l => (int?)l.Layer ?? -1),
            ("layer", true) => lines.OrderByDescending(l => (int?)l.Layer ?? -1),
            ("day", false) => lines.OrderBy(l => l.Submitted ?? DateTime.MinValue),
            ("day", true) => lines.OrderByDescending(l => l.Submitted ?? DateTime.MinValue),
            (_, true) => lines.OrderByDescending(l => l.SortKey),
            _ => lines.OrderBy(l => l.SortKey),
        };
        IQueryable<RoundLine> page = ordered.ThenBy(l => l.SortKey).ThenBy(l => l.Id);
        if (take is { } size)
            page = page.Skip(skip).Take(size);
        return
            from l in page
            from n in context.CurrentNames.Where(n => n.Organisation == l.Organisation).DefaultIfEmpty()
            select new RoundRow(
                l.Id, l.Organisation, n!.NameJa ?? l.Name, n!.NameEn ?? "", l.Name, l.Mail, l.Opened, l.Declined, l.Shared,
                l.Submitted, l.Total, l.Layer, l.Measures);
    }

    /// <summary>What is shared in a round, for its summary; one statement.</summary>
    public static async Task<RoundSummary> SummaryAsync(this BenchmarkContext context, Round round, RuleSet rules, CancellationToken cancel)
        => RoundSummary.Of(rules.Questionnaire, (await context.RoundLines.Where(l => l.Round == round.Id && l.Total != null)
            .Select(l => new { l.Total, l.Layer, l.Measures }).ToListAsync(cancel)).Select(l => new SharedFigures(l.Total, l.Layer, l.Measures)));
}
