using Sakimori.Kernel;

namespace Sakimori.Benchmark.Domain;

/// <summary>What an invited organisation shares with a round's host 共有範囲; each level includes those before it. The number is stored.</summary>
public enum SharingLevel
{
    /// <summary>Nothing: the organisation has said so.</summary>
    Nothing = 0,

    /// <summary>Only that a self-check was submitted in the round's period; not even its day.</summary>
    Done = 1,

    /// <summary>Also the total, the layer and the day of submission.</summary>
    Total = 2,

    /// <summary>Also the level of every measure; the answers of the profile never.</summary>
    Measures = 3,
}

/// <summary>Codes and names of <see cref="SharingLevel"/>.</summary>
public static class SharingLevels
{
    private static readonly string[] Codes = ["nothing", "done", "total", "measures"];

    private static readonly Text[] Names =
    [
        new("共有しない", "Nothing"), new("実施の有無", "Done or not"), new("総合点まで", "Total"), new("対策ごとの水準まで", "Levels of measures"),
    ];

    private static readonly Text[] Meanings =
    [
        new("主催者には何も見えません。", "The host sees nothing."),
        new("期間中に自己診断を提出したことだけを伝えます。提出日や点数は見えません。",
            "The host learns only that a self-check was submitted in the period; neither its day nor any figure."),
        new("総合点、層、提出日を伝えます。対策ごとの水準は見えません。", "The host sees total, layer and day of submission, but no single measure."),
        new("総合点、層、提出日と、すべての対策の水準を伝えます。プロフィールの回答は見えません。",
            "The host sees total, layer, day and the level of every measure. Answers of the profile stay unseen."),
    ];

    /// <summary>The levels that share something, in rising order.</summary>
    public static IReadOnlyList<SharingLevel> Sharing { get; } = [SharingLevel.Done, SharingLevel.Total, SharingLevel.Measures];

    /// <summary>The code in forms and JSON: <c>nothing</c>, <c>done</c>, <c>total</c>, <c>measures</c>.</summary>
    public static string Code(this SharingLevel level) => Codes[(int)level];

    /// <summary>The name.</summary>
    public static Text Name(this SharingLevel level) => Names[(int)level];

    /// <summary>What the host sees and what not, in a sentence.</summary>
    public static Text Meaning(this SharingLevel level) => Meanings[(int)level];

    /// <summary>The level of a code; null when there is none.</summary>
    public static SharingLevel? Parse(string? code) => Array.IndexOf(Codes, code) is >= 0 and var at ? (SharingLevel)at : null;
}
