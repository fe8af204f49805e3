using Sakimori.Actions.Contracts;
using Sakimori.Actions.Domain;
using Sakimori.Platform.Access;
using Sakimori.Platform.Records;
using Sakimori.TestKit;

namespace Sakimori.Actions.Tests;

/// <summary>One portal an engine for all tests of a class, with two organisations that must never see each other.</summary>
public sealed class ActionsPortal : IAsyncLifetime
{
    private readonly Dictionary<Engine, PortalUnderTest> portals = [];

    public static ActionOrigin Check(Guid subject, string item = "M14", int from = 2) => new("benchmark", "check", subject, item, from, from + 1);

    public PortalUnderTest this[Engine engine] => portals[engine];

    public async ValueTask InitializeAsync()
    {
        foreach (var engine in PortalUnderTest.Engines)
            portals[engine] = await PortalUnderTest.StartAsync(engine);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var portal in portals.Values)
            await portal.DisposeAsync();
    }

    /// <summary>Somebody who acts for an organisation.</summary>
    public async Task<Visitor> VisitorAsync(Engine engine, Guid organisation, Role role = Role.Contributor, string name = "山田 花子", string language = "en")
    {
        var visitor = await portals[engine].VisitorAsync(name, language, new HeldRole(role, organisation));
        return visitor with { Reader = visitor.Reader.For(organisation) };
    }

    /// <summary>Plans actions on behalf of a visitor.</summary>
    public async Task<IReadOnlyList<Guid>> PlanAsync(Engine engine, Reader reader, params NewAction[] actions)
    {
        await using var work = await portals[engine].Get<Works>().BeginAsync(reader);
        var planned = await ActionPlan.AddAsync(work, actions);
        await work.CommitAsync();
        return planned.Value;
    }

    /// <summary>An action as the level-up planner writes them.</summary>
    public static NewAction NewAction(string title, Guid? subject = null, ActionOwner? owner = null, DateOnly? due = null)
        => new(title, "手順を決めて配る", owner ?? new(null, "佐藤", "sato@example.jp"), due ?? new(2199, 3, 31), 5, Check(subject ?? Guid.NewGuid()));
}
