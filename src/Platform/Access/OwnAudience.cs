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

        // Two who need it first at the same moment: one makes it, the other waits for that.
        var made = await access.Database.ExecuteSqlAsync(
            $"""INSERT INTO access_audience ("Id", "Made") VALUES ({grantee}, {work.Now}) ON CONFLICT ("Id") DO NOTHING""", cancel);
        if (made == 0)
            return grantee;
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
