using Microsoft.EntityFrameworkCore;
using Sakimori.Platform.Records;

namespace Sakimori.Catalogue.Store;

/// <summary>The tables of catalogues. Nothing in them is an organisation's own: published versions are public, drafts the office's.</summary>
public abstract class CatalogueContext : ModuleContext
{
    internal const string Module = "catalogue";

    /// <inheritdoc/>
    protected CatalogueContext(DbContextOptions options, Engine engine)
        : base(options, engine, Module)
    {
    }

    /// <inheritdoc/>
    protected CatalogueContext(Engine engine)
        : base(engine, Module)
    {
    }

    /// <summary>Versions of every catalogue.</summary>
    public DbSet<VersionRow> Versions => Set<VersionRow>();

    /// <inheritdoc/>
    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        base.OnModelCreating(modelBuilder);
        modelBuilder.Entity<VersionRow>(version =>
        {
            version.ToTable("catalogue_version");
            version.Property(v => v.Id).ValueGeneratedNever();
            version.Property(v => v.State).IsConcurrencyToken();
            version.HasIndex(v => new { v.Kind, v.Version }).IsUnique().HasFilter("\"State\" <> 0");
            version.HasMany(v => v.Files).WithOne().HasForeignKey(f => f.Version);
        });
        modelBuilder.Entity<FileRow>().ToTable("catalogue_file").HasKey(f => new { f.Version, f.Name });
    }
}

/// <summary>On SQLite.</summary>
public sealed class SqliteCatalogueContext : CatalogueContext
{
    /// <summary>Design time.</summary>
    public SqliteCatalogueContext()
        : base(Engine.Sqlite)
    {
    }

    internal SqliteCatalogueContext(DbContextOptions options)
        : base(options, Engine.Sqlite)
    {
    }
}

/// <summary>On PostgreSQL.</summary>
public sealed class PostgresCatalogueContext : CatalogueContext
{
    /// <summary>Design time.</summary>
    public PostgresCatalogueContext()
        : base(Engine.Postgres)
    {
    }

    internal PostgresCatalogueContext(DbContextOptions options)
        : base(options, Engine.Postgres)
    {
    }
}
