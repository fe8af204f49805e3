using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;
using Sakimori.Platform.Access;

namespace Sakimori.Platform.Records;

/// <summary>
/// Base of every module's database context. Each context has two subclasses, one an engine, so that each has its own
/// migrations; and it sees only what its <see cref="Reader"/> may see.
/// </summary>
public abstract class ModuleContext : DbContext
{
    /// <summary>For use: options come from <see cref="ContextFactory"/>.</summary>
    protected ModuleContext(DbContextOptions options, Engine engine, string module)
        : base(options) => (Engine, ModuleName) = (engine, module);

    /// <summary>For design time: dotnet-ef writes migrations without a database.</summary>
    protected ModuleContext(Engine engine, string module) => (Engine, ModuleName) = (engine, module);

    /// <summary>The engine that this subclass is for.</summary>
    protected Engine Engine { get; }

    /// <summary>Table prefix and name of the migration history.</summary>
    internal string ModuleName { get; }

    /// <summary>Who reads; nobody (only public rows) until set.</summary>
    internal Reader Reader { get; set; } = Reader.Nobody;

    /// <summary>The moment at which rights are judged, UTC.</summary>
    internal DateTime Now { get; set; }

    private bool SeesAll => Reader.SeesAll;

    private Guid ReaderAccount => Reader.Account ?? Guid.Empty;

    private Guid ReaderRow => Reader.Row ?? Guid.Empty;

    /// <summary>Chooses engine and migration history; shared by run time and design time.</summary>
    internal static void Configure(DbContextOptionsBuilder builder, Engine engine, string module, Database? database)
    {
        var history = $"{module}_migrations";
        if (engine == Engine.Sqlite)
            builder.UseSqlite(database?.ConnectionString ?? "Data Source=:memory:", o => o.MigrationsHistoryTable(history));
        else if (database is not null)
            builder.UseNpgsql(database.Postgres!, o => o.MigrationsHistoryTable(history));
        else
            builder.UseNpgsql("Host=localhost", o => o.MigrationsHistoryTable(history));
    }

    /// <inheritdoc/>
    protected override void OnConfiguring(DbContextOptionsBuilder optionsBuilder)
    {
        if (!optionsBuilder.IsConfigured)
            Configure(optionsBuilder, Engine, ModuleName, null);
    }

    /// <inheritdoc/>
    protected override void OnModelCreating(ModelBuilder modelBuilder)
        => modelBuilder.Entity<VisibleAudience>().HasNoKey().ToView("access_visible");

    /// <inheritdoc/>
    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
        => configurationBuilder.Properties<DateTime>().HaveConversion<UtcDateTime>();

    /// <summary>
    /// The base query of a protected table: public rows, rows of an audience that the reader belongs to just now, and the one
    /// row that a secret link opens.
    /// </summary>
    protected void Protect<TEntity>(ModelBuilder modelBuilder)
        where TEntity : class, IProtectedRow
        => modelBuilder.Entity<TEntity>().HasQueryFilter(row =>
            SeesAll
            || row.Audience == Audiences.Public
            || row.Id == ReaderRow
            || Set<VisibleAudience>().Any(visible => visible.Audience == row.Audience
                && visible.Account == ReaderAccount
                && visible.From <= Now
                && visible.Until > Now));

    private sealed class UtcDateTime() : ValueConverter<DateTime, DateTime>(
        time => time.ToUniversalTime(),
        stored => DateTime.SpecifyKind(stored, DateTimeKind.Utc));
}
