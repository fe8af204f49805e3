using Microsoft.EntityFrameworkCore;
using Sakimori.Benchmark.Store;
using Sakimori.Kernel;
using Sakimori.Platform.Audit;
using Sakimori.Platform.Privacy;
using Sakimori.Platform.Records;

namespace Sakimori.Benchmark;

/// <summary>What the benchmark does when an account is erased: what somebody keeps for themselves goes, what is an organisation's stays without the name.</summary>
internal static class BenchmarkErasures
{
    public static PersonalErasure[] All { get; } =
    [
        new("benchmark.checks", new("自分だけの診断は、共有リンクや監査証跡の内容とともに消します。組織の診断は組織に残り、提出した人は番号だけになります。",
            "Self-checks of one's own go, with their links and what the audit trail says of them. An organisation's stay with it; who submitted them is the id alone."), ChecksAsync),
        new("benchmark.consents", new("自分だけの決定は消します。組織の決定は残り、決めた人の名前を消します。", "Decisions of one's own go. An organisation's stay; the name of whoever decided goes."),
            async (work, person, cancel) =>
            {
                var consents = work.Enlist<BenchmarkContext>().Consents.IgnoreQueryFilters();
                return await consents.Where(c => c.Audience == person.Account).ExecuteDeleteAsync(cancel)
                    + await consents.Where(c => person.Actors.Contains(c.By)).ExecuteUpdateAsync(c => c.SetProperty(x => x.ByName, ""), cancel);
            }),
        new("benchmark.drafts", new("自分だけの回答中の診断は消します。組織の回答は残り、答えた人の名前を消します。", "A self-check of one's own that is being answered goes. Answers for an organisation stay; the name of whoever answered goes."), DraftsAsync),
        new("benchmark.exclusions", new("組織を統計から除くと決めた人としての名前を消します。", "The name as whoever keeps an organisation out of statistics goes."),
            async (work, person, cancel) =>
            {
                var made = await work.Enlist<PlatformContext>().Audit.Where(a => a.Account == person.Account && a.Action == "benchmark.statistics.excluded").Select(a => a.At).ToListAsync(cancel);
                return await work.Enlist<BenchmarkContext>().Exclusions.Where(e => made.Contains(e.At)).ExecuteUpdateAsync(e => e.SetProperty(x => x.ByName, ""), cancel);
            }),
        new("benchmark.invitations", new("調査ラウンドの招待先としてのアドレスを消します。招待した組織の記録は残ります。", "The address as one that a round invited goes; the invited organisation stays on record."),
            async (work, person, cancel) => await work.Enlist<BenchmarkContext>().RoundInvitations.IgnoreQueryFilters().Where(i => person.Addresses.Contains(i.Mail!.ToUpper()))
                .ExecuteUpdateAsync(i => i.SetProperty(x => x.Mail, (string?)null).SetProperty(x => x.Link, (byte[]?)null), cancel)),
        new("benchmark.links", new("作った共有リンクの、相手についてのメモを消します。組織の結果へのリンクは働き続けます。", "The notes on links that the account made go; links to an organisation's results go on working."),
            async (work, person, cancel) => await work.Enlist<BenchmarkContext>().Links.Where(l => l.MadeBy == person.Account).ExecuteUpdateAsync(l => l.SetProperty(x => x.Note, ""), cancel)),
        new("benchmark.rounds", new("共有を決めた人としての名前を消します。ラウンドと決定は組織のものとして残ります。", "The name as whoever decided what to share goes; rounds and decisions are the organisations' and stay."),
            async (work, person, cancel) => await work.Enlist<BenchmarkContext>().RoundChoices.IgnoreQueryFilters().Where(c => person.Actors.Contains(c.By))
                .ExecuteUpdateAsync(c => c.SetProperty(x => x.ByName, ""), cancel)),
    ];

    private static async Task<Outcome<int>> ChecksAsync(UnitOfWork work, ErasedPerson person, CancellationToken cancel)
    {
        var context = work.Enlist<BenchmarkContext>();
        var own = context.Checks.IgnoreQueryFilters().Where(c => c.Audience == person.Account);
        return await context.Links.Where(l => own.Any(c => c.Id == l.Check)).ExecuteDeleteAsync(cancel)
            + await own.ExecuteDeleteAsync(cancel)
            + await AuditErasure.EraseAsync(work, a => a.Account == person.Account && a.Organisation == null
                && (a.Action == "benchmark.check.submitted" || a.Action.StartsWith("benchmark.draft.") || a.Action.StartsWith("benchmark.link.") || a.Action.StartsWith("benchmark.consent.")), cancel);
    }

    private static async Task<Outcome<int>> DraftsAsync(UnitOfWork work, ErasedPerson person, CancellationToken cancel)
    {
        var context = work.Enlist<BenchmarkContext>();
        var (drafts, answers) = (context.Drafts.IgnoreQueryFilters().Where(d => d.Audience == person.Account), context.DraftAnswers.IgnoreQueryFilters());
        return await answers.Where(a => drafts.Any(d => d.Id == a.Draft)).ExecuteDeleteAsync(cancel)
            + await drafts.ExecuteDeleteAsync(cancel)
            + await answers.Where(a => person.Actors.Contains(a.By)).ExecuteUpdateAsync(a => a.SetProperty(x => x.ByName, ""), cancel);
    }
}
