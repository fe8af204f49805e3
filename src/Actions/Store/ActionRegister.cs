using Microsoft.EntityFrameworkCore;
using Sakimori.Actions.Contracts;
using Sakimori.Actions.Domain;
using Sakimori.Kernel;
using Sakimori.Platform.Access;
using Sakimori.Platform.Records;

namespace Sakimori.Actions.Store;

/// <summary>Opens and changes single actions; whoever may not see one is told that it does not exist.</summary>
public sealed class ActionRegister(Works works, ContextFactory contexts, TimeProvider time)
{
    private static readonly Failure Overtaken = new(FailureKind.Conflict, new(
        "開いている間に、ほかの人がこの取組みを変更しました。", "Somebody else changed this action while you had it open."));

    /// <summary>An action with its history, latest first; null when the reader sees none.</summary>
    public async Task<OpenAction?> FindAsync(Reader reader, Guid id, CancellationToken cancel)
    {
        await using var context = contexts.Read<ActionsContext>(reader);
        if (await context.Items.SingleOrDefaultAsync(a => a.Id == id, cancel) is not { } action)
            return null;
        var history = await context.History.Where(e => e.Action == id).OrderByDescending(e => e.Version).ThenBy(e => e.Id).ToListAsync(cancel);
        return new(action, history, await MembersAsync(reader, action.Organisation, cancel));
    }

    /// <summary>
    /// Changes what people write. Fails with Conflict when <paramref name="version"/> is not the one that stands, with Forbidden
    /// when the reader may only read, with Invalid when <see cref="Change.Faults"/> forbids it.
    /// </summary>
    /// <returns>The version that stands then; unchanged when nothing differs.</returns>
    public async Task<Outcome<int>> ChangeAsync(
        Reader reader, Guid id, int version, Func<ActionFields, (ActionFields Fields, IReadOnlyList<Fault> Unread)> edit, CancellationToken cancel)
    {
        await using var work = await works.BeginAsync(reader, cancel);
        var context = work.Enlist<ActionsContext>();
        var standing = await OpenAsync(context, reader, id, version, cancel);
        if (standing.Failure is { } refused)
            return refused;
        var action = standing.Value;
        var before = action.Fields;
        var (after, unread) = edit(before);
        var faults = unread.Concat(Change.Faults(before, after, action.VerifiedAt is not null)).DistinctBy(f => f.Column).ToList();
        if (faults.Count > 0)
            return new Failure(FailureKind.Invalid, new("入力内容を確かめてください。", "Please check what you entered."), faults);
        var changes = Change.Between(before, after).ToList();
        if (changes.Count == 0)
            return action.Version;
        if (action.VerifiedAt is not null)
            changes.Add(new("verified", action.VerifiedByName ?? "", ""));
        action.Take(after, work);
        context.History.AddRange(changes.Select(c => ActionEntry.Of(action, c, reader, work.Now)));
        work.Audit("actions.changed", $"action:{id}", changes.ToDictionary(c => c.Field, c => c.Before), changes.ToDictionary(c => c.Field, c => c.After));
        if (before.State != after.State)
            work.Emit($"action:{id}", new ActionMoved(id, before.State.Id(), after.State.Id()), ActionsJson.Default.ActionMoved);
        return await CommitAsync(work, action, cancel);
    }

    /// <summary>Verifies what was done; fails as <see cref="ChangeAsync"/> does, or because of <see cref="Change.RefusesVerification"/>.</summary>
    public async Task<Outcome<int>> VerifyAsync(Reader reader, Guid id, int version, CancellationToken cancel)
    {
        await using var work = await works.BeginAsync(reader, cancel);
        var context = work.Enlist<ActionsContext>();
        var standing = await OpenAsync(context, reader, id, version, cancel);
        if (standing.Failure is { } refused)
            return refused;
        var action = standing.Value;
        if (action.VerifiedAt is not null)
            return action.Version;
        if (Change.RefusesVerification(action.Fields, action.ReportedBy, reader.Account!.Value, reader.Name ?? "") is { } why)
            return new Failure(FailureKind.Forbidden, why);
        (action.VerifiedBy, action.VerifiedByName, action.VerifiedAt) = (reader.Account, reader.Name, work.Now);
        action.Version++;
        context.History.Add(ActionEntry.Of(action, new("verified", "", reader.Name ?? ""), reader, work.Now));
        work.Audit("actions.verified", $"action:{id}", after: new { by = reader.Account });
        return await CommitAsync(work, action, cancel);
    }

    private static async Task<Outcome<ActionItem>> OpenAsync(ActionsContext context, Reader reader, Guid id, int version, CancellationToken cancel)
        => await context.Items.SingleOrDefaultAsync(a => a.Id == id, cancel) is not { } action ? Failure.NotFound
            : !Rights.MayChange(reader, action) ? Rights.Refused
            : action.Version != version ? Overtaken
            : action;

    private static async Task<Outcome<int>> CommitAsync(UnitOfWork work, ActionItem action, CancellationToken cancel)
    {
        try
        {
            await work.CommitAsync(cancel);
            return action.Version;
        }
        catch (DbUpdateConcurrencyException)
        {
            return Overtaken;
        }
    }

    private async Task<IReadOnlyList<ActionOwner>> MembersAsync(Reader reader, Guid? organisation, CancellationToken cancel)
    {
        if (organisation is not { } scope || !reader.Roles.Any(r => r.Scope == scope))
            return reader.Account is { } own ? [new(own, reader.Name ?? "")] : [];
        await using var access = contexts.Read<AccessContext>(Reader.System);
        var now = time.GetUtcNow().UtcDateTime;
        return await access.Roles.Where(r => r.Scope == scope && r.From <= now && r.Until > now)
            .Join(access.Accounts.Where(a => a.Closed == null), r => r.Account, a => a.Id, (_, a) => new { a.Id, a.DisplayName })
            .Distinct().OrderBy(a => a.DisplayName).ThenBy(a => a.Id)
            .Select(a => new ActionOwner(a.Id, a.DisplayName, null)).ToListAsync(cancel);
    }
}

/// <summary>An action as a page shows it.</summary>
/// <param name="Action">The action.</param>
/// <param name="History">What was changed, latest first.</param>
/// <param name="Members">The accounts that may own it.</param>
public sealed record OpenAction(ActionItem Action, IReadOnlyList<ActionEntry> History, IReadOnlyList<ActionOwner> Members);
