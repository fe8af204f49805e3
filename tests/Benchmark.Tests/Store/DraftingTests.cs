using Sakimori.Benchmark.Domain;
using Sakimori.Benchmark.Store;
using Sakimori.Platform.Access;
using Sakimori.Platform.Records;

namespace Sakimori.Benchmark.Tests.Keeping;

public class DraftingTests(People people) : IClassFixture<People>
{
    private static readonly Answer Two = Answer.Of(2);
    private static readonly Answer Four = Answer.Of(4);

    public static TheoryData<Engine> Engines => [Engine.Sqlite, Engine.Postgres];

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Two_people_fill_in_one_draft_without_overwriting_each_other(Engine engine)
    {
        var organisation = Guid.NewGuid();
        var first = await people.JoinAsync(engine, "山田", organisation);
        var second = await people.JoinAsync(engine, "佐藤", organisation);
        var draft = await people.BeginAsync(engine, first);
        Assert.Equal(draft, await people.BeginAsync(engine, second));

        await Task.WhenAll(
            people.SaveAsync(engine, first, draft, new("M01", Two, 0), new("M02", Two, 0)),
            people.SaveAsync(engine, second, draft, new("M03", Four, 0), new("P01", Answer.Unknown, 0)));

        var sheet = (await people.ReadAsync(engine, first))!;
        Assert.Equal(4, sheet.Answers.Answered);
        Assert.Equal("佐藤", sheet.Rows["M03"].ByName);
        Assert.Equal("u", sheet.Rows["P01"].Answer);
        Assert.Equal(2, sheet.Draft.Revision);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task An_answer_that_changed_since_it_was_seen_stays_and_is_reported(Engine engine)
    {
        var organisation = Guid.NewGuid();
        var first = await people.JoinAsync(engine, "山田", organisation);
        var second = await people.JoinAsync(engine, "佐藤", organisation);
        var draft = await people.BeginAsync(engine, first);
        await people.SaveAsync(engine, second, draft, new Change("M01", Four, 0));

        var refused = await people.SaveAsync(engine, first, draft, new("M01", Two, 0), new("M02", Two, 0));
        Assert.Equal([new Change("M01", Two, 0)], refused.Value);
        var sheet = (await people.ReadAsync(engine, first))!;
        Assert.Equal("4", sheet.Rows["M01"].Answer);
        Assert.Equal("2", sheet.Rows["M02"].Answer);

        Assert.Empty((await people.SaveAsync(engine, first, draft, new Change("M01", Two, sheet.Rows["M01"].Version))).Value);
        Assert.Equal(("2", 2, "山田"), (await people.ReadAsync(engine, second))!.Rows["M01"] is var row ? (row.Answer, row.Version, row.ByName) : default);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task An_account_may_change_its_own_answer_from_a_form_of_before(Engine engine)
    {
        var alone = await people.JoinAsync(engine, "山田");
        var draft = await people.BeginAsync(engine, alone);
        await people.SaveAsync(engine, alone, draft, new Change("M01", Two, 0));
        Assert.Empty((await people.SaveAsync(engine, alone, draft, new Change("M01", Four, 0))).Value);
        Assert.Equal("4", (await people.ReadAsync(engine, alone))!.Rows["M01"].Answer);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Another_organisation_sees_neither_draft_nor_answers_nor_may_save_into_it(Engine engine)
    {
        var own = await people.JoinAsync(engine, "山田", Guid.NewGuid());
        var other = await people.JoinAsync(engine, "鈴木", Guid.NewGuid(), Role.Manager);
        var draft = await people.BeginAsync(engine, own);
        await people.SaveAsync(engine, own, draft, new Change("M01", Two, 0));

        Assert.Null(await people.ReadAsync(engine, other));
        await using var benchmark = people.On(engine).Get<ContextFactory>().Read<BenchmarkContext>(other.Reader);
        Assert.DoesNotContain(benchmark.DraftAnswers.ToList(), a => a.Draft == draft);
        Assert.DoesNotContain(benchmark.Drafts.ToList(), d => d.Id == draft);
        Assert.Equal(Drafting.Gone, (await people.SaveAsync(engine, other, draft, new Change("M01", Four, 1))).Failure);
        Assert.Equal("2", (await people.ReadAsync(engine, own))!.Rows["M01"].Answer);
    }
}
