using Microsoft.EntityFrameworkCore;
using Sakimori.Benchmark.Store;
using Sakimori.Platform.Privacy;

namespace Sakimori.Benchmark;

/// <summary>What of the benchmark's goes when its period is over. Answers and figures are an organisation's and stay; who recorded them does not.</summary>
internal static class BenchmarkRetentions
{
    /// <summary>How long the address that a round invited is kept after the round was closed, in days.</summary>
    public const int InvitationDays = 90;

    /// <summary>How long a link to a result that was revoked or has expired is kept, in days.</summary>
    public const int LinkDays = 365;

    public static PersonalRetention[] All { get; } =
    [
        PersonalRetention.Of<BenchmarkContext, Guid>("benchmark.checks",
            (context, at) => context.Checks.IgnoreQueryFilters().Where(c => c.Submitted < at.Names && c.By != null && c.Organisation != null
                && !at.Holds.Accounts.Contains(c.By.Value) && !at.Holds.Organisations.Contains(c.Organisation.Value)).Select(c => c.Id),
            (context, old, cancel) => context.Checks.IgnoreQueryFilters().Where(c => old.Contains(c.Id)).ExecuteUpdateAsync(c => c.SetProperty(x => x.By, (Guid?)null), cancel)),

        // A decision ends when the next one is made.
        PersonalRetention.Of<BenchmarkContext, Guid>("benchmark.consents",
            (context, at) => context.Consents.IgnoreQueryFilters().Where(c => c.Organisation != null && (c.By != Guid.Empty || c.ByName != "")
                && context.Consents.IgnoreQueryFilters().Any(next => next.Audience == c.Audience && next.At > c.At && next.At < at.Names)
                && !at.Holds.Accounts.Contains(c.By) && !at.Holds.Organisations.Contains(c.Organisation.Value)).Select(c => c.Id),
            (context, old, cancel) => context.Consents.IgnoreQueryFilters().Where(c => old.Contains(c.Id))
                .ExecuteUpdateAsync(c => c.SetProperty(x => x.By, Guid.Empty).SetProperty(x => x.ByName, ""), cancel)),

        // A draft that nobody has touched for so long is not going to be submitted.
        PersonalRetention.Of<BenchmarkContext, Guid>("benchmark.drafts",
            (context, at) => context.Drafts.IgnoreQueryFilters().Where(d => d.Began < at.Names && !context.DraftAnswers.IgnoreQueryFilters().Any(a => a.Draft == d.Id && a.At >= at.Names)
                && !at.Holds.Accounts.Contains(d.Audience) && !at.Holds.Organisations.Contains(d.Audience)
                && !context.DraftAnswers.IgnoreQueryFilters().Any(a => a.Draft == d.Id && at.Holds.Accounts.Contains(a.By))).Select(d => d.Id),
            async (context, old, cancel) => await context.DraftAnswers.IgnoreQueryFilters().Where(a => old.Contains(a.Draft)).ExecuteDeleteAsync(cancel)
                + await context.Drafts.IgnoreQueryFilters().Where(d => old.Contains(d.Id)).ExecuteDeleteAsync(cancel)),
        PersonalRetention.Of<BenchmarkContext, Guid>("benchmark.invitations",
            (context, at) => context.RoundInvitations.IgnoreQueryFilters().Where(i => i.Mail != null && !at.Holds.Addresses.Contains(i.Mail)
                && context.Rounds.IgnoreQueryFilters().Any(r => r.Id == i.Round && r.Ends < at.DaysAgo(InvitationDays) && !at.Holds.Organisations.Contains(r.Host))
                && (i.Organisation == null || !at.Holds.Organisations.Contains(i.Organisation.Value))).Select(i => i.Id),
            (context, old, cancel) => context.RoundInvitations.IgnoreQueryFilters().Where(i => old.Contains(i.Id))
                .ExecuteUpdateAsync(i => i.SetProperty(x => x.Mail, (string?)null).SetProperty(x => x.Link, (byte[]?)null), cancel)),
        PersonalRetention.Of<BenchmarkContext, Guid>("benchmark.links",
            (context, at) => context.Links.Where(l => (l.Revoked ?? l.Ends) < at.DaysAgo(LinkDays) && !at.Holds.Accounts.Contains(l.MadeBy)
                && !context.Checks.IgnoreQueryFilters().Any(c => c.Id == l.Check && at.Holds.Organisations.Contains(c.Audience))).Select(l => l.Id),
            (context, old, cancel) => context.Links.Where(l => old.Contains(l.Id)).ExecuteDeleteAsync(cancel)),
        PersonalRetention.Of<BenchmarkContext, Guid>("benchmark.rounds",
            (context, at) => context.Rounds.IgnoreQueryFilters().Where(r => r.Ends < at.Names && r.By != Guid.Empty
                && !at.Holds.Accounts.Contains(r.By) && !at.Holds.Organisations.Contains(r.Host)).Select(r => r.Id),
            (context, old, cancel) => context.Rounds.IgnoreQueryFilters().Where(r => old.Contains(r.Id)).ExecuteUpdateAsync(r => r.SetProperty(x => x.By, Guid.Empty), cancel)),
        PersonalRetention.Of<BenchmarkContext, Guid>("benchmark.rounds",
            (context, at) => context.RoundChoices.IgnoreQueryFilters().Where(c => (c.By != Guid.Empty || c.ByName != "")
                && context.RoundInvitations.IgnoreQueryFilters().Any(i => i.Id == c.Id && context.Rounds.IgnoreQueryFilters().Any(r => r.Id == i.Round && r.Ends < at.Names))
                && !at.Holds.Accounts.Contains(c.By) && !at.Holds.Organisations.Contains(c.Audience)).Select(c => c.Id),
            (context, old, cancel) => context.RoundChoices.IgnoreQueryFilters().Where(c => old.Contains(c.Id))
                .ExecuteUpdateAsync(c => c.SetProperty(x => x.By, Guid.Empty).SetProperty(x => x.ByName, ""), cancel)),
    ];
}
