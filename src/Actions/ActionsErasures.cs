using Microsoft.EntityFrameworkCore;
using Sakimori.Actions.Store;
using Sakimori.Kernel;
using Sakimori.Platform.Audit;
using Sakimori.Platform.Privacy;
using Sakimori.Platform.Records;

namespace Sakimori.Actions;

/// <summary>What the register of actions does when an account is erased, and when names have been kept long enough.</summary>
internal static class ActionsErasures
{
    // The fields of the history whose values name persons.
    private static readonly string[] Naming = ["mail", "owner", "verified"];

    public static PersonalErasure[] All { get; } =
    [
        new("actions.owners", new("自分だけの取組みは履歴とともに消します。組織の取組みは残り、担当者や確認者としての名前とアドレスを、履歴からも消します。",
            "Actions of one's own go with their history. An organisation's stay; name and address as owner or verifier go, from the history too."), EraseAsync),
    ];

    // An action ends with the last change of one that is done or dropped.
    public static PersonalRetention[] Retentions { get; } =
    [
        PersonalRetention.Of<ActionsContext, Guid>("actions.owners",
            (context, at) => context.Items.Where(a => (a.State == Domain.ActionState.Done || a.State == Domain.ActionState.Dropped) && a.Organisation != null && a.Made < at.Names
                && (a.OwnerName != "" || a.OwnerMail != null || a.OwnerAccount != null || a.MadeBy != null || a.ReportedBy != null || a.VerifiedBy != null)
                && !context.History.Any(h => h.Action == a.Id && h.At >= at.Names)
                && !at.Holds.Organisations.Contains(a.Organisation.Value) && (a.OwnerAccount == null || !at.Holds.Accounts.Contains(a.OwnerAccount.Value))
                && (a.MadeBy == null || !at.Holds.Accounts.Contains(a.MadeBy.Value)) && (a.ReportedBy == null || !at.Holds.Accounts.Contains(a.ReportedBy.Value))
                && (a.VerifiedBy == null || !at.Holds.Accounts.Contains(a.VerifiedBy.Value))).Select(a => a.Id),
            ForgetAsync),
    ];

    private static async Task<Outcome<int>> EraseAsync(UnitOfWork work, ErasedPerson person, CancellationToken cancel)
    {
        var context = work.Enlist<ActionsContext>();
        var (items, history) = (context.Items.IgnoreQueryFilters(), context.History.IgnoreQueryFilters());
        var rows = await history.Where(h => h.Audience == person.Account).ExecuteDeleteAsync(cancel)
            + await items.Where(a => a.Audience == person.Account).ExecuteDeleteAsync(cancel);
        var named = await items.Where(a => a.OwnerAccount == person.Account || person.Addresses.Contains(a.OwnerMail!.ToUpper())
            || (a.OwnerAccount == null && person.Scopes.Contains(a.Audience) && person.Names.Contains(a.OwnerName))).ToListAsync(cancel);
        named.ForEach(action => action.ForgetOwner());
        rows += named.Count
            + await items.Where(a => a.VerifiedBy == person.Account && a.VerifiedByName != "").ExecuteUpdateAsync(a => a.SetProperty(x => x.VerifiedByName, ""), cancel)
            + await history.Where(h => h.Account != null && person.Actors.Contains(h.Account.Value)).ExecuteUpdateAsync(h => h.SetProperty(x => x.Name, ""), cancel);
        var told = history.Where(h => person.Scopes.Contains(h.Audience) && Naming.Contains(h.Field));
        List<string> values = [.. person.Names, .. person.Addresses];
        rows += await told.Where(h => values.Contains(h.Before) || values.Contains(h.Before.ToUpper())).ExecuteUpdateAsync(h => h.SetProperty(x => x.Before, ""), cancel)
            + await told.Where(h => values.Contains(h.After) || values.Contains(h.After.ToUpper())).ExecuteUpdateAsync(h => h.SetProperty(x => x.After, ""), cancel);
        return rows
            + await AuditErasure.EraseAsync(work, a => a.Account == person.Account && a.Organisation == null && (a.Action == "actions.planned" || a.Action == "actions.changed"), cancel)
            + await AuditErasure.EraseMentionsAsync(work, a => (a.Action == "actions.planned" || a.Action == "actions.changed")
                && person.Scopes.Contains(a.Organisation!.Value), person.Words, cancel);
    }

    private static async Task<int> ForgetAsync(ActionsContext context, IReadOnlyList<Guid> old, CancellationToken cancel)
    {
        var items = await context.Items.Where(a => old.Contains(a.Id)).ToListAsync(cancel);
        items.ForEach(action => action.ForgetEverybody());
        await context.History.Where(h => old.Contains(h.Action)).ExecuteUpdateAsync(h => h.SetProperty(x => x.Name, "").SetProperty(x => x.Account, (Guid?)null), cancel);
        await context.History.Where(h => old.Contains(h.Action) && Naming.Contains(h.Field)).ExecuteUpdateAsync(h => h.SetProperty(x => x.Before, "").SetProperty(x => x.After, ""), cancel);
        return items.Count;
    }
}
