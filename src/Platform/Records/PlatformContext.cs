using Microsoft.EntityFrameworkCore;
using Sakimori.Platform.Audit;
using Sakimori.Platform.Audit.Sealing;
using Sakimori.Platform.Backup;
using Sakimori.Platform.Evidence;
using Sakimori.Platform.Jobs;
using Sakimori.Platform.Keys;
using Sakimori.Platform.Mail;
using Sakimori.Platform.Outbox;
using Sakimori.Platform.Privacy;

namespace Sakimori.Platform.Records;

/// <summary>The tables of Platform itself: audit trail, outbox, mail, jobs, signing keys, evidence and the privacy notice.</summary>
public abstract class PlatformContext : ModuleContext
{
    internal const string Module = "platform";

    /// <inheritdoc/>
    protected PlatformContext(DbContextOptions options, Engine engine)
        : base(options, engine, Module)
    {
    }

    /// <inheritdoc/>
    protected PlatformContext(Engine engine)
        : base(engine, Module)
    {
    }

    /// <summary>The audit trail.</summary>
    public DbSet<AuditEntry> Audit => Set<AuditEntry>();

    /// <summary>Entries of the audit trail that wait to be sealed.</summary>
    internal DbSet<PendingEntry> PendingEntries => Set<PendingEntry>();

    /// <summary>Entries of the audit trail that were sealed, in the order of its log.</summary>
    internal DbSet<AuditSeal> AuditSeals => Set<AuditSeal>();

    /// <summary>The log of the audit trail.</summary>
    internal DbSet<AuditLog> AuditLogs => Set<AuditLog>();

    /// <summary>Events to be handled.</summary>
    public DbSet<OutboxEvent> Outbox => Set<OutboxEvent>();

    /// <summary>Which handler has handled which event.</summary>
    public DbSet<OutboxMark> OutboxMarks => Set<OutboxMark>();

    /// <summary>Jobs, waiting, running and ended.</summary>
    public DbSet<Job> Jobs => Set<Job>();

    /// <summary>Letters, waiting and delivered.</summary>
    public DbSet<QueuedMail> Mail => Set<QueuedMail>();

    /// <summary>Keys with which the portal signs.</summary>
    public DbSet<SigningKey> SigningKeys => Set<SigningKey>();

    /// <summary>Documents issued as evidence that the reader may see.</summary>
    public DbSet<IssuedEvidence> Evidence => Set<IssuedEvidence>();

    /// <summary>Whether they stand: for everybody who knows a number.</summary>
    public DbSet<EvidenceStatus> EvidenceStatuses => Set<EvidenceStatus>();

    /// <summary>The versions of the privacy notice: for everybody.</summary>
    public DbSet<PrivacyNotice> PrivacyNotices => Set<PrivacyNotice>();

    /// <summary>Holds on what would otherwise be erased or deleted.</summary>
    public DbSet<LegalHold> LegalHolds => Set<LegalHold>();

    /// <summary>What waits since a restore: nothing of it is delivered, handled, run or planned.</summary>
    internal DbSet<HeldItem> Held => Set<HeldItem>();

    /// <inheritdoc/>
    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        base.OnModelCreating(modelBuilder);
        modelBuilder.Entity<HeldItem>().HasNoKey().ToView(HeldItem.Table);
        modelBuilder.Entity<AuditEntry>(audit =>
        {
            audit.ToTable("platform_audit");
            audit.Property(a => a.Id).ValueGeneratedNever();
            audit.HasIndex(a => new { a.At, a.Id });
            audit.HasIndex(a => new { a.Subject, a.At });
            audit.HasIndex(a => new { a.Account, a.At });
            audit.HasIndex(a => new { a.Organisation, a.At });
            audit.HasIndex(a => new { a.Action, a.At });

            // What begins with a few letters is a range of the index only where letters compare as bytes.
            if (Engine == Engine.Postgres)
                audit.Property(a => a.Action).UseCollation("C");

            // Whether the entry of a payload is there need not be asked for each: both come from one place, and entries stay for ever.
            audit.Ignore(a => a.Payload);
        });
        modelBuilder.Entity<AuditPayload>(payload =>
        {
            payload.ToTable("platform_audit_payload");
            payload.Property(p => p.Id).ValueGeneratedNever();
        });
        AuditLog.Configure(modelBuilder, Engine);
        modelBuilder.Entity<QueuedMail>(mail =>
        {
            mail.ToTable("platform_mail");
            mail.Property(m => m.Id).ValueGeneratedNever();
            mail.HasIndex(m => new { m.State, m.Due });
        });
        modelBuilder.Entity<OutboxEvent>(outbox =>
        {
            outbox.ToTable("platform_outbox");
            outbox.HasIndex(e => new { e.Subject, e.Id }).HasFilter("\"Handled\" IS NULL");
            outbox.HasIndex(e => e.Handled);
        });
        modelBuilder.Entity<OutboxMark>().ToTable("platform_outbox_mark").HasKey(m => new { m.Event, m.Handler });
        modelBuilder.Entity<Job>(job =>
        {
            job.ToTable("platform_job");
            job.Property(j => j.Id).ValueGeneratedNever();
            job.HasIndex(j => new { j.State, j.Due });
            job.HasIndex(j => j.Made);
            job.HasIndex(j => j.Slot).IsUnique();
        });
        SigningKey.Configure(modelBuilder);
        PrivacyNotice.Configure(modelBuilder);
        LegalHold.Configure(modelBuilder);
        IssuedEvidence.Configure(modelBuilder);
        Protect<IssuedEvidence>(modelBuilder);
    }
}

/// <summary>On SQLite.</summary>
public sealed class SqlitePlatformContext : PlatformContext
{
    /// <summary>Design time.</summary>
    public SqlitePlatformContext()
        : base(Engine.Sqlite)
    {
    }

    internal SqlitePlatformContext(DbContextOptions options)
        : base(options, Engine.Sqlite)
    {
    }
}

/// <summary>On PostgreSQL.</summary>
public sealed class PostgresPlatformContext : PlatformContext
{
    /// <summary>Design time.</summary>
    public PostgresPlatformContext()
        : base(Engine.Postgres)
    {
    }

    internal PostgresPlatformContext(DbContextOptions options)
        : base(options, Engine.Postgres)
    {
    }
}
