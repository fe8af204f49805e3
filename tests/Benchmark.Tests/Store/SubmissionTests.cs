using Microsoft.EntityFrameworkCore;
using Sakimori.Benchmark.Domain;
using Sakimori.Benchmark.Store;
using Sakimori.Kernel;
using Sakimori.Platform.Access;
using Sakimori.Platform.Records;

namespace Sakimori.Benchmark.Tests.Keeping;

public class SubmissionTests(People people) : IClassFixture<People>
{
    public static TheoryData<Engine> Engines => [Engine.Sqlite, Engine.Postgres];

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task A_form_sent_many_times_at_once_stores_one_check_with_one_audit_row_and_one_event(Engine engine)
    {
        var manager = await people.JoinAsync(engine, "山田", Guid.NewGuid(), Role.Manager);
        var submission = await people.ReviewedAsync(engine, manager);
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => people.SubmitAsync(engine, manager, submission)));
        var id = Assert.Single(answers.Select(a => a.Value).Distinct());

        await using var benchmark = people.On(engine).Get<ContextFactory>().Read<BenchmarkContext>(manager.Reader);
        var check = await benchmark.Checks.SingleAsync(c => c.Audience == manager.Audience);
        Assert.Equal((id, manager.Organisation, submission.Score.Total, submission.Score.Layer, submission.Score.RiskIndex.Value),
            (check.Id, check.Organisation, check.Total, check.Layer, check.RiskIndex));
        Assert.Equal((submission.Sheet.Answers.Code, Tlp.Amber, false), (check.Answers, check.Tlp, check.Consented));
        Assert.Null(await people.ReadAsync(engine, manager));
        Assert.Empty(await benchmark.DraftAnswers.ToListAsync());
        await using var platform = people.On(engine).Get<ContextFactory>().Read<PlatformContext>(Reader.System);
        Assert.Equal(1, await platform.Audit.CountAsync(a => a.Subject == $"check:{id}"));
        Assert.Equal(1, await platform.Outbox.CountAsync(e => e.Subject == $"check:{id}" && e.Type == "CheckSubmitted"));
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task A_draft_that_changed_after_its_review_is_not_submitted(Engine engine)
    {
        var organisation = Guid.NewGuid();
        var manager = await people.JoinAsync(engine, "山田", organisation, Role.Manager);
        var colleague = await people.JoinAsync(engine, "佐藤", organisation);
        var submission = await people.ReviewedAsync(engine, manager);
        await people.SaveAsync(engine, colleague, submission.Sheet.Draft.Id, new Change("M01", Answer.Of(5), 1));
        Assert.Equal(FailureKind.Conflict, (await people.SubmitAsync(engine, manager, submission)).Failure?.Kind);
        Assert.Equal("5", (await people.ReadAsync(engine, manager))!.Rows["M01"].Answer);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Consent_is_kept_with_the_text_that_was_shown_and_can_be_withdrawn(Engine engine)
    {
        var manager = await people.JoinAsync(engine, "山田", Guid.NewGuid(), Role.Manager);
        var yes = new ConsentAnswer(true, ConsentText.Current, Language.Ja);
        var check = (await people.SubmitAsync(engine, manager, await people.ReviewedAsync(engine, manager, decision: yes))).Value;

        await using var benchmark = people.On(engine).Get<ContextFactory>().Read<BenchmarkContext>(manager.Reader);
        Assert.True((await benchmark.Checks.SingleAsync(c => c.Id == check)).Consented);
        var given = (await ConsentAnswer.CurrentAsync(benchmark, manager, default))!;
        Assert.Equal((true, "山田", manager.Account, Language.Ja), (given.Given, given.ByName, given.By, given.Language));
        var text = await benchmark.ConsentTexts.SingleAsync(t => t.Hash == given.Text);
        Assert.Equal(ConsentText.Current.Words, text.Words);

        await new ConsentAnswer(false, ConsentText.Current, Language.En)
            .DecideAsync(people.On(engine).Get<Works>(), people.On(engine).Get<HotLane>(), manager, default);
        Assert.False((await ConsentAnswer.CurrentAsync(benchmark, manager, default))!.Given);
        Assert.Equal(2, await benchmark.Consents.CountAsync());
        Assert.True((await benchmark.Checks.SingleAsync(c => c.Id == check)).Consented);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task A_decision_and_the_check_of_its_form_stand_in_one_group_with_those_of_others(Engine engine)
    {
        var undecided = await people.JoinAsync(engine, "田中", Guid.NewGuid(), Role.Manager);
        var agreeing = await people.JoinAsync(engine, "山田", Guid.NewGuid(), Role.Manager);
        var refusing = await people.JoinAsync(engine, "佐藤", Guid.NewGuid(), Role.Manager);
        var submissions = new List<(Respondent Who, Submission What)>();
        foreach (var (who, given) in ((Respondent, bool?)[])[(undecided, null), (agreeing, true), (refusing, false)])
        {
            submissions.Add((who, await people.ReviewedAsync(engine, who,
                decision: given is { } yes ? new ConsentAnswer(yes, ConsentText.Current, Language.Ja) : null)));
        }

        // What is submitted while a unit holds the lane up becomes the next group.
        var lane = people.On(engine).Get<HotLane>();
        var held = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var holding = lane.SubmitAsync(Reader.System, async _ =>
        {
            reached.TrySetResult();
            await held.Task;
        }, default);
        await reached.Task;
        var kept = submissions.ConvertAll(s =>
        {
            var check = new NewCheck(Guid.NewGuid(), s.What.Form, s.What.Sheet.Rules.Version, s.What.Sheet.Answers, s.What.Score);
            return (check.Id, Written: lane.SubmitAsync(s.Who.Reader, unit =>
            {
                s.What.Decision?.Record(unit, s.Who);
                check.Insert(unit, s.Who);
                return Task.CompletedTask;
            }, default));
        });
        held.TrySetResult();
        await Task.WhenAll([holding, .. kept.Select(k => k.Written)]);

        var consented = new List<bool>();
        foreach (var ((who, _), (id, _)) in submissions.Zip(kept))
        {
            await using var benchmark = people.On(engine).Get<ContextFactory>().Read<BenchmarkContext>(who.Reader);
            consented.Add((await benchmark.Checks.SingleAsync(c => c.Id == id)).Consented);
        }

        Assert.Equal([false, true, false], consented);
        await using var platform = people.On(engine).Get<ContextFactory>().Read<PlatformContext>(Reader.System);
        Assert.Single(await platform.Audit.Where(a => kept.Select(k => "check:" + k.Id).Contains(a.Subject)).Select(a => a.At).Distinct().ToListAsync());
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Another_organisation_sees_neither_results_nor_consent(Engine engine)
    {
        var manager = await people.JoinAsync(engine, "山田", Guid.NewGuid(), Role.Manager);
        var other = await people.JoinAsync(engine, "鈴木", Guid.NewGuid(), Role.Manager);
        var alone = await people.JoinAsync(engine, "高橋");
        var yes = new ConsentAnswer(true, ConsentText.Current, Language.Ja);
        var check = (await people.SubmitAsync(engine, manager, await people.ReviewedAsync(engine, manager, decision: yes))).Value;
        var contexts = people.On(engine).Get<ContextFactory>();
        foreach (var stranger in (Respondent[])[other, alone])
        {
            await using var benchmark = contexts.Read<BenchmarkContext>(stranger.Reader);
            Assert.DoesNotContain(await benchmark.Checks.ToListAsync(), c => c.Id == check);
            Assert.DoesNotContain(await benchmark.Consents.ToListAsync(), c => c.Audience == manager.Audience);
            Assert.Empty((await CheckList.ReadAsync(contexts, stranger, 20, null, default)).Lines);
        }
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task The_list_of_results_pages_from_the_newest_to_the_oldest_without_gap_or_repetition(Engine engine)
    {
        var alone = await people.JoinAsync(engine, "山田");
        var submitted = new List<Guid>();
        for (var level = 1; level <= 5; level++)
            submitted.Add((await people.SubmitAsync(engine, alone, await people.ReviewedAsync(engine, alone, level))).Value);
        var contexts = people.On(engine).Get<ContextFactory>();
        var seen = new List<CheckLine>();
        (DateTime, Guid)? after = null;
        do
        {
            var page = await CheckList.ReadAsync(contexts, alone, 2, after, default);
            seen.AddRange(page.Lines);
            after = page.Older is { } older ? (older.Submitted, older.Id) : null;
        }
        while (after is not null);
        Assert.Equal(Enumerable.Reverse(submitted), seen.Select(line => line.Id));
        Assert.Equal([125, 100, 75, 50, 25], seen.Select(line => line.Total));
    }
}
