using System.Collections.Frozen;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Sakimori.Platform.Access;

namespace Sakimori.Platform.Records;

/// <summary>How one module's context is made on either engine, and in which order it migrates.</summary>
/// <param name="Context">The context's base type, by which it is asked for.</param>
/// <param name="Module">Table prefix and name of the migration history.</param>
/// <param name="Order">Contexts whose views others need migrate first: Platform 0, Directory 10, modules 100.</param>
/// <param name="Sqlite">Makes the SQLite subclass.</param>
/// <param name="Postgres">Makes the PostgreSQL subclass.</param>
public sealed record ContextRegistration(
    Type Context,
    string Module,
    int Order,
    Func<DbContextOptions, ModuleContext> Sqlite,
    Func<DbContextOptions, ModuleContext> Postgres);

/// <summary>Registers a module's context.</summary>
public static class ContextRegistrationExtensions
{
    /// <summary>Registers a context with one subclass an engine.</summary>
    public static IServiceCollection AddContext<TContext>(
        this IServiceCollection services,
        string module,
        int order,
        Func<DbContextOptions, TContext> sqlite,
        Func<DbContextOptions, TContext> postgres)
        where TContext : ModuleContext
        => services.AddSingleton(new ContextRegistration(typeof(TContext), module, order, sqlite, postgres));
}

/// <summary>Makes contexts on the deployment's database.</summary>
public sealed class ContextFactory
{
    private readonly FrozenDictionary<Type, (ContextRegistration Registration, DbContextOptions Options)> contexts;
    private readonly Database database;
    private readonly TimeProvider time;

    /// <summary>Takes every registration of the modules.</summary>
    public ContextFactory(Database database, TimeProvider time, IEnumerable<ContextRegistration> registrations)
    {
        this.database = database;
        this.time = time;
        contexts = registrations.ToFrozenDictionary(r => r.Context, r =>
        {
            var builder = new DbContextOptionsBuilder<DbContext>();
            ModuleContext.Configure(builder, database.Engine, r.Module, database);
            return (r, (DbContextOptions)builder.Options);
        });
    }

    /// <summary>The engine of the deployment's database.</summary>
    internal Engine Engine => database.Engine;

    /// <summary>A context for reading with a connection of its own; it tracks nothing.</summary>
    public TContext Read<TContext>(Reader reader)
        where TContext : ModuleContext
    {
        var context = (TContext)Make(typeof(TContext), reader);
        context.ChangeTracker.QueryTrackingBehavior = QueryTrackingBehavior.NoTracking;
        return context;
    }

    /// <summary>The context through which ASP.NET Core keeps its data-protection keys.</summary>
    internal AccessContext ForKeys() => (AccessContext)Make(typeof(AccessContext), Reader.System);

    /// <summary>A context of either kind; the caller sets its connection.</summary>
    internal ModuleContext Make(Type type, Reader reader)
    {
        var (registration, options) = contexts[type];
        var context = database.Engine == Engine.Sqlite ? registration.Sqlite(options) : registration.Postgres(options);
        context.Reader = reader;
        context.Now = time.UtcMoment();
        return context;
    }

    /// <summary>Every registered context, in the order in which they migrate.</summary>
    internal IEnumerable<ModuleContext> All()
        => contexts.Values.OrderBy(c => c.Registration.Order).ThenBy(c => c.Registration.Module, StringComparer.Ordinal)
            .Select(c => Make(c.Registration.Context, Reader.System));
}
