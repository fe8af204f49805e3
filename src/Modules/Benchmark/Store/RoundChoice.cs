using Microsoft.EntityFrameworkCore;
using Sakimori.Benchmark.Domain;
using Sakimori.Platform.Access;

namespace Sakimori.Benchmark.Store;

/// <summary>
/// What an invited organisation has decided to share. Its own people alone see the row; without it nothing is shared, and with
/// <see cref="SharingLevel.Nothing"/> the organisation has said no. What the host sees of it is <see cref="RoundLine"/>.
/// </summary>
public sealed class RoundChoice : IProtectedRow
{
    /// <summary>The invitation.</summary>
    public Guid Id { get; init; }

    /// <inheritdoc/>
    public Guid Audience { get; init; }

    /// <inheritdoc/>
    public Tlp Tlp { get; init; }

    /// <summary>What is shared.</summary>
    public SharingLevel Level { get; set; }

    /// <summary>The check that is shared; null: the latest of the round's period, whenever the host looks.</summary>
    public Guid? Check { get; set; }

    /// <summary>The account that decided.</summary>
    public Guid By { get; set; }

    /// <summary>That account's name when it decided.</summary>
    public required string ByName { get; set; }

    /// <summary>When, UTC.</summary>
    public DateTime At { get; set; }

    internal static void Configure(ModelBuilder model) => model.Entity<RoundChoice>(choice =>
    {
        choice.ToTable("benchmark_round_choice");
        choice.Property(c => c.Id).ValueGeneratedNever();
        choice.HasOne<RoundInvitation>().WithOne().HasForeignKey<RoundChoice>(c => c.Id).OnDelete(DeleteBehavior.Cascade);
    });
}
