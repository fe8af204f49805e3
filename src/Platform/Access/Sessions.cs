using Microsoft.EntityFrameworkCore;
using Sakimori.Platform.Records;

namespace Sakimori.Platform.Access;

/// <summary>Sign-ins: the cookie carries a session's id, the database says whether it still stands.</summary>
public sealed class Sessions(ContextFactory contexts, TimeProvider time)
{
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

    /// <summary>The reader of a session that stands now, with the roles held now; null when it has ended.</summary>
    public async Task<Reader?> ReaderAsync(Guid session, CancellationToken cancel)
    {
        await using var access = contexts.Read<AccessContext>(Reader.System);
        var now = time.GetUtcNow().UtcDateTime;
        var found = await (
            from s in access.Sessions
            where s.Id == session && s.Revoked == null && s.Ends > now
            join a in access.Accounts on s.Account equals a.Id
            where a.Closed == null
            from r in access.Roles.Where(r => r.Account == a.Id && r.From <= now && r.Until > now).DefaultIfEmpty()
            select new { a.Id, a.DisplayName, Role = (Role?)r!.Role, Scope = (Guid?)r.Scope }).ToListAsync(cancel);
        return found.Count == 0 ? null : Reader.Of(found[0].Id, found[0].DisplayName,
            [.. found.Where(f => f.Role is not null).Select(f => new HeldRole(f.Role!.Value, f.Scope!.Value))]);
    }
}
