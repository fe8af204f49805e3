using Microsoft.EntityFrameworkCore;
using Sakimori.Kernel;
using Sakimori.Platform.Access;
using Sakimori.Platform.Records;

namespace Sakimori.Platform.Privacy;

/// <summary>
/// The holds that stand while a unit of work lasts. Whoever erases or deletes asks here: placing a hold and erasing wait for each other.
/// </summary>
public sealed class StandingHolds
{
    private const string Turn = "7311820261128001";

    private readonly List<LegalHold> holds;

    private StandingHolds(List<LegalHold> holds, IReadOnlyList<Guid> accounts, IReadOnlyList<string> addresses)
    {
        this.holds = holds;
        Accounts = accounts;
        Addresses = addresses;
        People = [.. holds.Where(h => h.Kind == HoldKind.Person).Select(h => h.Subject).Distinct()];
        Organisations = [.. holds.Where(h => h.Kind == HoldKind.Organisation).Select(h => h.Subject).Distinct()];
    }

    /// <summary>The accounts that are held, and those that hold or held a role in an organisation that is.</summary>
    public IReadOnlyList<Guid> Accounts { get; }

    /// <summary>The addresses of those accounts.</summary>
    public IReadOnlyList<string> Addresses { get; }

    /// <summary>The people of the directory that are held by themselves.</summary>
    public IReadOnlyList<Guid> People { get; }

    /// <summary>The organisations that are held.</summary>
    public IReadOnlyList<Guid> Organisations { get; }

    /// <summary>Reads the holds; until the unit ends none is placed and none lifted.</summary>
    public static async Task<StandingHolds> OfAsync(UnitOfWork work, CancellationToken cancel)
    {
        await TakeTurnAsync(work, cancel);
        return await OfAsync(work.Enlist<PlatformContext>(), work.Enlist<AccessContext>(), cancel);
    }

    /// <summary>Reads the holds of just now: to look for what may be deleted, before it is judged again.</summary>
    internal static async Task<StandingHolds> ReadAsync(ContextFactory contexts, CancellationToken cancel)
    {
        await using var platform = contexts.Read<PlatformContext>(Reader.System);
        await using var access = contexts.Read<AccessContext>(Reader.System);
        return await OfAsync(platform, access, cancel);
    }

    /// <summary>Why an account cannot be erased: by its own hold or one on an organisation of its; null when none stands.</summary>
    public async Task<Failure?> RefuseAccountAsync(UnitOfWork work, Guid account, CancellationToken cancel)
    {
        if (First(HoldKind.Account, account) is { } own)
            return Refusal(own);
        if (Organisations.Count == 0)
            return null;
        var scopes = await work.Enlist<AccessContext>().Roles.Where(r => r.Account == account).Select(r => r.Scope).ToListAsync(cancel);
        return scopes.Select(s => First(HoldKind.Organisation, s)).OfType<LegalHold>().FirstOrDefault() is { } hold ? Refusal(hold) : null;
    }

    /// <summary>Why a person of an organisation cannot be erased; null when no hold stands.</summary>
    public Failure? RefusePerson(Guid person, Guid organisation)
        => (First(HoldKind.Person, person) ?? First(HoldKind.Organisation, organisation)) is { } hold ? Refusal(hold) : null;

    internal static async Task TakeTurnAsync(UnitOfWork work, CancellationToken cancel)
    {
        // SQLite has one writer anyway.
        if (work.Enlist<PlatformContext>().Database.IsNpgsql())
            await RecordRows.ExecuteAsync(work.Connection, work.Transaction, $"SELECT pg_advisory_xact_lock({Turn})", cancel);
    }

    private static async Task<StandingHolds> OfAsync(PlatformContext platform, AccessContext access, CancellationToken cancel)
    {
        var holds = await platform.LegalHolds.AsNoTracking().Where(h => h.Lifted == null).OrderBy(h => h.Number).ToListAsync(cancel);
        if (holds.Count == 0)
            return new(holds, [], []);
        var organisations = holds.Where(h => h.Kind == HoldKind.Organisation).Select(h => h.Subject).Distinct().ToList();
        var members = organisations.Count == 0 ? [] : await access.Roles.Where(r => organisations.Contains(r.Scope)).Select(r => r.Account).Distinct().ToListAsync(cancel);
        List<Guid> accounts = [.. holds.Where(h => h.Kind == HoldKind.Account).Select(h => h.Subject).Union(members)];
        var addresses = await access.Accounts.Where(a => accounts.Contains(a.Id) && a.Email != null).Select(a => a.Email!).ToListAsync(cancel);
        return new(holds, accounts, addresses);
    }

    private static Failure Refusal(LegalHold hold) => new(FailureKind.Conflict, new(
        $"保全（第{hold.Number}号）の対象のため、いまは消去できません。保全が解除されてから、もう一度お試しください。詳しくはポータルの管理者にお問い合わせください。",
        $"Hold no. {hold.Number} stands, so nothing can be erased now. Try again when it is lifted; the portal's administrators know more."));

    private LegalHold? First(HoldKind kind, Guid subject) => holds.FirstOrDefault(h => h.Kind == kind && h.Subject == subject);
}
