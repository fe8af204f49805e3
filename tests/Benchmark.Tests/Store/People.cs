using Sakimori.Benchmark.Domain;
using Sakimori.Benchmark.Store;
using Sakimori.Kernel;
using Sakimori.Platform.Access;
using Sakimori.Platform.Records;
using Sakimori.TestKit;

namespace Sakimori.Benchmark.Tests.Keeping;

/// <summary>One portal an engine, and people with roles in organisations.</summary>
public sealed class People : IAsyncLifetime
{
    private readonly Dictionary<Engine, PortalUnderTest> portals = [];

    public async ValueTask InitializeAsync()
    {
        foreach (var engine in Enum.GetValues<Engine>())
            portals.Add(engine, await PortalUnderTest.StartAsync(engine));
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var portal in portals.Values)
            await portal.DisposeAsync();
    }

    public PortalUnderTest On(Engine engine) => portals[engine];

    /// <summary>A new account, in an organisation when one is given.</summary>
    internal async Task<Respondent> JoinAsync(Engine engine, string name, Guid? organisation = null, Role role = Role.Contributor)
    {
        var portal = On(engine);
        await using var work = await portal.Get<Works>().BeginAsync(Reader.System);
        var account = (await NewAccount.AddAsync(work, portal.Get<AccountRegister>(), $"{Guid.NewGuid():N}@example.jp", name,
            "correct horse battery", Language.Ja, confirmed: true, default)).Value;
        if (organisation is { } own)
        {
            work.Enlist<AccessContext>().Roles.Add(
                new RoleGrant { Id = Guid.NewGuid(), Account = account, Scope = own, Role = role, From = work.Now });
        }

        await work.CommitAsync();
        IReadOnlyList<HeldRole> held = organisation is { } scope ? [new(role, scope)] : [];
        return Respondent.Of(Reader.Of(account, name, held, organisation))!;
    }

    internal async Task<Guid> BeginAsync(Engine engine, Respondent respondent)
    {
        await using var work = await On(engine).Get<Works>().BeginAsync(respondent.Reader);
        var draft = await Drafting.BeginAsync(work, respondent, ShippedRules.Current, default);
        await work.CommitAsync();
        return draft;
    }

    internal async Task<Outcome<IReadOnlyList<Change>>> SaveAsync(Engine engine, Respondent respondent, Guid draft, params Change[] changes)
    {
        await using var work = await On(engine).Get<Works>().BeginAsync(respondent.Reader);
        var refused = await Drafting.SaveAsync(work, respondent, draft, changes, default);
        await work.CommitAsync();
        return refused;
    }

    internal Task<DraftSheet?> ReadAsync(Engine engine, Respondent respondent)
        => DraftSheet.ReadAsync(On(engine).Get<ContextFactory>(), On(engine).Get<Questionnaires>(), respondent, default);

    /// <summary>A draft with every answer, as its review would submit it.</summary>
    internal async Task<Submission> ReviewedAsync(Engine engine, Respondent respondent, int level = 3, ConsentAnswer? decision = null)
    {
        var rules = ShippedRules.Current;
        var draft = await BeginAsync(engine, respondent);
        var stored = (await ReadAsync(engine, respondent))!;
        await SaveAsync(engine, respondent, draft, [.. rules.Questionnaire.Items
            .Select(item => new Change(item.Id, Answer.Of(Math.Min(level, item.Choices)), stored.Rows.GetValueOrDefault(item.Id)?.Version ?? 0))]);
        var sheet = (await ReadAsync(engine, respondent))!;
        return new(sheet, Scoring.Score(rules, sheet.Answers).Value, Guid.NewGuid(), decision);
    }

    internal Task<Outcome<Guid>> SubmitAsync(Engine engine, Respondent respondent, Submission submission)
        => submission.SubmitAsync(On(engine).Get<HotLane>(), On(engine).Get<ContextFactory>(), respondent, default);
}
