using Microsoft.EntityFrameworkCore;
using Sakimori.Kernel;
using Sakimori.Platform.Access;
using Sakimori.Platform.Records;

namespace Sakimori.Platform.Privacy;

/// <summary>A hold with what its subject is called now.</summary>
/// <param name="Hold">The hold.</param>
/// <param name="Name">The subject's name; empty when it is erased, null when there is none any more.</param>
public sealed record NamedHold(LegalHold Hold, Text? Name);

/// <summary>Places, lists and lifts holds: for administrators.</summary>
public sealed class LegalHolds(Works works, ContextFactory contexts, IEnumerable<HoldSubject> subjects)
{
    /// <summary>A page of the holds, the latest first, and how many there are.</summary>
    public async Task<(IReadOnlyList<NamedHold> Rows, int Total)> ListAsync(int offset, int size, CancellationToken cancel)
    {
        await using var platform = contexts.Read<PlatformContext>(Reader.System);
        var page = await platform.LegalHolds.OrderByDescending(h => h.Number).Skip(offset).Take(size).ToListAsync(cancel);
        var names = new Dictionary<(HoldKind, Guid), Text>();
        foreach (var subject in subjects)
        {
            var ids = page.Where(h => h.Kind == subject.Kind).Select(h => h.Subject).Distinct().ToList();
            foreach (var (id, name) in await subject.NamesAsync(contexts, ids, cancel))
                names[(subject.Kind, id)] = name;
        }

        return ([.. page.Select(h => new NamedHold(h, names.TryGetValue((h.Kind, h.Subject), out var name) ? name : null))], await platform.LegalHolds.CountAsync(cancel));
    }

    /// <summary>The numbers of the holds that stand on one subject, in order.</summary>
    public async Task<IReadOnlyList<int>> StandingAsync(HoldKind kind, Guid subject, CancellationToken cancel)
    {
        await using var platform = contexts.Read<PlatformContext>(Reader.System);
        return await platform.LegalHolds.Where(h => h.Kind == kind && h.Subject == subject && h.Lifted == null).OrderBy(h => h.Number).Select(h => h.Number).ToListAsync(cancel);
    }

    /// <summary>Places a hold from now on. Fails when a field is wrong or the subject is unknown.</summary>
    /// <param name="reader">An administrator.</param>
    /// <param name="kind">Whose records; null, which is refused, when none was chosen.</param>
    /// <param name="subject">The subject's id as entered.</param>
    /// <param name="reason">Why: 1 to <see cref="LegalHold.LongestReason"/> characters.</param>
    /// <param name="cancel">Cancels.</param>
    /// <returns>The number of the hold.</returns>
    public async Task<Outcome<int>> PlaceAsync(Reader reader, HoldKind? kind, string? subject, string? reason, CancellationToken cancel)
    {
        if (!reader.Holds(Role.Administrator) || reader.Account is not { } by)
            return Failure.NotFound;
        var words = (reason ?? "").ReplaceLineEndings("\n").Trim();
        var found = await FindAsync(kind, subject, cancel);
        var faults = ((Fault?[])
        [
            kind is null ? new(new("対象の種類が選ばれていません。", "No kind is chosen."), new("アカウント、名簿の人、組織のどれかを選んでください。", "Choose account, person or organisation."), Column: "kind") : null,
            kind is not null && found is null ? new(new("この ID のものはありません。", "There is nothing with this id."),
                new("アカウント、名簿または組織のページに表示される ID を入力してください。", "Enter the id that the page of the account, person or organisation shows."), Column: "subject", Value: subject) : null,
            words.Length is 0 or > LegalHold.LongestReason ? new(new("理由がないか、長すぎます。", "The reason is missing or too long."),
                new($"{LegalHold.LongestReason}文字までで入力してください。", $"Enter up to {LegalHold.LongestReason} characters."), Column: "reason", Value: words.Length > 0 ? words : null) : null,
        ]).OfType<Fault>().ToList();
        if (faults.Count > 0)
            return new Failure(FailureKind.Invalid, NewAccount.PleaseCheck, faults);
        await using var work = await works.BeginAsync(reader, cancel);
        await StandingHolds.TakeTurnAsync(work, cancel);
        var holds = work.Enlist<PlatformContext>().LegalHolds;
        var number = (await holds.MaxAsync(h => (int?)h.Number, cancel) ?? 0) + 1;
        holds.Add(new() { Number = number, Kind = kind!.Value, Subject = found!.Value, Reason = words, By = by, ByName = reader.Name ?? "", From = work.Now });
        work.Audit("platform.legal-hold.placed", $"legal-hold:{number}", after: new { kind = kind.Value.Code(), subject = found });
        await work.CommitAsync(cancel);
        return number;
    }

    /// <summary>Lifts a hold; it stays in the list. Not found when there is none, a conflict when it was lifted already.</summary>
    public async Task<Failure?> LiftAsync(Reader reader, int number, CancellationToken cancel)
    {
        if (!reader.Holds(Role.Administrator) || reader.Account is not { } by)
            return Failure.NotFound;
        await using var work = await works.BeginAsync(reader, cancel);
        await StandingHolds.TakeTurnAsync(work, cancel);
        var hold = work.Enlist<PlatformContext>().LegalHolds.Where(h => h.Number == number);
        var lifted = await hold.Where(h => h.Lifted == null).ExecuteUpdateAsync(h => h
            .SetProperty(x => x.Lifted, work.Now).SetProperty(x => x.LiftedBy, by).SetProperty(x => x.LiftedByName, reader.Name ?? ""), cancel);
        if (lifted == 0)
            return await hold.AnyAsync(cancel) ? new(FailureKind.Conflict, new("この保全はすでに解除されています。", "This hold was lifted already.")) : Failure.NotFound;
        work.Audit("platform.legal-hold.lifted", $"legal-hold:{number}");
        await work.CommitAsync(cancel);
        return null;
    }

    private async Task<Guid?> FindAsync(HoldKind? kind, string? subject, CancellationToken cancel)
    {
        if (!Guid.TryParse(subject?.Trim(), out var id) || subjects.FirstOrDefault(s => s.Kind == kind) is not { } room)
            return null;
        return (await room.NamesAsync(contexts, [id], cancel)).ContainsKey(id) ? id : null;
    }
}
