using Microsoft.EntityFrameworkCore;
using Sakimori.Actions.Contracts;
using Sakimori.Kernel;
using Sakimori.Platform.Access;
using Sakimori.Platform.Records;

namespace Sakimori.Actions.Tests.Store;

public sealed class ActionPlanTests(ActionsPortal portals) : IClassFixture<ActionsPortal>
{
    [Theory]
    [InlineData(Engine.Sqlite)]
    [InlineData(Engine.Postgres)]
    public async Task Actions_stand_with_one_audit_entry_and_an_event_each_or_not_at_all(Engine engine)
    {
        var visitor = await portals.VisitorAsync(engine, Guid.NewGuid());
        var subject = Guid.NewGuid();
        var ids = await portals.PlanAsync(engine, visitor.Reader,
            ActionsPortal.NewAction("方針を文書にする", subject), ActionsPortal.NewAction("=2+3", subject));

        var contexts = portals[engine].Get<ContextFactory>();
        var found = await ActionPlan.OfAsync(contexts, visitor.Reader, "benchmark", "check", subject);
        Assert.Equal(ids.Order(), found.Select(a => a.Id).Order());
        Assert.All(found, a => Assert.Equal(("M14", 2, 3), (a.Item, a.From, a.To)));
        await using var platform = contexts.Read<PlatformContext>(Reader.System);
        Assert.Equal(1, await platform.Audit.CountAsync(a => a.Subject == $"check:{subject}" && a.Action == "actions.planned"));
        foreach (var id in ids)
            Assert.Equal(1, await platform.Outbox.CountAsync(e => e.Subject == $"action:{id}" && e.Type == "ActionPlanned"));
    }

    [Theory]
    [InlineData(Engine.Sqlite)]
    [InlineData(Engine.Postgres)]
    public async Task One_faulty_action_keeps_all_from_being_written_and_is_named_by_its_row(Engine engine)
    {
        var visitor = await portals.VisitorAsync(engine, Guid.NewGuid());
        var subject = Guid.NewGuid();
        await using var work = await portals[engine].Get<Works>().BeginAsync(visitor.Reader);
        var refused = await ActionPlan.AddAsync(work, [ActionsPortal.NewAction("よい", subject), ActionsPortal.NewAction(" ", subject)]);
        await work.CommitAsync();
        Assert.Equal((2, "title"), (Assert.Single(refused.Failure!.Faults).Row, refused.Failure.Faults[0].Column));
        Assert.Empty(await ActionPlan.OfAsync(portals[engine].Get<ContextFactory>(), visitor.Reader, "benchmark", "check", subject));
    }

    [Theory]
    [InlineData(Engine.Sqlite)]
    [InlineData(Engine.Postgres)]
    public async Task A_reader_of_the_organisation_sees_actions_and_plans_none_and_others_do_not_see_them(Engine engine)
    {
        var organisation = Guid.NewGuid();
        var contributor = await portals.VisitorAsync(engine, organisation);
        var reader = await portals.VisitorAsync(engine, organisation, Role.Reader);
        var stranger = await portals.VisitorAsync(engine, Guid.NewGuid(), Role.Manager);
        var subject = Guid.NewGuid();
        await portals.PlanAsync(engine, contributor.Reader, ActionsPortal.NewAction("方針を文書にする", subject));

        var contexts = portals[engine].Get<ContextFactory>();
        Assert.Single(await ActionPlan.OfAsync(contexts, reader.Reader, "benchmark", "check", subject));
        Assert.Empty(await ActionPlan.OfAsync(contexts, stranger.Reader, "benchmark", "check", subject));
        Assert.Empty(await ActionPlan.OfAsync(contexts, Reader.Nobody, "benchmark", "check", subject));
        await using var work = await portals[engine].Get<Works>().BeginAsync(reader.Reader);
        Assert.Equal(FailureKind.Forbidden, (await ActionPlan.AddAsync(work, [ActionsPortal.NewAction("x")])).Failure?.Kind);
    }
}
