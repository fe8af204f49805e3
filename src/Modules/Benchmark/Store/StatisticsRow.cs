using Microsoft.EntityFrameworkCore;

namespace Sakimori.Benchmark.Store;

/// <summary>Where a statistics object comes from.</summary>
public enum StatisticsKind
{
    /// <summary>Computed from each organisation's latest consented result.</summary>
    Computed,

    /// <summary>A reference table that the programme office loaded.</summary>
    Reference,

    /// <summary>The worked example's synthetic results: never in force, compared with on request only.</summary>
    Example,

    /// <summary>Computed from the lines of an earlier survey that the programme office loaded.</summary>
    Survey,
}

/// <summary>
/// One statistics object 統計, its figures never changed once written; holds nothing by which a single organisation could be told. For each version
/// of the rules at most one is in force.
/// </summary>
public sealed class StatisticsRow
{
    /// <summary>The id.</summary>
    public Guid Id { get; init; }

    /// <summary>The version of the rules by which its results were computed.</summary>
    public required string RulesVersion { get; init; }

    /// <summary>Where it comes from.</summary>
    public StatisticsKind Kind { get; init; }

    /// <summary>When it was made or loaded, UTC.</summary>
    public DateTime Made { get; init; }

    /// <summary>True for the one with which results by these rules are compared.</summary>
    public bool InForce { get; set; }

    /// <summary>Its source in Japanese.</summary>
    public required string SourceJa { get; init; }

    /// <summary>Its source in English.</summary>
    public required string SourceEn { get; init; }

    /// <summary>The day as of which it holds.</summary>
    public DateOnly Date { get; init; }

    /// <summary>N over all layers.</summary>
    public int Count { get; init; }

    /// <summary>The object as <see cref="StatisticsBody"/> writes it.</summary>
    public required string Body { get; init; }

    /// <summary>The number of the snapshot, from 1, over all versions of the rules; null for what was not computed from consented results.</summary>
    public int? Snapshot { get; init; }

    /// <summary>When it was taken down because a withdrawal of consent had waited too long, UTC; it is never in force again.</summary>
    public DateTime? TakenDown { get; set; }

    internal static void Configure(ModelBuilder model) => model.Entity<StatisticsRow>(row =>
    {
        row.ToTable("benchmark_statistics");
        row.Property(r => r.Id).ValueGeneratedNever();
        row.HasIndex(r => r.RulesVersion).IsUnique().HasFilter("\"InForce\"");
        row.HasIndex(r => new { r.Snapshot, r.RulesVersion }).IsUnique();
    });
}
