using Sakimori.Benchmark.Store;
using Sakimori.Kernel;

namespace Sakimori.Benchmark.Pages.Figures;

/// <summary>How statistics objects are spoken of.</summary>
public static class StatisticsWords
{
    /// <summary>Where an object comes from.</summary>
    public static Text Kind(StatisticsKind kind) => kind switch
    {
        StatisticsKind.Computed => new("計算", "computed"),
        StatisticsKind.Reference => new("参照表", "reference table"),
        _ => new("実例データ", "worked example"),
    };
}
