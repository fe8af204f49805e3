using Sakimori.Kernel;

namespace Sakimori.Web.Charts;

/// <summary>What a comparison of levels shows, in words: the largest gaps below what is aimed at.</summary>
internal static class GapFinding
{
    private const int Named = 3;

    /// <summary>The gaps of one series below another over the named items; where more share the largest gap than are named, how many.</summary>
    /// <param name="names">The items.</param>
    /// <param name="own">The series that may be below.</param>
    /// <param name="aim">The series aimed at.</param>
    /// <param name="unit">What the items are called, several of them.</param>
    public static Text Of(IReadOnlyList<Text> names, ChartSeries own, ChartSeries aim, Text unit)
    {
        var gaps = names
            .Select((item, i) => (Name: item, Own: own.Values[i], Aim: aim.Values[i]))
            .Where(g => g.Own < g.Aim)
            .OrderByDescending(g => g.Aim - g.Own)
            .ToList();
        var unknown = own.Values.Count(v => v is null);
        var name = aim.Name;
        if (gaps.Count == 0)
            return Reached(names.Count - unknown, name, unit) + Unknown(unknown, unit);

        var largest = gaps.Count(g => g.Aim - g.Own == gaps[0].Aim - gaps[0].Own);
        if (largest > Named)
            return Shared([.. gaps.Take(Named).Select(g => g.Name)], gaps[0].Aim!.Value - gaps[0].Own!.Value, largest, gaps.Count - largest, name, unit) + Unknown(unknown, unit);
        var top = gaps.Take(Named).Select(g => new Text(
            $"{g.Name.Ja}（{ChartModel.Figure(g.Own!.Value)}、{name.Ja}は{ChartModel.Figure(g.Aim!.Value)}）",
            $"{g.Name.En} ({ChartModel.Figure(g.Own.Value)} against {ChartModel.Figure(g.Aim.Value)})")).ToList();
        var more = gaps.Count - top.Count;
        return new Text(
                $"「{name.Ja}」を下回る差が大きいのは、{string.Join("、", top.Select(t => t.Ja))}です。" + (more > 0 ? $"ほかに{more}{unit.Ja}が下回っています。" : ""),
                $"{(top.Count == 1 ? "The only gap" : "The largest gaps")} below '{name.En}' {(top.Count == 1 ? "is" : "are")} {And(top.Select(t => t.En))}." + (more > 0 ? $" {more} more {(more == 1 ? "is" : "are")} below it." : ""))
            + Unknown(unknown, unit);
    }

    private static Text Shared(List<Text> some, decimal gap, int largest, int more, Text name, Text unit) => new(
        $"「{name.Ja}」を下回る差は最大{ChartModel.Figure(gap)}で、{string.Join("、", some.Select(t => t.Ja))}など{largest}{unit.Ja}がこれに当たります。"
            + (more > 0 ? $"ほかに{more}{unit.Ja}が下回っています。" : ""),
        $"{largest} {unit.En} share the largest gap below '{name.En}', {ChartModel.Figure(gap)}, among them {And(some.Select(t => t.En))}."
            + (more > 0 ? $" {more} more {(more == 1 ? "is" : "are")} below it." : ""));

    private static Text Reached(int known, Text name, Text unit) => new(
        $"回答のある{known}{unit.Ja}のすべてが「{name.Ja}」に達しています。",
        $"All {known} answered {unit.En} reach '{name.En}'.");

    private static Text Unknown(int count, Text unit) => count == 0 ? Text.Same("") : new(
        $"{count}{unit.Ja}は不明です。", $" {count} {(count == 1 ? "is" : "are")} unknown.");

    private static string And(IEnumerable<string> parts)
    {
        var list = parts.ToList();
        return list.Count == 1 ? list[0] : string.Join(", ", list[..^1]) + " and " + list[^1];
    }
}
