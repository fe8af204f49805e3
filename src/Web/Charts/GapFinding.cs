using Sakimori.Kernel;

namespace Sakimori.Web.Charts;

/// <summary>What a comparison of levels shows, in words: the largest gaps below what is aimed at.</summary>
internal static class GapFinding
{
    private const int Named = 3;

    /// <summary>The gaps of one series below another over the named items.</summary>
    public static Text Of(IReadOnlyList<Text> names, ChartSeries own, ChartSeries aim)
    {
        var gaps = names
            .Select((item, i) => (Name: item, Own: own.Values[i], Aim: aim.Values[i]))
            .Where(g => g.Own < g.Aim)
            .OrderByDescending(g => g.Aim - g.Own)
            .ToList();
        var unknown = own.Values.Count(v => v is null);
        var name = aim.Name;
        if (gaps.Count == 0)
            return Reached(names.Count - unknown, name) + Unknown(unknown);

        var top = gaps.Take(Named).Select(g => new Text(
            $"{g.Name.Ja}（{ChartModel.Figure(g.Own!.Value)}、{name.Ja}は{ChartModel.Figure(g.Aim!.Value)}）",
            $"{g.Name.En} ({ChartModel.Figure(g.Own.Value)} against {ChartModel.Figure(g.Aim.Value)})")).ToList();
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

    private static string And(IEnumerable<string> parts)
    {
        var list = parts.ToList();
        return list.Count == 1 ? list[0] : string.Join(", ", list[..^1]) + " and " + list[^1];
    }
}
