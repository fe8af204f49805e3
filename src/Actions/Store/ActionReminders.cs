using Microsoft.EntityFrameworkCore;
using Sakimori.Actions.Domain;
using Sakimori.Kernel;
using Sakimori.Platform.Access;
using Sakimori.Platform.Jobs;
using Sakimori.Platform.Mail;
using Sakimori.Platform.Records;
using Sakimori.Web.Hosting;

namespace Sakimori.Actions.Store;

/// <summary>Daily: reminds owners by mail, one letter a person with all that is due; running it again on the same day sends nothing.</summary>
internal sealed class ActionReminders(ContextFactory contexts, PortalAddress address) : IJob
{
    public const string Key = "actions.remind";
    private const int Batch = 500;

    /// <inheritdoc/>
    public async Task<Outcome<Text>> RunAsync(JobRun run, CancellationToken cancel)
    {
        await using var work = await run.BeginAsync(cancel);
        var letters = await SendAsync(work, cancel);
        await work.CommitAsync(cancel);
        return new Text($"{letters}通を書きました。", $"{letters} messages were written.");
    }

    /// <summary>Sends what a day calls for (<see cref="Deadline.CallsForReminder"/>).</summary>
    /// <returns>How many letters were queued.</returns>
    public async Task<int> SendAsync(UnitOfWork work, CancellationToken cancel)
    {
        var today = Dates.DayInJapan(work.Now);
        var horizon = today.AddDays(Deadline.Horizon);
        var letters = 0;
        var context = work.Enlist<ActionsContext>();
        var due = (await context.Items
            .Where(a => (a.State == ActionState.Planned || a.State == ActionState.InProgress) && a.Due <= horizon && a.Reminded < today)
            .Where(a => a.OwnerAccount != null || a.OwnerMail != null)
            .OrderBy(a => a.Due).ThenBy(a => a.Id).ToListAsync(cancel))
            .Where(a => Deadline.CallsForReminder(a.State, a.Due, a.Reminded, today)).ToList();
        var accounts = await AccountsAsync([.. due.Select(a => a.OwnerAccount).OfType<Guid>().Distinct()], cancel);
        foreach (var mine in due.GroupBy(a => (a.OwnerAccount, Mail: a.OwnerAccount is null ? a.OwnerMail : null, a.Organisation)))
        {
            if (mine.Key.OwnerAccount is not { } account)
                work.Send(Letter(mine.Key.Mail!, null, [.. mine], today));
            else if (accounts.TryGetValue(account, out var owner))
                work.Send(Letter(owner.Mail, owner.Language, [.. mine], today));
            else
                continue;
            letters++;
            foreach (var action in mine)
                action.Reminded = today;
        }

        if (letters > 0)
            work.Audit("actions.reminded", "actions", after: new { letters });
        return letters;
    }

    private async Task<Dictionary<Guid, (string Mail, Language Language)>> AccountsAsync(IReadOnlyList<Guid> ids, CancellationToken cancel)
    {
        await using var access = contexts.Read<AccessContext>(Reader.System);
        var found = new Dictionary<Guid, (string, Language)>();
        foreach (var some in ids.Chunk(Batch))
        {
            foreach (var a in await access.Accounts.Where(a => some.Contains(a.Id) && a.Closed == null && a.Email != null)
                .Select(a => new { a.Id, a.Email, a.Language }).ToListAsync(cancel))
            {
                found[a.Id] = (a.Email!, Languages.Parse(a.Language) ?? Language.Ja);
            }
        }

        return found;
    }

    // Somebody without account has chosen no language: the letter says it in both.
    private Letter Letter(string to, Language? language, IReadOnlyList<ActionItem> actions, DateOnly today)
    {
        var subject = new Text($"取組みの期限のお知らせ（{actions.Count}件）", $"Actions due ({actions.Count})");
        var lines = actions.Select(a => new Text(
            $"- {a.Title}\n  期限：{Dates.Written(a.Due).Ja}{(a.Due < today ? "（過ぎています）" : "")}\n  {address.Of($"/actions/{a.Id}")}\n",
            $"- {a.Title}\n  Due: {Dates.Written(a.Due).En}{(a.Due < today ? " (overdue)" : "")}\n  {address.Of($"/actions/{a.Id}")}\n"));
        var body = lines.Aggregate(new Text("担当されている次の取組みの期限をお知らせします。\n\n", "These actions of yours are due:\n\n"), (all, line) => all + line);
        return language is { } own
            ? new(to, own, subject, body)
            : new(to, Language.Ja, Text.Same($"{subject.Ja} / {subject.En}"), Text.Same($"{body.Ja}\n{body.En}"));
    }
}
