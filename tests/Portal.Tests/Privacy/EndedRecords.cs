using Microsoft.EntityFrameworkCore;
using Sakimori.Actions.Contracts;
using Sakimori.Actions.Domain;
using Sakimori.Actions.Store;
using Sakimori.Benchmark.Domain;
using Sakimori.Benchmark.Store;
using Sakimori.Directory.Store;
using Sakimori.Kernel;
using Sakimori.Platform.Access;
using Sakimori.Platform.Audit;
using Sakimori.Platform.Evidence;
using Sakimori.Platform.Mail;
using Sakimori.Platform.Privacy;
using Sakimori.Platform.Records;

namespace Sakimori.Portal.Tests.Privacy;

/// <summary>An account of an organisation that leaves a record of each kind behind, all of which end at this moment.</summary>
internal sealed record EndedRecords(AccessWorld World, Guid Account, Guid Organisation, string Address)
{
    public static async Task<EndedRecords> EndAsync(AccessWorld world, Guid organisation)
    {
        var address = $"{Guid.NewGuid():N}@person.example";
        var ended = new EndedRecords(world, await world.AccountAsync(address), organisation, address);
        await using var work = await world.Portal.Get<Works>().BeginAsync(Reader.Of(ended.Account, "山田 花子", [new(Role.Manager, organisation)], organisation));
        ended.InPlatform(work);
        await ended.InModulesAsync(work);
        await work.CommitAsync();
        return ended;
    }

    /// <summary>What is still there, by name, in order.</summary>
    public async Task<IReadOnlyList<string>> LeftAsync()
    {
        var contexts = World.Portal.Get<ContextFactory>();
        await using var access = contexts.Read<AccessContext>(Reader.System);
        await using var platform = contexts.Read<PlatformContext>(Reader.System);
        await using var actions = contexts.Read<ActionsContext>(Reader.System);
        await using var benchmark = contexts.Read<BenchmarkContext>(Reader.System);
        await using var directory = contexts.Read<DirectoryContext>(Reader.System);
        (string Name, bool Left)[] all =
        [
            ("account", await access.Accounts.AnyAsync(a => a.Id == Account && a.DisplayName != "")),
            ("action", await actions.Items.AnyAsync(a => a.OwnerAccount == Account || (a.Organisation == Organisation && a.OwnerName != ""))),
            ("action-history", await actions.History.AnyAsync(h => h.Account == Account && h.Name != "")),
            ("check", await benchmark.Checks.AnyAsync(c => c.By == Account)),
            ("choice", await benchmark.RoundChoices.AnyAsync(c => c.By == Account && c.ByName != "")),
            ("consent", await benchmark.Consents.AnyAsync(c => c.By == Account && c.ByName != "")),
            ("content", await platform.Audit.AnyAsync(a => a.Account == Account && a.Action == "actions.verified" && platform.Set<AuditPayload>().Any(p => p.Id == a.Id))),
            ("draft", await benchmark.DraftAnswers.AnyAsync(a => a.By == Account)),
            ("evidence", await platform.Evidence.AnyAsync(e => e.By == Account)),
            ("grant", await access.Grants.AnyAsync(g => g.Grantee == Account)),
            ("invitation", await benchmark.RoundInvitations.AnyAsync(i => i.Mail == Address)),
            ("key", await access.Keys.AnyAsync(k => k.MadeBy == Account)),
            ("letter", await platform.Mail.AnyAsync(m => m.To == Address)),
            ("link", await access.Links.AnyAsync(l => l.Account == Account)),
            ("notice", await platform.PrivacyNotices.AnyAsync(n => n.By == Account && n.ByName != "")),
            ("registration", await directory.Registrations.AnyAsync(r => r.Account == Account && r.Person != "" && r.Mail == Address)),
            ("result-link", await benchmark.Links.AnyAsync(l => l.MadeBy == Account)),
            ("role", await access.Roles.AnyAsync(r => r.Account == Account)),
            ("round", await benchmark.Rounds.AnyAsync(r => r.By == Account)),
            ("session", await access.Sessions.AnyAsync(s => s.Account == Account)),
        ];
        return [.. all.Where(a => a.Left).Select(a => a.Name)];
    }

