using Microsoft.EntityFrameworkCore;
using Sakimori.Platform.Records;

namespace Sakimori.Benchmark.Store;

/// <summary>The tables of the benchmark.</summary>
public abstract class BenchmarkContext : ModuleContext
{
    internal const string Module = "benchmark";

    /// <inheritdoc/>
    protected BenchmarkContext(DbContextOptions options, Engine engine)
        : base(options, engine, Module)
    {
    }

    /// <inheritdoc/>
    protected BenchmarkContext(Engine engine)
        : base(engine, Module)
    {
    }

    /// <summary>Submitted self-checks that the reader may see.</summary>
    public DbSet<Check> Checks => Set<Check>();

    /// <summary>Statistics objects: figures about many, for everybody.</summary>
    public DbSet<StatisticsRow> Statistics => Set<StatisticsRow>();

    /// <summary>Secret links to kept results.</summary>
    public DbSet<ResultLink> Links => Set<ResultLink>();

    /// <inheritdoc/>
    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        base.OnModelCreating(modelBuilder);
        modelBuilder.Entity<Check>(check =>
        {
            check.ToTable("benchmark_check");
            check.Property(c => c.Id).ValueGeneratedNever();
            check.HasIndex(c => new { c.Audience, c.Submitted });
        });
        Protect<Check>(modelBuilder);
        StatisticsRow.Configure(modelBuilder);
        ResultLink.Configure(modelBuilder);
    }
}

/// <summary>On SQLite.</summary>
public sealed class SqliteBenchmarkContext : BenchmarkContext
{
    /// <summary>Design time.</summary>
    public SqliteBenchmarkContext()
        : base(Engine.Sqlite)
    {
    }

    internal SqliteBenchmarkContext(DbContextOptions options)
        : base(options, Engine.Sqlite)
    {
    }
}

/// <summary>On PostgreSQL.</summary>
public sealed class PostgresBenchmarkContext : BenchmarkContext
{
    /// <summary>Design time.</summary>
    public PostgresBenchmarkContext()
        : base(Engine.Postgres)
    {
    }

    internal PostgresBenchmarkContext(DbContextOptions options)
        : base(options, Engine.Postgres)
    {
    }
}
