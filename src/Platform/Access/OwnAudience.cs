using Microsoft.EntityFrameworkCore;
using Sakimori.Platform.Records;

namespace Sakimori.Platform.Access;

/// <summary>The audience 'own organisation' or, for somebody without one, 'this account alone'.</summary>
public static class OwnAudience
{
    /// <summary>The audience of what the reader makes now; made when it is needed first. Its id is the grantee's.</summary>
    public static async Task<Guid> OfAsync(UnitOfWork work, CancellationToken cancel)
    {
        var grantee = work.Reader.Organisation ?? work.Reader.Account
            ?? throw new InvalidOperationException("Nobody is signed in.");
        var access = work.Enlist<AccessContext>();
        if (await access.AudienceRows.AnyAsync(a => a.Id == grantee, cancel))
            return grantee;
        access.AudienceRows.Add(new Audience { Id = grantee, Made = work.Now });
        access.Grants.Add(new AudienceGrant
        {
            Id = Guid.CreateVersion7(),
            Audience = grantee,
            Kind = work.Reader.Organisation is null ? GranteeKind.Account : GranteeKind.Organisation,
            Grantee = grantee,
            Role = Role.Manager,
            From = work.Now,
        });
        return grantee;
    }
}
