using Sakimori.Benchmark.Store;
using Sakimori.Kernel;

namespace Sakimori.Benchmark.Pages.Figures;

/// <summary>How statistics objects are spoken of.</summary>
public static class StatisticsWords
{
    /// <summary>Where an object comes from, a snapshot with its number.</summary>
    public static Text Kind(StatisticsLine line) => line.Snapshot is { } number ? new($"統計 第{number}版", $"snapshot {number}") : Kind(line.Kind);

    /// <summary>Whether the office can put an object in force: of snapshots the latest one of its rules only, and none that was taken down.</summary>
    public static bool CanChoose(StatisticsLine line, IEnumerable<StatisticsLine> all)
        => line is { InForce: false, Kind: not StatisticsKind.Example, TakenDown: null }
            && (line.Snapshot is not { } number || !all.Any(other => other.RulesVersion == line.RulesVersion && other.Snapshot > number));

    /// <summary>Where an object comes from.</summary>
    public static Text Kind(StatisticsKind kind) => kind switch
    {
        StatisticsKind.Computed => new("計算", "computed"),
        StatisticsKind.Reference => new("参照表", "reference table"),
        StatisticsKind.Survey => new("以前の調査", "earlier survey"),
        _ => new("実例データ", "worked example"),
    };
}
