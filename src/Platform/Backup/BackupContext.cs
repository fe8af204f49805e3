using Microsoft.EntityFrameworkCore;
using Sakimori.Platform.Records;

namespace Sakimori.Platform.Backup;

/// <summary>What a portal knows of its own restores: the epochs, and what waits since the last.</summary>
public abstract class BackupContext : ModuleContext
{
    internal const string Module = "backup";

    /// <inheritdoc/>
    protected BackupContext(DbContextOptions options, Engine engine)
        : base(options, engine, Module)
    {
    }

    /// <inheritdoc/>
    protected BackupContext(Engine engine)
        : base(engine, Module)
    {
    }

    /// <summary>Each restore.</summary>
    public DbSet<RestoreEpoch> Epochs => Set<RestoreEpoch>();

    /// <summary>What waits until the office decides.</summary>
    public DbSet<HeldItem> Held => Set<HeldItem>();

    /// <inheritdoc/>
    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        base.OnModelCreating(modelBuilder);
        modelBuilder.Entity<RestoreEpoch>(epoch =>
        {
            epoch.ToTable("backup_epoch").HasKey(e => e.Number);
            epoch.Property(e => e.Number).ValueGeneratedNever();
        });
        modelBuilder.Entity<HeldItem>(held =>
        {
            held.ToTable(HeldItem.Table).HasKey(h => h.Number);
            held.HasIndex(h => h.Letter).IsUnique();
            held.HasIndex(h => h.Event).IsUnique();
            held.HasIndex(h => h.Job).IsUnique();
            held.HasIndex(h => h.Schedule).IsUnique();
        });
    }
}

/// <summary>On SQLite.</summary>
public sealed class SqliteBackupContext : BackupContext
{
    /// <summary>Design time.</summary>
    public SqliteBackupContext()
        : base(Engine.Sqlite)
    {
    }

    internal SqliteBackupContext(DbContextOptions options)
        : base(options, Engine.Sqlite)
    {
    }
}

/// <summary>On PostgreSQL.</summary>
public sealed class PostgresBackupContext : BackupContext
{
    /// <summary>Design time.</summary>
    public PostgresBackupContext()
        : base(Engine.Postgres)
    {
    }

    internal PostgresBackupContext(DbContextOptions options)
        : base(options, Engine.Postgres)
    {
    }
}
