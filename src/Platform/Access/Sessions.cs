using Microsoft.EntityFrameworkCore;
using Sakimori.Kernel;
using Sakimori.Platform.Records;

namespace Sakimori.Platform.Access;

/// <summary>Sign-ins: the cookie carries a session's id, the database says whether it still stands.</summary>
public sealed class Sessions(ContextFactory contexts, HotReads reads, Works works, AccessSettings settings, TimeProvider time)
{
    // The session that stands now with its account and the roles held now, one row a role.
    private static readonly HotQuery<StandingSession> Standing = new("""
        SELECT a."Id", a."DisplayName", a."TwoFactorEnabled", s."Organisation", r."Role", r."Scope" FROM access_session s
        JOIN access_account a ON a."Id" = s."Account" AND a."Closed" IS NULL
        LEFT JOIN access_role r ON r."Account" = a."Id" AND r."From" <= @now AND r."Until" > @now
        WHERE s."Id" = @session AND s."Revoked" IS NULL AND s."Ends" > @now
        """,
        row => new(row.GetGuid(0), row.GetString(1), row.GetBoolean(2), row.IsDBNull(3) ? null : row.GetGuid(3), HeldRole.Read(row, 4)),
        "@session", "@now");

    /// <summary>How long a sign-in lasts at most.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromHours(12);

    /// <summary>Begins a session within the unit of work.</summary>
    public static Guid Begin(UnitOfWork work, Guid account, string device)
    {
        var session = new AccountSession
        {
            Id = Guid.NewGuid(),
            Account = account,
            Began = work.Now,
            Ends = work.Now + Lifetime,
            Device = device.Length > 200 ? device[..200] : device,
        };
        work.Enlist<AccessContext>().Sessions.Add(session);
        work.Audit("access.session.began", $"account:{account}");
        return session.Id;
    }

    /// <summary>Ends the sessions of an account that stand: one of them, all but one, or all. How many there were.</summary>
    public static async Task<int> EndAsync(UnitOfWork work, Guid account, CancellationToken cancel, Guid? only = null, Guid? except = null)
    {
        var ended = await work.Enlist<AccessContext>().Sessions
            .Where(s => s.Account == account && s.Revoked == null && s.Ends > work.Now
                && (only == null || s.Id == only) && (except == null || s.Id != except))
            .ExecuteUpdateAsync(s => s.SetProperty(x => x.Revoked, work.Now), cancel);
        if (ended > 0)
            work.Audit("access.session.ended", $"account:{account}", after: new { ended });
        return ended;
    }

    /// <summary>The sessions of an account that stand now, newest first.</summary>
    public async Task<IReadOnlyList<AccountSession>> ListAsync(Guid account, CancellationToken cancel)
    {
        await using var access = contexts.Read<AccessContext>(Reader.System);
        var now = time.GetUtcNow().UtcDateTime;
        return await access.Sessions.Where(s => s.Account == account && s.Revoked == null && s.Ends > now)
            .OrderByDescending(s => s.Began).ToListAsync(cancel);
    }

    /// <summary>Chooses the organisation that a session acts for; not found unless its account holds a role there.</summary>
    public async Task<Failure?> ActForAsync(Reader reader, Guid session, Guid organisation, CancellationToken cancel)
    {
        if (!reader.Organisations.Contains(organisation))
            return Failure.NotFound;
        await using var work = await works.BeginAsync(reader, cancel);
        await work.Enlist<AccessContext>().Sessions.Where(s => s.Id == session && s.Account == reader.Account)
            .ExecuteUpdateAsync(s => s.SetProperty(x => x.Organisation, organisation), cancel);
        await work.CommitAsync(cancel);
        return null;
    }

    /// <summary>
    /// The reader of a session that stands now, with the roles held now; null when it has ended. It acts for the organisation
    /// chosen, or for the only one in which it holds a role.
    /// </summary>
    public async Task<Reader?> ReaderAsync(Guid session, CancellationToken cancel)
    {
        var found = await reads.ListAsync(Standing, cancel, session, time.GetUtcNow().UtcDateTime);
        if (found.Count == 0)
            return null;
        var roles = found.Select(f => f.Role).OfType<HeldRole>().ToList();
        var withheld = settings.AdministratorsNeedCode && !found[0].HasCode;
        var reader = Reader.Of(found[0].Account, found[0].Name, withheld ? [.. roles.Where(r => r.Scope != Scopes.System)] : roles)
            with
        { AsksForCode = !found[0].HasCode && roles.Contains(new(Role.Administrator, Scopes.System)) };
        var organisation = found[0].Organisation is { } chosen && reader.Organisations.Contains(chosen) ? chosen
            : reader.Organisations is [var only] ? only
            : (Guid?)null;
        return organisation is { } acting ? reader.For(acting) : reader;
    }

    private readonly record struct StandingSession(Guid Account, string Name, bool HasCode, Guid? Organisation, HeldRole? Role);
}
