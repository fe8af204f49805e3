using Microsoft.EntityFrameworkCore;
using Sakimori.Platform.Records;
using Sakimori.Platform.Transparency;

namespace Sakimori.Platform.Audit.Sealing;

/// <summary>An entry that waits to be sealed: written with it, so that the sealer finds it whenever its transaction ends.</summary>
public sealed class PendingEntry
{
    /// <summary>Orders what waits.</summary>
    public long Number { get; init; }

    /// <summary>The entry's id.</summary>
    public Guid Entry { get; init; }
}

/// <summary>Entries that were sealed together 封印: their places in the log, one after another.</summary>
public sealed class AuditSeal
{
    /// <summary>The index of the first in the log, from 0.</summary>
    public long First { get; init; }

    /// <summary>How many they are.</summary>
    public int Count { get; init; }

    /// <summary>Their ids in the order of the log, 16 bytes each.</summary>
    public required byte[] Entries { get; init; }

    /// <summary>Their leaf hashes, 32 bytes each.</summary>
    public required byte[] Hashes { get; init; }

    /// <summary>The root of the log after them.</summary>
    public required byte[] Root { get; init; }

    /// <summary>When they were sealed, UTC.</summary>
    public DateTime At { get; init; }

    /// <summary>How many ids and hashes there are: as many as <see cref="Count"/> says unless somebody has meddled.</summary>
    internal int Kept => Math.Min(Entries.Length / IdLength, Hashes.Length / TreeHash.Length);

    internal const int IdLength = 16;

    internal Guid Id(int place) => new(Entries.AsSpan(place * IdLength, IdLength), bigEndian: true);

    internal TreeHash Hash(int place) => TreeHash.Read(Hashes.AsSpan(place * TreeHash.Length));
}

/// <summary>The log of the audit trail: one row. Who holds its lease seals.</summary>
public sealed class AuditLog
{
    /// <summary>The id of the one row.</summary>
    public const int Only = 1;

    /// <summary>Always <see cref="Only"/>.</summary>
    public int Id { get; init; }

    /// <summary>What the log is called in checkpoints; never changes.</summary>
    public required string Origin { get; init; }

    /// <summary>The public key that checks its checkpoints, 32 bytes of Ed25519.</summary>
    public required byte[] Key { get; init; }

    /// <summary>The private key, sealed by the master key.</summary>
    public required byte[] Sealed { get; set; }

    /// <summary>Since when entries are sealed, UTC.</summary>
    public DateTime Made { get; init; }

    /// <summary>The fencing token: rises with every lease; who seals under a lesser one is refused.</summary>
    public long Token { get; set; }

    /// <summary>Until when the lease holds unless renewed, UTC.</summary>
    public DateTime LeaseUntil { get; set; }

    /// <summary>How many entries are sealed.</summary>
    public long Size { get; set; }

    /// <summary>The right edge of the tree: <see cref="Frontier.ToBytes"/>.</summary>
    public required byte[] Edge { get; set; }

    /// <summary>The signed checkpoint of that size; empty before the first.</summary>
    public required string Checkpoint { get; set; }

    /// <summary>The key that checks checkpoints.</summary>
    public NoteKey NoteKey() => Transparency.NoteKey.Of(Origin, Key);

    internal static void Configure(ModelBuilder model, Engine engine)
    {
        model.Entity<PendingEntry>(pending =>
        {
            pending.ToTable("platform_audit_pending").HasKey(p => p.Number);

            // SQLite counts by itself, and would write a second table if it were asked to count for ever.
            if (engine == Engine.Postgres)
                pending.Property(p => p.Number).UseIdentityByDefaultColumn();
            else
                pending.Property(p => p.Number).ValueGeneratedNever();
        });
        model.Entity<AuditSeal>(seal =>
        {
            seal.ToTable("platform_audit_seal").HasKey(s => s.First);
            seal.Property(s => s.First).ValueGeneratedNever();
            seal.Ignore(s => s.Kept);
        });
        model.Entity<AuditLog>(log =>
        {
            log.ToTable("platform_audit_log").HasKey(l => l.Id);
            log.Property(l => l.Id).ValueGeneratedNever();
        });
    }

    internal static byte[] Label(string origin) => System.Text.Encoding.UTF8.GetBytes($"sakimori audit log {origin}");
}
