using Microsoft.EntityFrameworkCore;
using Sakimori.Platform.Records;

namespace Sakimori.Actions.Store;

/// <summary>The tables of the register.</summary>
public abstract class ActionsContext : ModuleContext
{
    internal const string Module = "actions";

    /// <inheritdoc/>
    protected ActionsContext(DbContextOptions options, Engine engine)
        : base(options, engine, Module)
    {
    }

    /// <inheritdoc/>
    protected ActionsContext(Engine engine)
        : base(engine, Module)
    {
    }

    /// <summary>Actions that the reader may see.</summary>
    public DbSet<ActionItem> Items => Set<ActionItem>();

    /// <summary>What was changed in them.</summary>
    public DbSet<ActionEntry> History => Set<ActionEntry>();

    /// <inheritdoc/>
    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        base.OnModelCreating(modelBuilder);
        modelBuilder.Entity<ActionItem>(action =>
        {
            action.ToTable("actions_item");
            action.Property(a => a.Id).ValueGeneratedNever();
            action.Property(a => a.Version).IsConcurrencyToken();
            action.Ignore(a => a.Fields).Ignore(a => a.Origin);
            action.Property(a => a.OwnerKey).HasSortKey(Engine);
            action.HasIndex(a => new { a.Audience, a.Due });
            action.HasIndex(a => new { a.OriginModule, a.OriginKind, a.OriginSubject });
            action.HasIndex(a => new { a.State, a.Due });
        });
        modelBuilder.Entity<ActionEntry>(entry =>
        {
            entry.ToTable("actions_entry");
            entry.Property(e => e.Id).ValueGeneratedNever();
            entry.HasIndex(e => new { e.Action, e.Version });
        });
        Protect<ActionItem>(modelBuilder);
        Protect<ActionEntry>(modelBuilder);
    }
}

/// <summary>On SQLite.</summary>
public sealed class SqliteActionsContext : ActionsContext
{
    /// <summary>Design time.</summary>
    public SqliteActionsContext()
        : base(Engine.Sqlite)
    {
    }

    internal SqliteActionsContext(DbContextOptions options)
        : base(options, Engine.Sqlite)
    {
    }
}

/// <summary>On PostgreSQL.</summary>
public sealed class PostgresActionsContext : ActionsContext
{
    /// <summary>Design time.</summary>
    public PostgresActionsContext()
        : base(Engine.Postgres)
    {
    }

    internal PostgresActionsContext(DbContextOptions options)
        : base(options, Engine.Postgres)
    {
    }
}
