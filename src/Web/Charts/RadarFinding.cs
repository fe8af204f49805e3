using Sakimori.Kernel;

namespace Sakimori.Web.Charts;

/// <summary>What a radar chart shows, in words: the largest gaps below the desired level, or else below the mean.</summary>
internal static class RadarFinding
{
    private const int Named = 3;

    public static Text Of(RadarModel chart)
    {
        var own = chart.Of(SeriesKind.Own);
        var against = chart.Of(SeriesKind.Desired) ?? chart.Of(SeriesKind.Mean);
        if (own is null || against is null)
            return Extremes(chart, own ?? chart.Series[0]);

        var gaps = chart.Axes
            .Select((axis, i) => (axis.Name, Own: own.Values[i], Aim: against.Values[i]))
            .Where(g => g.Own < g.Aim)
            .OrderByDescending(g => g.Aim - g.Own)
            .ToList();
        var unknown = own.Values.Count(v => v is null);
        var name = against.Name;
        if (gaps.Count == 0)
            return Reached(chart.Axes.Count - unknown, name) + Unknown(unknown);

        var top = gaps.Take(Named).Select(g => new Text(
            $"{g.Name.Ja}（{RadarModel.Write(g.Own!.Value)}、{name.Ja}は{RadarModel.Write(g.Aim!.Value)}）",
            $"{g.Name.En} ({RadarModel.Write(g.Own.Value)} against {RadarModel.Write(g.Aim.Value)})")).ToList();
        var more = gaps.Count - top.Count;
        return new Text(
                $"「{name.Ja}」を下回る差が大きいのは、{string.Join("、", top.Select(t => t.Ja))}です。" + (more > 0 ? $"ほかに{more}項目が下回っています。" : ""),
                $"{(top.Count == 1 ? "The only gap" : "The largest gaps")} below '{name.En}' {(top.Count == 1 ? "is" : "are")} {And(top.Select(t => t.En))}." + (more > 0 ? $" {more} more {(more == 1 ? "is" : "are")} below it." : ""))
            + Unknown(unknown);
    }

    private static Text Reached(int known, Text name) => new(
        $"回答のある{known}項目のすべてが「{name.Ja}」に達しています。",
        $"All {known} answered items reach '{name.En}'.");

    private static Text Unknown(int count) => count == 0 ? Text.Same("") : new(
        $"{count}項目は不明です。", $" {count} {(count == 1 ? "is" : "are")} unknown.");

    private static Text Extremes(RadarModel chart, ChartSeries series)
    {
        var known = chart.Axes.Select((axis, i) => (axis.Name, Value: series.Values[i])).Where(a => a.Value is not null).ToList();
        if (known.Count == 0)
            return new("値はまだありません。", "There are no figures yet.");
        var (high, low) = (known.MaxBy(a => a.Value), known.MinBy(a => a.Value));
        return new(
            $"{series.Name.Ja}が最も高いのは{high.Name.Ja}（{RadarModel.Write(high.Value!.Value)}）、最も低いのは{low.Name.Ja}（{RadarModel.Write(low.Value!.Value)}）です。",
            $"{series.Name.En}: highest in {high.Name.En} ({RadarModel.Write(high.Value.Value)}), lowest in {low.Name.En} ({RadarModel.Write(low.Value.Value)}).");
    }

    private static string And(IEnumerable<string> parts)
    {
        var list = parts.ToList();
        return list.Count == 1 ? list[0] : string.Join(", ", list[..^1]) + " and " + list[^1];
    }
}
