using Microsoft.EntityFrameworkCore;
using Sakimori.Benchmark.Domain;

namespace Sakimori.Benchmark.Store;

/// <summary>A block of results on which published figures rest; replaced when it is renewed.</summary>
public sealed class SnapshotBlock
{
    /// <summary>The version of the rules.</summary>
    public required string RulesVersion { get; init; }

    /// <summary>As <see cref="BlockKey.ToString"/> writes it.</summary>
    public required string Key { get; init; }

    /// <summary>The snapshot in which it was renewed.</summary>
    public int Snapshot { get; set; }

    /// <summary>Whether the last snapshot leaves it out.</summary>
    public bool Withheld { get; set; }

    /// <summary>See <see cref="Block.MemberData"/>.</summary>
    public required byte[] Members { get; set; }

    /// <summary>See <see cref="Block.PathData"/>.</summary>
    public required byte[] Paths { get; set; }

    internal static void Configure(ModelBuilder model)
    {
        model.Entity<SnapshotBlock>().ToTable("benchmark_snapshot_block").HasKey(b => new { b.RulesVersion, b.Key });
        model.Entity<SnapshotSpread>().ToTable("benchmark_snapshot_spread").HasKey(s => new { s.RulesVersion, s.Layer });
    }
}

/// <summary>On what the published distribution of a layer rests; replaced when it is renewed.</summary>
public sealed class SnapshotSpread
{
    /// <summary>The version of the rules.</summary>
    public required string RulesVersion { get; init; }

    /// <summary>The layer.</summary>
    public Layer Layer { get; init; }

    /// <summary>The snapshot in which it was renewed.</summary>
    public int Snapshot { get; set; }

    /// <summary>See <see cref="Spread.Data"/>.</summary>
    public required byte[] Results { get; set; }
}
