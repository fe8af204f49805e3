using Microsoft.AspNetCore.Components;
using Sakimori.Web.Charts;
using Sakimori.Web.Html;

namespace Sakimori.Web.Components;

/// <summary>A level from 1 to 5 against the desired one: five boxes, the desired level as a notch, and the same in words.</summary>
public sealed class LevelBar : WrittenComponent
{
    /// <summary>The own level, 1 to 5; null when it is unknown.</summary>
    [Parameter, EditorRequired]
    public required int? Level { get; set; }

    /// <summary>The desired level, 1 to 5, with decimals where it is a mean; null when there is none.</summary>
    [Parameter]
    public decimal? Desired { get; set; }

    /// <inheritdoc/>
    protected override void Write(HtmlWriter html) => html.LevelBar(Level, Desired);
}

/// <summary>Writes level bars.</summary>
public static class LevelBars
{
    // The five boxes side by side: those up to the level in one path, the others in another.
    private static readonly string[] Boxes = [.. Enumerable.Range(0, 6).Select(n => Row(0, n))];
    private static readonly string[] Rests = [.. Enumerable.Range(0, 6).Select(n => Row(n, 5))];

    /// <summary>Writes a level bar.</summary>
    /// <param name="html">Where to.</param>
    /// <param name="level">See <see cref="LevelBar.Level"/>.</param>
    /// <param name="desired">See <see cref="LevelBar.Desired"/>.</param>
    public static Fragment LevelBar(this HtmlWriter html, int? level, decimal? desired)
    {
        html.Add($"""<span class="levelbar"><svg viewBox="0 0 120 20" width="120" height="20" aria-hidden="true">""");
        html.Add($"""<path class="levelbar__box levelbar__box--on" d="{Boxes[level ?? 0]}"/><path class="levelbar__box" d="{Rests[level ?? 0]}"/>""");
        if (desired is { } aim)
        {
            var x = SvgCanvas.N((double)aim * 24);
            html.Add($"""<path class="levelbar__gap" d="M{x} 0V20"/><path class="levelbar__desired" d="M{x} 1V19"/>""");
        }

        return html.Add($"""</svg> <span class="levelbar__words">{Words(html, level, desired)}</span></span>""");
    }

    private static Fragment Words(HtmlWriter html, int? level, decimal? desired) => (level, desired) switch
    {
        (null, null) => html.Add($"{html.T("不明", "unknown")}"),
        (null, { } d) => html.T($"不明（望まれる水準 {d:0.#}）", $"unknown (desired {d:0.#})"),
        ({ } l, null) => html.T($"水準{l}", $"level {l}"),
        ({ } l, { } d) => html.T($"水準{l}（望まれる水準 {d:0.#}）", $"level {l} (desired {d:0.#})"),
    };

    private static string Row(int from, int to)
        => string.Concat(Enumerable.Range(from, to - from).Select(box => $"M{box * 24 + 1} 5h22v10h-22z"));
}
