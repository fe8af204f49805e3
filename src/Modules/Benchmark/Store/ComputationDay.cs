using Microsoft.EntityFrameworkCore;

namespace Sakimori.Benchmark.Store;

/// <summary>
/// A day in Japan on which statistics were computed. Its key lets one computation a day through, by night or on request, on whichever
/// node: two around one submission would let their reader derive that organisation's figures from the difference.
/// </summary>
public sealed class ComputationDay
{
    /// <summary>The day in Japan.</summary>
    public DateOnly Day { get; init; }

    /// <summary>As of when results were counted, UTC.</summary>
    public DateTime At { get; init; }

    internal static void Configure(ModelBuilder model)
        => model.Entity<ComputationDay>().ToTable("benchmark_statistics_day").HasKey(d => d.Day);
}
