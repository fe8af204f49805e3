using Microsoft.EntityFrameworkCore;

namespace Sakimori.Platform.Privacy;

/// <summary>Whose records a hold keeps; the number is stored.</summary>
public enum HoldKind
{
    /// <summary>An account.</summary>
    Account = 0,

    /// <summary>A person of the directory.</summary>
    Person = 1,

    /// <summary>An organisation, with everybody who holds or held a role in it.</summary>
    Organisation = 2,
}

/// <summary>
/// A hold 保全: while it stands nobody erases what it covers and no job deletes it. Rows are only added and lifted, never deleted, so that
/// what was held on a day can be shown.
/// </summary>
public sealed class LegalHold
{
    /// <summary>The longest reason, in characters.</summary>
    public const int LongestReason = 1000;

    /// <summary>Counts the holds from 1.</summary>
    public int Number { get; init; }

    /// <summary>Whose records.</summary>
    public HoldKind Kind { get; init; }

    /// <summary>The account, person or organisation.</summary>
    public Guid Subject { get; init; }

    /// <summary>Why: for administrators alone. Empty once the account that it is about was erased.</summary>
    public required string Reason { get; init; }

    /// <summary>The account that placed it.</summary>
    public Guid By { get; init; }

    /// <summary>That account's name when it did; empty once it was erased.</summary>
    public required string ByName { get; init; }

    /// <summary>Since when it stands, UTC.</summary>
    public DateTime From { get; init; }

    /// <summary>The account that lifted it; null while it stands.</summary>
    public Guid? LiftedBy { get; init; }

    /// <summary>That account's name when it did; empty once it was erased.</summary>
    public string? LiftedByName { get; init; }

    /// <summary>When it was lifted, UTC; null while it stands.</summary>
    public DateTime? Lifted { get; init; }

    internal static void Configure(ModelBuilder model) => model.Entity<LegalHold>(hold =>
    {
        hold.ToTable("platform_legal_hold").HasKey(h => h.Number);
        hold.Property(h => h.Number).ValueGeneratedNever();
        hold.HasIndex(h => new { h.Kind, h.Subject });
    });
}
