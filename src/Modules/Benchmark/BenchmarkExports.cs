using Microsoft.EntityFrameworkCore;
using Sakimori.Benchmark.Store;
using Sakimori.Platform.Access;
using Sakimori.Platform.Privacy;
using Sakimori.Platform.Records;

namespace Sakimori.Benchmark;

/// <summary>
/// What the benchmark gives of one account. An organisation's answers are the organisation's: of them it gives when and for whom; of
/// what somebody keeps for themselves, all.
/// </summary>
internal static class BenchmarkExports
{
    public static PersonalExport[] All { get; } =
    [
        new("benchmark.checks", async (contexts, account, cancel) =>
        {
            await using var context = contexts.Read<BenchmarkContext>(Reader.System);
            return await context.Checks.Where(c => c.By == account).OrderBy(c => c.Submitted).Select(c => (object)new
            {
                Check = c.Id, c.Organisation, c.Submitted, c.RulesVersion,
                Answers = c.Audience == account ? c.Answers : null, Total = c.Audience == account ? c.Total : (int?)null,
            }).ToListAsync(cancel);
        }),
        new("benchmark.consents", async (contexts, account, cancel) =>
        {
            await using var context = contexts.Read<BenchmarkContext>(Reader.System);
            return await context.Set<ConsentDecision>().Where(c => c.By == account).OrderBy(c => c.At)
                .Select(c => (object)new { c.Organisation, c.Given, c.ByName, c.At, c.Text }).ToListAsync(cancel);
        }),
        new("benchmark.drafts", async (contexts, account, cancel) =>
        {
            await using var context = contexts.Read<BenchmarkContext>(Reader.System);
            return await context.Set<DraftAnswer>().Where(a => a.By == account).OrderBy(a => a.At).ThenBy(a => a.Item)
                .Select(a => (object)new { a.Draft, a.Item, a.ByName, a.At }).ToListAsync(cancel);
        }),
        new("benchmark.exclusions", async (contexts, account, cancel) =>
        {
            await using var platform = contexts.Read<PlatformContext>(Reader.System);
            var made = await platform.Audit.Where(a => a.Account == account && a.Action == "benchmark.statistics.excluded").Select(a => a.At).ToListAsync(cancel);
            await using var context = contexts.Read<BenchmarkContext>(Reader.System);
            return await context.Exclusions.Where(e => made.Contains(e.At)).OrderBy(e => e.At).Select(e => (object)new { e.Organisation, e.ByName, e.At }).ToListAsync(cancel);
        }),
        new("benchmark.invitations", async (contexts, account, cancel) =>
        {
            await using var access = contexts.Read<AccessContext>(Reader.System);
            var addresses = await access.Accounts.Where(a => a.Id == account && a.NormalizedEmail != null).Select(a => a.NormalizedEmail!).ToListAsync(cancel);
            await using var context = contexts.Read<BenchmarkContext>(Reader.System);
            return await context.RoundInvitations.Where(i => addresses.Contains(i.Mail!.ToUpper())).OrderBy(i => i.Invited)
                .Select(i => (object)new { i.Round, i.Mail, i.Name, i.Invited, i.Opened }).ToListAsync(cancel);
        }),
        new("benchmark.links", async (contexts, account, cancel) =>
        {
            await using var context = contexts.Read<BenchmarkContext>(Reader.System);
            return await context.Set<ResultLink>().Where(l => l.MadeBy == account).OrderBy(l => l.Made)
                .Select(l => (object)new { l.Check, l.Made, l.Ends, l.Revoked }).ToListAsync(cancel);
        }),
        new("benchmark.rounds", async (contexts, account, cancel) =>
        {
            await using var context = contexts.Read<BenchmarkContext>(Reader.System);
            var opened = await context.Rounds.Where(r => r.By == account).OrderBy(r => r.Made).Select(r => (object)new { Round = r.Id, r.Host, r.Made }).ToListAsync(cancel);
            return [.. opened, .. await context.RoundChoices.Where(c => c.By == account).OrderBy(c => c.At)
                .Select(c => (object)new { Invitation = c.Id, c.ByName, c.At }).ToListAsync(cancel)];
        }),
    ];
}
