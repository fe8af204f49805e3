using Sakimori.Platform.Access;
using Sakimori.Platform.Records;

namespace Sakimori.Benchmark.Store;

/// <summary>Who sees a round and its invitations: the host at once, an invited organisation from the opening day on.</summary>
internal static class RoundAudiences
{
    /// <summary>Makes the audience of a new round.</summary>
    public static Task AddAsync(UnitOfWork work, Round round, CancellationToken cancel)
        => ScopeTree.AddAudiencesAsync(work, [round.Id], [Grant(work, round.Id, round.Host, Role.Manager, work.Now)], cancel);

    /// <summary>Makes the audiences of new invitations, and lets those whom they name see the round; two statements, however many.</summary>
    public static Task AddAsync(UnitOfWork work, Round round, IReadOnlyList<RoundInvitation> invitations, CancellationToken cancel)
        => ScopeTree.AddAudiencesAsync(work, [.. invitations.Select(i => i.Id)],
            [
                .. invitations.Select(i => Grant(work, i.Id, round.Host, Role.Manager, work.Now)),
                .. invitations.Where(i => i.Organisation is not null).SelectMany(i => Of(work, round, i.Id, i.Organisation!.Value)),
            ], cancel);

    /// <summary>Lets an organisation see an invitation that it has accepted.</summary>
    public static Task AcceptAsync(UnitOfWork work, Round round, Guid invitation, Guid organisation, CancellationToken cancel)
        => ScopeTree.AddAudiencesAsync(work, [], [.. Of(work, round, invitation, organisation)], cancel);

    private static IEnumerable<AudienceGrant> Of(UnitOfWork work, Round round, Guid invitation, Guid organisation)
    {
        var from = round.Begins > work.Now ? round.Begins : work.Now;
        yield return Grant(work, invitation, organisation, Role.Reader, from);
        yield return Grant(work, round.Id, organisation, Role.Reader, from);
    }

    private static AudienceGrant Grant(UnitOfWork work, Guid audience, Guid grantee, Role role, DateTime from) => new()
    {
        Id = Guid.CreateVersion7(new DateTimeOffset(work.Now)),
        Audience = audience,
        Kind = grantee == Scopes.System ? GranteeKind.Community : GranteeKind.Organisation,
        Grantee = grantee,
        Role = role,
        From = from,
    };
}
