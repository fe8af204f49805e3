using Sakimori.Platform.Records;

namespace Sakimori.Platform.Access;

/// <summary>
/// Writes the tree of scopes and the audiences that follow it, many at a time, in the caller's transaction. Whoever owns the tree
/// (Directory, Ledger) says what it is now; Access never reads their tables.
/// </summary>
public static class ScopeTree
{
    /// <summary>
    /// Replaces what is known of the ancestors of some scopes.
    /// </summary>
    /// <param name="work">The unit of work.</param>
    /// <param name="scopes">The scopes whose rows are replaced.</param>
    /// <param name="rows">Every ancestor of each of them, itself included, with the time in which it is one; moments in UTC.</param>
    /// <param name="cancel">Cancels.</param>
    public static async Task ReplaceAsync(
        UnitOfWork work, IReadOnlyCollection<Guid> scopes, IReadOnlyList<AccessScope> rows, CancellationToken cancel)
    {
        await new RowsOf<Guid>("access_scope", [.. scopes]).With("Scope", s => s).DeleteAsync(work, cancel: cancel);
        await new RowsOf<AccessScope>("access_scope", rows)
            .With("Scope", r => r.Scope).With("Ancestor", r => r.Ancestor).With("From", r => r.From).With("Until", r => r.Until)
            .InsertAsync(work, cancel: cancel);
    }

    /// <summary>Adds audiences that do not exist yet, with their first grants.</summary>
    public static async Task AddAudiencesAsync(
        UnitOfWork work, IReadOnlyList<Guid> audiences, IReadOnlyList<AudienceGrant> grants, CancellationToken cancel)
    {
        // In the order of the key: the ids are random, and pages of an index that are visited in turn are visited once.
        await new RowsOf<Guid>("access_audience", [.. audiences.Order()]).With("Id", a => a).With("Made", _ => work.Now).InsertAsync(work, cancel: cancel);
        await AddGrantsAsync(work, grants, cancel);
    }

    /// <summary>Replaces the grants of one kind in some audiences.</summary>
    public static async Task ReplaceGrantsAsync(
        UnitOfWork work, IReadOnlyCollection<Guid> audiences, GranteeKind kind, IReadOnlyList<AudienceGrant> grants, CancellationToken cancel)
    {
        await new RowsOf<Guid>("access_audience_grant", [.. audiences]).With("Audience", a => a)
            .DeleteAsync(work, $"AND \"Kind\" = {(int)kind}", cancel);
        await AddGrantsAsync(work, grants, cancel);
    }

    private static Task<int> AddGrantsAsync(UnitOfWork work, IReadOnlyList<AudienceGrant> grants, CancellationToken cancel)
        => new RowsOf<AudienceGrant>("access_audience_grant", [.. grants.OrderBy(g => g.Audience)])
            .With("Id", g => g.Id).With("Audience", g => g.Audience).With("Kind", g => (int)g.Kind).With("Grantee", g => g.Grantee)
            .With("Role", g => (int)g.Role).With("From", g => g.From).With("Until", g => g.Until)
            .InsertAsync(work, cancel: cancel);
}
