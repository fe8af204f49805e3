using Microsoft.EntityFrameworkCore;

namespace Sakimori.Benchmark.Store;

/// <summary>A mapping table 対応表 that the programme office has added. Never changed; withdrawn ones are shown to the office alone.</summary>
public sealed class MappingTableRow
{
    /// <summary>The id.</summary>
    public Guid Id { get; init; }

    /// <summary>The framework's identifier; of those not withdrawn each stands once.</summary>
    public required string Framework { get; init; }

    /// <summary>The framework's name in Japanese.</summary>
    public required string TitleJa { get; init; }

    /// <summary>The framework's name in English.</summary>
    public required string TitleEn { get; init; }

    /// <summary>Which edition of the framework.</summary>
    public required string Edition { get; init; }

    /// <summary>Where the references come from.</summary>
    public required string Source { get; init; }

    /// <summary>Under which terms the table may be used.</summary>
    public required string Licence { get; init; }

    /// <summary>The pairs as CSV <c>item,reference</c>, in the order of the file.</summary>
    public required string Csv { get; init; }

    /// <summary>How many pairs.</summary>
    public int Count { get; init; }

    /// <summary>When it was added, UTC.</summary>
    public DateTime Added { get; init; }

    /// <summary>When it was withdrawn, UTC; null while it is shown.</summary>
    public DateTime? Withdrawn { get; set; }

    internal static void Configure(ModelBuilder model) => model.Entity<MappingTableRow>(row =>
    {
        row.ToTable("benchmark_mapping");
        row.Property(r => r.Id).ValueGeneratedNever();
        row.HasIndex(r => r.Framework).IsUnique().HasFilter("\"Withdrawn\" IS NULL");
    });
}