    private void InPlatform(UnitOfWork work)
    {
        var (access, platform, id, now) = (work.Enlist<AccessContext>(), work.Enlist<PlatformContext>(), Account, work.Now);
        access.Accounts.Single(a => a.Id == id).Closed = now;
        access.Sessions.Add(new() { Id = Guid.NewGuid(), Account = id, Began = now.AddHours(-1), Ends = now.AddHours(11), Revoked = now, Device = "x" });
        access.Links.Add(new() { TokenHash = OneTimeLinks.Hash($"{id}"), Purpose = LinkPurpose.Recovery, Account = id, Made = now.AddHours(-1), Ends = now });
        access.Keys.Add(new() { Id = Guid.NewGuid(), Owner = Organisation, Name = "鍵", Hint = "skm_xxxx", Scopes = "", KeyHash = OneTimeLinks.Hash($"key {id}"), MadeBy = id, Made = now.AddDays(-10), Ends = now.AddDays(10), Revoked = now });
        access.Roles.Add(new() { Id = Guid.NewGuid(), Account = id, Scope = Organisation, Role = Role.Manager, From = now.AddDays(-10), Until = now });
        access.Grants.Add(new() { Id = Guid.NewGuid(), Audience = Organisation, Kind = GranteeKind.Account, Grantee = id, Role = Role.Reader, From = now.AddDays(-10), Until = now });
        platform.Mail.Add(new() { Id = Guid.NewGuid(), To = Address, Subject = "x", Body = "x", Made = now, State = MailState.Failed, Tries = 16, Due = now });
        var number = platform.PrivacyNotices.Count() + 1;
        foreach (var (at, by, name) in ((int, Guid, string)[])[(number, id, "山田 花子"), (number + 1, Guid.NewGuid(), "後の人")])
        {
            platform.PrivacyNotices.Add(new()
            {
                Number = at,
                OperatorJa = "a",
                OperatorEn = "a",
                AddressJa = "a",
                AddressEn = "a",
                Contact = "a",
                MoreJa = "",
                MoreEn = "",
                Effective = new(2020, 1, 1),
                Made = now,
                By = by,
                ByName = name,
            });
        }

        platform.Evidence.Add(new()
        {
            Id = Guid.NewGuid(),
            Audience = Organisation,
            Tlp = Tlp.Amber,
            Number = $"{id}",
            Hash = $"{id}",
            Origin = "check:1",
            Type = "x",
            SubjectJa = "x",
            SubjectEn = "x",
            WordsJa = "x",
            WordsEn = "x",
            Assurance = AssuranceLevel.SelfDeclared,
            From = new(2020, 1, 1),
            Until = Dates.DayInJapan(now),
            Issued = now,
            By = id,
            Document = [1],
        });
        work.Audit("actions.verified", "action:1", after: new { by = id });
    }

    private async Task InModulesAsync(UnitOfWork work)
    {
        var (benchmark, now, check, draft, round, invitation) = (work.Enlist<BenchmarkContext>(), work.Now, Guid.NewGuid(), Guid.NewGuid(), Guid.NewGuid(), Guid.NewGuid());
        benchmark.Checks.Add(new() { Id = check, Audience = Organisation, Organisation = Organisation, By = Account, Tlp = Tlp.Amber, Submitted = now, RulesVersion = "2026.1", Answers = "3", Total = 75 });
        benchmark.Links.Add(new() { Id = Guid.NewGuid(), Check = check, TokenHash = OneTimeLinks.Hash($"{check}"), Note = "メモ", MadeBy = Account, Made = now.AddDays(-1), Ends = now });
        benchmark.Drafts.Add(new() { Id = draft, Audience = Organisation, Tlp = Tlp.Amber, RulesVersion = "2026.1", Began = now });
        benchmark.DraftAnswers.Add(new() { Draft = draft, Item = "m01", Answer = "3", By = Account, ByName = "山田 花子", At = now });
        if (!await benchmark.ConsentTexts.AnyAsync())
            benchmark.ConsentTexts.Add(ConsentText.Current);
        foreach (var (at, by) in ((DateTime, Guid)[])[(now.AddMinutes(-1), Account), (now, Guid.NewGuid())])
            benchmark.Consents.Add(new() { Id = Guid.NewGuid(), Audience = Organisation, Organisation = Organisation, Tlp = Tlp.Amber, Given = true, Text = ConsentText.Current.Hash, By = by, ByName = "山田 花子", At = at });
        benchmark.Rounds.Add(new()
        {
            Id = round,
            Audience = round,
            Tlp = Tlp.Amber,
            Host = Organisation,
            TitleJa = "調査",
            TitleEn = "Round",
            MessageJa = "",
            MessageEn = "",
            Opens = new(2026, 4, 1),
            Due = new(2026, 5, 1),
            Begins = now.AddDays(-1),
            Ends = now,
            RulesVersion = "2026.1",
            MeasureCount = 25,
            Asked = SharingLevel.Nothing,
            By = Account,
            Made = now,
        });
        benchmark.RoundInvitations.Add(new() { Id = invitation, Audience = invitation, Tlp = Tlp.Amber, Round = round, Name = "会社", SortKey = "会", Mail = Address, Invited = now });
        benchmark.RoundChoices.Add(new() { Id = invitation, Audience = Organisation, Tlp = Tlp.AmberStrict, By = Account, ByName = "山田 花子", At = now });
        work.Enlist<DirectoryContext>().Registrations.Add(new()
        {
            Id = Guid.NewGuid(),
            Audience = Organisation,
            Tlp = Tlp.AmberStrict,
            Link = OneTimeLinks.Hash($"r {Account}"),
            AddressHash = [1],
            ClientHash = [1],
            Made = now.AddDays(-3),
            State = RegistrationState.Accepted,
            Name = "会社",
            Person = "山田 花子",
            Mail = Address,
            Language = Language.Ja,
            Organisation = Organisation,
            Account = Account,
            Decided = now,
        });
        await OwnAudience.OfAsync(work, default);
        Assert.True((await ActionPlan.AddAsync(work, [new NewAction("した", "", new ActionOwner(Account, "山田 花子"), new(2199, 3, 31), 1, new ActionOrigin("benchmark", "check", Guid.NewGuid()))])).Succeeded);
        await work.FlushAsync();
        var actions = work.Enlist<ActionsContext>();
        var action = await actions.Items.IgnoreQueryFilters().SingleAsync(a => a.OwnerAccount == Account);
        action.State = ActionState.Done;
        actions.History.Add(new() { Id = Guid.NewGuid(), Audience = Organisation, Tlp = Tlp.Amber, Action = action.Id, Version = 2, At = now, Account = Account, Name = "山田 花子", Field = "owner", Before = "山田 花子", After = "別の人" });
    }
}
