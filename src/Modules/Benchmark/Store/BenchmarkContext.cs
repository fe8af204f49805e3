using Microsoft.EntityFrameworkCore;
using Sakimori.Directory.Contracts;
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

    /// <summary>The blocks of results on which published figures rest.</summary>
    public DbSet<SnapshotBlock> SnapshotBlocks => Set<SnapshotBlock>();

    /// <summary>On what the published distributions rest.</summary>
    public DbSet<SnapshotSpread> SnapshotSpreads => Set<SnapshotSpread>();

    /// <summary>The organisations that the office keeps out of statistics.</summary>
    public DbSet<Exclusion> Exclusions => Set<Exclusion>();

    /// <summary>Mapping tables that the office added: references, for everybody.</summary>
    public DbSet<MappingTableRow> Mappings => Set<MappingTableRow>();

    /// <summary>What organisations are called and what stands for them today.</summary>
    public DbSet<CurrentName> CurrentNames => Set<CurrentName>();

    /// <summary>The organisations that the office has verified, and what stands for them today.</summary>
    public DbSet<StandingOrganisation> StandingOrganisations => Set<StandingOrganisation>();

    /// <summary>Secret links to kept results.</summary>
    public DbSet<ResultLink> Links => Set<ResultLink>();

    /// <summary>Self-checks that are being answered and that the reader may see.</summary>
    public DbSet<Draft> Drafts => Set<Draft>();

    /// <summary>The answers of those drafts.</summary>
    public DbSet<DraftAnswer> DraftAnswers => Set<DraftAnswer>();

    /// <summary>Decisions about analysis that the reader may see.</summary>
    public DbSet<ConsentDecision> Consents => Set<ConsentDecision>();

    /// <summary>The texts that were answered.</summary>
    public DbSet<ConsentText> ConsentTexts => Set<ConsentText>();

    /// <summary>Rounds that the reader hosts or is invited to.</summary>
    public DbSet<Round> Rounds => Set<Round>();

    /// <summary>Invitations that the reader has sent or received.</summary>
    public DbSet<RoundInvitation> RoundInvitations => Set<RoundInvitation>();

    /// <summary>What the reader's organisations have decided to share.</summary>
    public DbSet<RoundChoice> RoundChoices => Set<RoundChoice>();

    /// <summary>The reader's invitations with what their hosts may know.</summary>
    public DbSet<RoundLine> RoundLines => Set<RoundLine>();

    /// <inheritdoc/>
    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        base.OnModelCreating(modelBuilder);
        modelBuilder.Entity<Check>(check =>
        {
            check.ToTable("benchmark_check");
            check.Property(c => c.Id).ValueGeneratedNever();
            check.HasIndex(c => new { c.Audience, c.Submitted, c.Id });
            check.HasIndex(c => new { c.Audience, c.Form }).IsUnique();
            check.HasIndex(c => new { c.Organisation, c.Submitted });
        });
        Protect<Check>(modelBuilder);
        modelBuilder.MapCurrentNames();
        modelBuilder.MapStandingOrganisations();
        StatisticsRow.Configure(modelBuilder);
        SnapshotBlock.Configure(modelBuilder);
        Exclusion.Configure(modelBuilder);
        MappingTableRow.Configure(modelBuilder);
        ResultLink.Configure(modelBuilder);
        modelBuilder.Entity<Draft>(draft =>
        {
            draft.ToTable("benchmark_draft");
            draft.Property(d => d.Id).ValueGeneratedNever();
            draft.HasIndex(d => d.Audience).IsUnique();
        });
        Protect<Draft>(modelBuilder);
        modelBuilder.Entity<DraftAnswer>(answer =>
        {
            answer.ToTable("benchmark_draft_answer").HasKey(a => new { a.Draft, a.Item });
            answer.HasOne<Draft>().WithMany().HasForeignKey(a => a.Draft).OnDelete(DeleteBehavior.Cascade);
            answer.HasQueryFilter(a => Drafts.Any(d => d.Id == a.Draft));
        });
        modelBuilder.Entity<ConsentDecision>(consent =>
        {
            consent.ToTable("benchmark_consent");
            consent.Property(c => c.Id).ValueGeneratedNever();
            consent.HasIndex(c => new { c.Audience, c.At });
            consent.HasOne<ConsentText>().WithMany().HasForeignKey(c => c.Text);
        });
        Protect<ConsentDecision>(modelBuilder);
        Round.Configure(modelBuilder);
        RoundInvitation.Configure(modelBuilder, Engine);
        RoundChoice.Configure(modelBuilder);
        RoundLine.Configure(modelBuilder);
        Protect<Round>(modelBuilder);
        Protect<RoundInvitation>(modelBuilder);
        Protect<RoundChoice>(modelBuilder);
        Protect<RoundLine>(modelBuilder);
        modelBuilder.Entity<ConsentText>().ToTable("benchmark_consent_text").HasKey(t => t.Hash);
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
