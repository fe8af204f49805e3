using Sakimori.Actions.Contracts;
using Sakimori.Actions.Domain;
using Sakimori.Benchmark.Domain;
using Sakimori.Benchmark.Store;
using Sakimori.Kernel;
using Sakimori.Platform.Access;
using Sakimori.Platform.Evidence;
using Sakimori.Platform.Records;
using Sakimori.TestKit;

namespace Sakimori.Portal.Tests.Leaks;

/// <summary>Plants rows of organisation A that hold a secret.</summary>
/// <param name="What">What is planted, for the message of a failing test.</param>
/// <param name="Plant">Plants them on behalf of A's manager with the secret in them; gives their ids.</param>
/// <param name="Shown">True when a page or the API shows the secret to A's manager without being asked for a single row or with its id.</param>
internal sealed record Seed(string What, Func<PortalUnderTest, Visitor, string, Task<IEnumerable<Guid>>> Plant, bool Shown = true);

/// <summary>What every module keeps for an organisation: a module adds its line here.</summary>
internal static class Seeds
{
    public static IReadOnlyList<Seed> All { get; } =
    [
        new("account and organisation", (_, manager, _) => Ids(manager.Account, manager.Session, manager.Reader.Organisation!.Value), Shown: false),
        new("API key", KeyAsync),
        new("invitation", async (portal, manager, secret) => await InviteAsync(portal, manager, secret)),
        new("self-check", (portal, manager, _) => InWork(portal, manager, async work =>
        {
            var check = new Check { Id = Guid.NewGuid(), Audience = await OwnAudience.OfAsync(work, default), Tlp = Tlp.Amber, Submitted = work.Now, RulesVersion = "2026.1", Answers = new string('3', 40) };
            work.Enlist<BenchmarkContext>().Checks.Add(check);
            return [check.Id];
        }), Shown: false),
        new("round that A hosts", (portal, manager, secret) => RoundAsync(portal, manager, secret, invited: false)),
        new("round that A is invited to", (portal, manager, secret) => RoundAsync(portal, manager, secret, invited: true)),
        new("invitation that A took back", (portal, manager, secret) => RoundAsync(portal, manager, secret, invited: false, takenBack: true)),
        new("invitation that was taken back from A", (portal, manager, secret) => RoundAsync(portal, manager, secret, invited: true, takenBack: true)),
        new("invitation of A that passed on to what it was merged into", (portal, manager, secret) => RoundAsync(portal, manager, secret, invited: true, takenBack: true, passedOn: true)),
        new("evidence", EvidenceAsync),
        new("action", (portal, manager, secret) => InWork(portal, manager, async work => (await ActionPlan.AddAsync(work,
            [new NewAction(secret, "", new ActionOwner(null, "佐藤"), new(2199, 3, 31), 1, new ActionOrigin("benchmark", "check", Guid.NewGuid()))])).Value)),
    ];

    // A hosts one round and is invited to another of its own, so that both sides of every route have rows of A's.
    private static Task<IEnumerable<Guid>> RoundAsync(
        PortalUnderTest portal, Visitor manager, string secret, bool invited, bool takenBack = false, bool passedOn = false)
        => InWork(portal, manager, async work =>
        {
            var organisation = manager.Reader.Organisation!.Value;
            var (audience, other) = (await OwnAudience.OfAsync(work, default), Guid.NewGuid());
            var round = new Round
            {
                Id = Guid.NewGuid(),
                Audience = audience,
                Tlp = Tlp.Amber,
                Host = invited ? other : organisation,
                TitleJa = secret,
                TitleEn = secret,
                MessageJa = secret,
                MessageEn = secret,
                Opens = new(2020, 4, 1),
                Due = new(2199, 3, 31),
                Begins = new(2020, 3, 31, 15, 0, 0, DateTimeKind.Utc),
                RulesVersion = "2026.1",
                MeasureCount = 25,
                Asked = SharingLevel.Measures,
                By = manager.Account,
                Made = work.Now,
            };
            var invitation = new RoundInvitation
            {
                Id = Guid.NewGuid(),
                Audience = audience,
                Tlp = Tlp.Amber,
                Round = round.Id,
                Organisation = invited ? organisation : null,
                Name = secret,
                SortKey = secret,
                Mail = $"{secret}@example.jp",
                Invited = work.Now,
                Opened = work.Now,
                TakenBack = takenBack ? work.Now : null,
                Successor = passedOn ? Guid.NewGuid() : null,
            };
            var benchmark = work.Enlist<BenchmarkContext>();
            benchmark.Rounds.Add(round);
            benchmark.RoundInvitations.Add(invitation);
            if (invited)
                benchmark.RoundChoices.Add(new() { Id = invitation.Id, Audience = audience, Tlp = Tlp.AmberStrict, Level = SharingLevel.Total, By = manager.Account, ByName = secret, At = work.Now });
            return [round.Id, invitation.Id];
        });

    private static Task<IEnumerable<Guid>> EvidenceAsync(PortalUnderTest portal, Visitor manager, string secret) => InWork(portal, manager, async work =>
    {
        var day = Dates.DayInJapan(work.Now);
        var issued = await portal.Get<EvidenceStore>().IssueAsync(work, new()
        {
            Audience = await OwnAudience.OfAsync(work, default),
            Tlp = Tlp.Amber,
            Origin = $"check:{Guid.NewGuid()}",
            Subject = manager.Reader.Organisation!.Value,
            SubjectName = Text.Same(secret),
            Claim = new("benchmark.total", "1", new($"{secret}の総合点", $"The total of {secret}"), new Dictionary<string, string>()),
            Scope = new("組織全体", "The whole organisation"),
            Assurance = AssuranceLevel.SelfDeclared,
            From = day,
            Until = day.AddDays(30),
        }, "http://localhost", default);
        return [issued.Value];
    });

    private static Task<IEnumerable<Guid>> Ids(params Guid[] ids) => Task.FromResult<IEnumerable<Guid>>(ids);

    private static async Task<IEnumerable<Guid>> InWork(PortalUnderTest portal, Visitor manager, Func<UnitOfWork, Task<IEnumerable<Guid>>> plant)
    {
        await using var work = await portal.Get<Works>().BeginAsync(manager.Reader);
        var ids = await plant(work);
        await work.CommitAsync();
        return ids;
    }

    private static async Task<IEnumerable<Guid>> KeyAsync(PortalUnderTest portal, Visitor manager, string secret)
    {
        var (keys, owner) = (portal.Get<ApiKeys>(), manager.Reader.Organisation!.Value);
        await keys.MakeAsync(manager.Reader, owner, secret, ["access:read"], 30, default);
        return (await keys.ListAsync(manager.Reader, owner, default)).Value.Select(k => k.Id);
    }

    private static async Task<IEnumerable<Guid>> InviteAsync(PortalUnderTest portal, Visitor manager, string secret)
    {
        await portal.Get<Invitations>().InviteAsync(manager.Reader, $"{secret}@example.jp", Language.En,
            new(Role.Reader, manager.Reader.Organisation!.Value), token => $"http://localhost/invitation/{token}", default);
        return [];
    }
}
