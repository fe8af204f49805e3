using Microsoft.EntityFrameworkCore;
using Sakimori.Actions.Domain;
using Sakimori.Actions.Store;
using Sakimori.Kernel;
using Sakimori.Platform.Access;
using Sakimori.Platform.Records;

namespace Sakimori.Actions.Contracts;

/// <summary>How other modules write actions into the register and find them again.</summary>
public static class ActionPlan
{
    /// <summary>The most actions of one call.</summary>
    public const int MostActions = 200;

    /// <summary>
    /// Writes actions into the caller's transaction, with one audit entry for all and an event <see cref="ActionPlanned"/> each.
    /// Nothing is written when one of them is faulty: each fault names the action by its row, counted from 1, and the field (title,
    /// detail, owner, mail, due, effort).
    /// </summary>
    /// <returns>The ids, in order; a failure of kind Forbidden when the reader may not plan for its organisation.</returns>
    public static async Task<Outcome<IReadOnlyList<Guid>>> AddAsync(
        UnitOfWork work, IReadOnlyList<NewAction> actions, CancellationToken cancel = default)
    {
        if (!Rights.MayPlan(work.Reader))
            return Rights.Refused;
        if (actions.Count is 0 or > MostActions)
        {
            return new Failure(FailureKind.Invalid, new(
                $"一度に登録できる取組みは1〜{MostActions}件です。", $"1 to {MostActions} actions can be written at once."));
        }

        var faults = actions.SelectMany((action, at) => FieldsOf(action).Faults(at + 1)).ToList();
        if (faults.Count > 0)
            return new Failure(FailureKind.Invalid, new("取組みの内容に誤りがあります。", "The actions have faults."), faults);

        var audience = await OwnAudience.OfAsync(work, cancel);
        var rows = actions.Select(action => ActionItem.New(work, audience, FieldsOf(action), action.Origin)).ToList();
        work.Enlist<ActionsContext>().Items.AddRange(rows);
        work.Audit("actions.planned", $"{actions[0].Origin.Kind}:{actions[0].Origin.Subject}", after: rows.Select(r => new { r.Id, Fields = r.Fields }));
        foreach (var row in rows)
            work.Emit($"action:{row.Id}", new ActionPlanned(row.Id, row.Organisation, row.Origin), ActionsJson.Default.ActionPlanned);
        return rows.ConvertAll(r => r.Id);
    }

    /// <summary>The actions of an origin that the reader may see, by item, then due date.</summary>
    /// <param name="contexts">The contexts.</param>
    /// <param name="reader">On whose behalf.</param>
    /// <param name="module">The origin's module.</param>
    /// <param name="kind">The kind of origin.</param>
    /// <param name="subject">Its id.</param>
    /// <param name="cancel">Cancels.</param>
    public static async Task<IReadOnlyList<PlannedAction>> OfAsync(
        ContextFactory contexts, Reader reader, string module, string kind, Guid subject, CancellationToken cancel = default)
    {
        await using var context = contexts.Read<ActionsContext>(reader);
        return await OfAsync(context, module, kind, subject, cancel);
    }

    /// <summary>The same within the caller's transaction, so that what it plans next rests on what stands.</summary>
    public static Task<IReadOnlyList<PlannedAction>> OfAsync(
        UnitOfWork work, string module, string kind, Guid subject, CancellationToken cancel = default)
        => OfAsync(work.Enlist<ActionsContext>(), module, kind, subject, cancel);

    private static async Task<IReadOnlyList<PlannedAction>> OfAsync(
        ActionsContext context, string module, string kind, Guid subject, CancellationToken cancel)
        => await context.Items
            .Where(a => a.OriginModule == module && a.OriginKind == kind && a.OriginSubject == subject)
            .OrderBy(a => a.OriginItem).ThenBy(a => a.Due).ThenBy(a => a.Id)
            .Select(a => new PlannedAction(a.Id, a.Title, a.OwnerName, a.Due, a.EffortDays, a.State, a.VerifiedAt != null, a.OriginItem, a.FromLevel, a.ToLevel))
            .ToListAsync(cancel);

    private static ActionFields FieldsOf(NewAction action)
        => new(action.Title.Trim(), action.Detail.Trim(), action.Owner with { Name = action.Owner.Name.Trim() }, action.Due, action.EffortDays);
}

/// <summary>An action as the module shows it that it comes from.</summary>
/// <param name="Id">Its id: it stands at <c>/actions/ID</c>.</param>
/// <param name="Title">What is to be done.</param>
/// <param name="Owner">The owner's name.</param>
/// <param name="Due">The last day for it, in Japan.</param>
/// <param name="EffortDays">The effort in person-days.</param>
/// <param name="State">Where it stands.</param>
/// <param name="Verified">Whether somebody else has verified it.</param>
/// <param name="Item">The item of the origin.</param>
/// <param name="From">The level it stood at.</param>
/// <param name="To">The level aimed at.</param>
public sealed record PlannedAction(
    Guid Id, string Title, string Owner, DateOnly Due, int EffortDays, ActionState State, bool Verified, string Item, int? From, int? To);
