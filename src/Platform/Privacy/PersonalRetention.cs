using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Sakimori.Platform.Access;
using Sakimori.Platform.Records;

namespace Sakimori.Platform.Privacy;

/// <summary>How long a deployment keeps names in records that have ended.</summary>
/// <param name="NameYears">In years, 1 to 100.</param>
public sealed record RetentionSettings(int NameYears = 5);

/// <summary>What is over at a moment, and what has to be left all the same.</summary>
/// <param name="Now">The moment, UTC.</param>
/// <param name="Names">What ended before it bears no name any more, UTC.</param>
/// <param name="Holds">The holds that stand.</param>
public sealed record RetentionLimits(DateTime Now, DateTime Names, StandingHolds Holds)
{
    /// <summary>The moment so many days ago, UTC.</summary>
    public DateTime DaysAgo(int days) => Now.AddDays(-days);
}

/// <summary>Deletes or empties what one declaration covers when its period is over; a declaration may have several.</summary>
public abstract class PersonalRetention
{
    /// <summary>The most rows that one unit of work deletes: others write between two of them.</summary>
    public const int Batch = 1000;

    private protected PersonalRetention(string id) => Id = id;

    /// <summary>The declaration's id.</summary>
    public string Id { get; }

    /// <summary>Rows of one table.</summary>
    /// <param name="id">The declaration's id.</param>
    /// <param name="over">The keys of the rows that are over and that no hold covers; a row that was dealt with is no longer among them.</param>
    /// <param name="delete">Deletes or empties the rows of such keys; how many.</param>
    public static PersonalRetention Of<TContext, TKey>(
        string id, Func<TContext, RetentionLimits, IQueryable<TKey>> over, Func<TContext, IReadOnlyList<TKey>, CancellationToken, Task<int>> delete)
        where TContext : ModuleContext
        => new Rows<TContext, TKey>(id, over, delete);

    /// <summary>Deals with one batch: looked for by reading, judged again and deleted in a short unit of work.</summary>
    /// <param name="contexts">To read with.</param>
    /// <param name="begin">Begins the unit of work.</param>
    /// <param name="settings">The deployment's.</param>
    /// <param name="now">The moment, UTC.</param>
    /// <param name="cancel">Cancels.</param>
    /// <returns>How many rows were dealt with, and whether there may be more.</returns>
    internal abstract Task<(int Rows, bool More)> RunAsync(
        ContextFactory contexts, Func<CancellationToken, Task<UnitOfWork>> begin, RetentionSettings settings, DateTime now, CancellationToken cancel);

    private sealed class Rows<TContext, TKey>(
        string id, Func<TContext, RetentionLimits, IQueryable<TKey>> over, Func<TContext, IReadOnlyList<TKey>, CancellationToken, Task<int>> delete)
        : PersonalRetention(id)
        where TContext : ModuleContext
    {
        internal override async Task<(int Rows, bool More)> RunAsync(
            ContextFactory contexts, Func<CancellationToken, Task<UnitOfWork>> begin, RetentionSettings settings, DateTime now, CancellationToken cancel)
        {
            RetentionLimits Limits(StandingHolds holds) => new(now, now.AddYears(-settings.NameYears), holds);
            List<TKey> found;
            await using (var context = contexts.Read<TContext>(Reader.System))
                found = await over(context, Limits(await StandingHolds.ReadAsync(contexts, cancel))).Take(Batch).ToListAsync(cancel);
            if (found.Count == 0)
                return (0, false);
            await using var work = await begin(cancel);
            var (enlisted, limits) = (work.Enlist<TContext>(), Limits(await StandingHolds.OfAsync(work, cancel)));
            var rows = await delete(enlisted, await over(enlisted, limits).Where(key => found.Contains(key)).ToListAsync(cancel), cancel);
            await work.CommitAsync(cancel);
            return (rows, found.Count == Batch);
        }
    }
}

/// <summary>Adds retentions.</summary>
public static class PersonalRetentionDeclarations
{
    /// <summary>Adds what goes when its period is over; a module calls it beside its declarations.</summary>
    public static IServiceCollection AddPersonalRetentions(this IServiceCollection services, IEnumerable<PersonalRetention> retentions)
    {
        foreach (var retention in retentions)
            services.AddSingleton(retention);
        return services;
    }
}
