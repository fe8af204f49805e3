using Microsoft.EntityFrameworkCore;
using Sakimori.Benchmark.Domain;

namespace Sakimori.Benchmark.Store;

/// <summary>The organisations on which the published figures of a layer rest; replaced when the figures are renewed.</summary>
public sealed class SnapshotLayer
{
    /// <summary>The version of the rules.</summary>
    public required string RulesVersion { get; init; }

    /// <summary>The layer.</summary>
    public Layer Layer { get; init; }

    /// <summary>The snapshot in which the figures were computed.</summary>
    public int Snapshot { get; set; }

    /// <summary>As <see cref="Membership.ToBytes"/> writes them.</summary>
    public required byte[] Members { get; set; }

    internal static void Configure(ModelBuilder model)
    {
        model.Entity<SnapshotLayer>().ToTable("benchmark_snapshot_layer").HasKey(l => new { l.RulesVersion, l.Layer });
        model.Entity<SnapshotChange>().ToTable("benchmark_snapshot_change").HasKey(c => new { c.RulesVersion, c.Layer, c.Snapshot });
    }
}

/// <summary>The way back from a layer's membership of one snapshot to the one published before it; there is none for the first.</summary>
public sealed class SnapshotChange
{
    /// <summary>The version of the rules.</summary>
    public required string RulesVersion { get; init; }

    /// <summary>The layer.</summary>
    public Layer Layer { get; init; }

    /// <summary>The snapshot in which the layer was renewed.</summary>
    public int Snapshot { get; init; }

    /// <summary>The members that <see cref="Membership.WayBackTo"/> gives, as <see cref="Membership.ToBytes"/> writes them.</summary>
    public required byte[] Members { get; init; }
}
