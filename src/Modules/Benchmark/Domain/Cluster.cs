using Sakimori.Kernel;

namespace Sakimori.Benchmark.Domain;

/// <summary>Results that lie close together in risk index and total, shown as one so that nobody can be told apart.</summary>
/// <param name="RiskIndex">The mean of their risk indices.</param>
/// <param name="Total">The mean of their totals.</param>
/// <param name="Count">How many they are: at least the minimum of a histogram's bin.</param>
public readonly record struct Cluster(Tenths RiskIndex, Tenths Total, int Count);

/// <summary>Counts results by total and risk index; allocates nothing per result.</summary>
internal sealed class ClusterTally(int lowest, int totals)
{
    private const int Steps = 20;
    private const int StepWidth = 1000 / Steps;
    private readonly int[] counts = new int[totals * Steps];
    private readonly long[] risks = new long[totals * Steps];
    private readonly int[] clusterOf = new int[totals * Steps];

    public void Add(int total, int riskIndex)
    {
        var cell = CellOf(total, riskIndex);
        counts[cell]++;
        risks[cell] += riskIndex;
    }

    /// <summary>The cluster that holds a result, after <see cref="Merge"/>; of one that was not counted, an arbitrary one.</summary>
    public int IndexOf(int total, int riskIndex) => clusterOf[CellOf(total, riskIndex)];

    /// <summary>
    /// Within each bin of the histogram neighbours along the risk index are merged until each cluster holds at least the minimum: every
    /// result is in exactly one, so that nothing is left over from which a single one could be inferred.
    /// </summary>
    public IReadOnlyList<Cluster> Merge(Histogram histogram, int minimum)
    {
        var clusters = new List<Cluster>();
        foreach (var bin in histogram.Bins)
        {
            var first = clusters.Count;
            (int Count, long Risk, long Total) last = default, open = default;
            for (var step = 0; step < Steps; step++)
            {
                for (var total = bin.From; total <= bin.To; total++)
                {
                    var cell = ((total - lowest) * Steps) + step;
                    clusterOf[cell] = clusters.Count;
                    open = (open.Count + counts[cell], open.Risk + risks[cell], open.Total + ((long)total * counts[cell]));
                }

                if (open.Count < minimum)
                    continue;
                clusters.Add(Of(last = open));
                open = default;
            }

            if (clusters.Count == first)
                continue;
            if (open.Count > 0)
                clusters[^1] = Of((last.Count + open.Count, last.Risk + open.Risk, last.Total + open.Total));
            for (var cell = (bin.From - lowest) * Steps; cell < (bin.To - lowest + 1) * Steps; cell++)
                clusterOf[cell] = Math.Min(clusterOf[cell], clusters.Count - 1);
        }

        return clusters;
    }

    private int CellOf(int total, int riskIndex) => ((total - lowest) * Steps) + Math.Clamp(riskIndex / StepWidth, 0, Steps - 1);

    private static Cluster Of((int Count, long Risk, long Total) sums)
        => new(new((int)((sums.Risk + (sums.Count / 2)) / sums.Count)), Tenths.Ratio(sums.Total, sums.Count), sums.Count);
}
