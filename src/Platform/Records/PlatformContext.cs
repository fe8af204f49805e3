using Microsoft.EntityFrameworkCore;
using Sakimori.Platform.Audit;
using Sakimori.Platform.Mail;
using Sakimori.Platform.Outbox;

namespace Sakimori.Platform.Records;

/// <summary>The tables of Platform itself: audit trail and outbox.</summary>
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

    /// <summary>Events to be handled.</summary>
    public DbSet<OutboxEvent> Outbox => Set<OutboxEvent>();

    /// <summary>Letters, waiting and delivered.</summary>
    public DbSet<QueuedMail> Mail => Set<QueuedMail>();

    /// <inheritdoc/>
    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        base.OnModelCreating(modelBuilder);
        modelBuilder.Entity<AuditEntry>(audit =>
        {
            audit.ToTable("platform_audit");
            audit.Property(a => a.Id).ValueGeneratedNever();
            audit.HasIndex(a => a.At);
            audit.HasIndex(a => a.Subject);
            audit.HasOne(a => a.Payload).WithOne().HasForeignKey<AuditPayload>(p => p.Id);
        });
        modelBuilder.Entity<AuditPayload>(payload =>
        {
            payload.ToTable("platform_audit_payload");
            payload.Property(p => p.Id).ValueGeneratedNever();
        });
        modelBuilder.Entity<QueuedMail>(mail =>
        {
            mail.ToTable("platform_mail");
            mail.Property(m => m.Id).ValueGeneratedNever();
            mail.HasIndex(m => new { m.State, m.Due });
        });
        modelBuilder.Entity<OutboxEvent>(outbox =>
        {
            outbox.ToTable("platform_outbox");
            outbox.HasIndex(e => new { e.Subject, e.Id });
        });
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
