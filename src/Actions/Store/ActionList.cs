using Microsoft.EntityFrameworkCore;
using Sakimori.Actions.Domain;
using Sakimori.Kernel;
using Sakimori.Platform.Access;
using Sakimori.Platform.Records;
using Sakimori.Web.Tables;

namespace Sakimori.Actions.Store;

/// <summary>Lists the actions of the reader's own organisation: three queries, however many there are.</summary>
public sealed class ActionList(ContextFactory contexts, TimeProvider time)
{
    /// <summary>The orders of the list, the usual one first.</summary>
    public static IReadOnlyList<string> Sorts { get; } = ["due", "owner", "state", "effort"];

    /// <summary>The filters: state, owner (a name), overdue (yes), origin (module.kind), subject (an origin's id).</summary>
    public static IReadOnlyList<string> Facets { get; } = ["state", "owner", "overdue", "origin", "subject"];

    /// <summary>The most rows of an export.</summary>
    public const int MostExported = 20_000;

    /// <summary>Today in Japan.</summary>
    public DateOnly Today => Dates.DayInJapan(time.GetUtcNow().UtcDateTime);

    /// <summary>One page of the list.</summary>
    public async Task<ActionPage> PageAsync(Reader reader, TableQuery query, CancellationToken cancel)
    {
        await using var context = contexts.Read<ActionsContext>(reader);
        var own = Own(context, reader);
        var owners = await own.GroupBy(a => new { a.OwnerKey, a.OwnerName }).OrderBy(g => g.Key.OwnerKey).ThenBy(g => g.Key.OwnerName)
            .Select(g => g.Key.OwnerName).Take(200).ToListAsync(cancel);
        var found = Filtered(own, query);
        var total = await found.CountAsync(cancel);
        var rows = await Ordered(found, query).Skip(query.Offset).Take(query.Size).ToListAsync(cancel);
        return new(rows, total, owners, Today);
    }

    /// <summary>Every row of the filter, in its order, for an export.</summary>
    public async Task<IReadOnlyList<ActionItem>> AllAsync(Reader reader, TableQuery query, CancellationToken cancel)
    {
        await using var context = contexts.Read<ActionsContext>(reader);
        return await Ordered(Filtered(Own(context, reader), query), query).Take(MostExported).ToListAsync(cancel);
    }

    private static IQueryable<ActionItem> Own(ActionsContext context, Reader reader)
        => reader.Organisation is { } organisation ? context.Items.Where(a => a.Organisation == organisation) : context.Items;

    private IQueryable<ActionItem> Filtered(IQueryable<ActionItem> actions, TableQuery query)
    {
        if (query.Filter.Length > 0)
        {
            var sought = ActionItem.Sought(query.Filter);
            actions = actions.Where(a => a.Found.Contains(sought));
        }

        if (ActionStates.Parse(query.Facets.GetValueOrDefault("state")) is { } state)
            actions = actions.Where(a => a.State == state);
        if (query.Facets.TryGetValue("owner", out var owner))
            actions = actions.Where(a => a.OwnerName == owner);
        if (query.Facets.GetValueOrDefault("overdue") == "yes")
        {
            var today = Today;
            actions = actions.Where(a => a.Due < today && (a.State == ActionState.Planned || a.State == ActionState.InProgress));
        }

        if (query.Facets.TryGetValue("origin", out var origin) && origin.Split('.') is [var module, var kind])
            actions = actions.Where(a => a.OriginModule == module && a.OriginKind == kind);
        if (query.Facets.TryGetValue("subject", out var text) && Guid.TryParse(text, out var subject))
            actions = actions.Where(a => a.OriginSubject == subject);
        return actions;
    }

    private static IQueryable<ActionItem> Ordered(IQueryable<ActionItem> actions, TableQuery query) => (query.Sort, query.Descending) switch
    {
        ("owner", false) => actions.OrderBy(a => a.OwnerKey).ThenBy(a => a.Due).ThenBy(a => a.Id),
        ("owner", true) => actions.OrderByDescending(a => a.OwnerKey).ThenBy(a => a.Due).ThenBy(a => a.Id),
        ("state", false) => actions.OrderBy(a => a.State).ThenBy(a => a.Due).ThenBy(a => a.Id),
        ("state", true) => actions.OrderByDescending(a => a.State).ThenBy(a => a.Due).ThenBy(a => a.Id),
        ("effort", false) => actions.OrderBy(a => a.EffortDays).ThenBy(a => a.Due).ThenBy(a => a.Id),
        ("effort", true) => actions.OrderByDescending(a => a.EffortDays).ThenBy(a => a.Due).ThenBy(a => a.Id),
        (_, false) => actions.OrderBy(a => a.Due).ThenBy(a => a.Id),
        (_, true) => actions.OrderByDescending(a => a.Due).ThenBy(a => a.Id),
    };
}

/// <summary>One page of the list.</summary>
/// <param name="Rows">The rows.</param>
/// <param name="Total">How many the filter leaves.</param>
/// <param name="Owners">Every owner's name, for the filter; at most 200.</param>
/// <param name="Today">Today in Japan.</param>
public sealed record ActionPage(IReadOnlyList<ActionItem> Rows, int Total, IReadOnlyList<string> Owners, DateOnly Today);
