using Microsoft.EntityFrameworkCore;
using Sakimori.Platform.Access;
using Sakimori.Platform.Records;

namespace Sakimori.Benchmark.Store;

/// <summary>
/// An organisation that a round invites. Its audience, which bears its id, are the host and that one organisation; what the organisation
/// has decided stands in a row of its own (<see cref="RoundChoice"/>) that the host cannot see.
/// </summary>
public sealed class RoundInvitation : IProtectedRow
{
    /// <inheritdoc/>
    public Guid Id { get; init; }

    /// <inheritdoc/>
    public Guid Audience { get; init; }

    /// <inheritdoc/>
    public Tlp Tlp { get; init; }

    /// <summary>The round.</summary>
    public Guid Round { get; init; }

    /// <summary>The organisation; null until somebody accepts who received the letter to <see cref="Mail"/>.</summary>
    public Guid? Organisation { get; set; }

    /// <summary>What it was called when it was invited.</summary>
    public required string Name { get; set; }

    /// <summary>Orders lists; compared as bytes.</summary>
    public required string SortKey { get; set; }

    /// <summary>Where the host said to write when nobody speaks for it here; null when it said nothing.</summary>
    public string? Mail { get; set; }

    /// <summary>When it was invited, UTC; what was decided before that counts for nothing.</summary>
    public DateTime Invited { get; set; }

    /// <summary>When somebody of the organisation first looked at it, UTC; null until then.</summary>
    public DateTime? Opened { get; set; }

    /// <summary>The day, in Japan, of the last letter; null before the first.</summary>
    public DateOnly? Written { get; set; }

    /// <summary>SHA-256 of the token in the last letter to <see cref="Mail"/>; null when there is none that works.</summary>
    public byte[]? Link { get; set; }

    /// <summary>When the host took it back, or it passed on, UTC: nothing of it is shared any more. Null while it stands.</summary>
    public DateTime? TakenBack { get; set; }

    /// <summary>The invitation of the organisation into which this one was merged; null where the host took it back.</summary>
    public Guid? Successor { get; set; }

    internal static void Configure(ModelBuilder model, Engine engine) => model.Entity<RoundInvitation>(invitation =>
    {
        invitation.ToTable("benchmark_round_invitation");
        invitation.Property(i => i.Id).ValueGeneratedNever();
        invitation.Property(i => i.SortKey).HasSortKey(engine);
        invitation.HasIndex(i => new { i.Round, i.Organisation }).IsUnique();
        invitation.HasIndex(i => i.Organisation);
        invitation.HasIndex(i => i.Mail);
        invitation.HasIndex(i => i.Link).IsUnique();
        invitation.HasOne<Round>().WithMany().HasForeignKey(i => i.Round);
    });
}
