using System.Data.Common;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Sakimori.Platform.Records;

namespace Sakimori.Platform.Access;

/// <summary>
/// Writes the tree of scopes and the audiences that follow it, many at a time, in the caller's transaction. Whoever owns the tree
/// (Directory, Ledger) says what it is now; Access never reads their tables.
/// </summary>
public static class ScopeTree
{
    private const int RowsAStatement = 200;

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
        await work.Enlist<AccessContext>().ScopeTree.Where(s => scopes.Contains(s.Scope)).ExecuteDeleteAsync(cancel);
        await InsertAsync(work, """access_scope ("Scope", "Ancestor", "From", "Until")""",
            [.. rows.Select(r => new object[] { r.Scope, r.Ancestor, r.From, r.Until })], cancel);
    }

    /// <summary>Adds audiences that do not exist yet, with their first grants.</summary>
    public static async Task AddAudiencesAsync(
        UnitOfWork work, IReadOnlyList<Guid> audiences, IReadOnlyList<AudienceGrant> grants, CancellationToken cancel)
    {
        await InsertAsync(work, """access_audience ("Id", "Made")""", [.. audiences.Select(a => new object[] { a, work.Now })], cancel);
        await AddGrantsAsync(work, grants, cancel);
    }

    /// <summary>Replaces the grants of one kind in some audiences.</summary>
    public static async Task ReplaceGrantsAsync(
        UnitOfWork work, IReadOnlyCollection<Guid> audiences, GranteeKind kind, IReadOnlyList<AudienceGrant> grants, CancellationToken cancel)
    {
        await work.Enlist<AccessContext>().Grants.Where(g => audiences.Contains(g.Audience) && g.Kind == kind).ExecuteDeleteAsync(cancel);
        await AddGrantsAsync(work, grants, cancel);
    }

    private static Task AddGrantsAsync(UnitOfWork work, IReadOnlyList<AudienceGrant> grants, CancellationToken cancel)
        => InsertAsync(work, """access_audience_grant ("Id", "Audience", "Kind", "Grantee", "Role", "From", "Until")""",
            [.. grants.Select(g => new object[] { g.Id, g.Audience, (int)g.Kind, g.Grantee, (int)g.Role, g.From, g.Until })], cancel);

    private static async Task InsertAsync(UnitOfWork work, string into, IReadOnlyList<object[]> rows, CancellationToken cancel)
    {
        foreach (var chunk in rows.Chunk(RowsAStatement))
        {
            await using var command = work.Connection.CreateCommand();
            command.Transaction = work.Transaction;
            var sql = new StringBuilder("INSERT INTO ").Append(into).Append(" VALUES ");
            foreach (var row in chunk)
            {
                sql.Append(command.Parameters.Count == 0 ? "(" : ", (");
                for (var i = 0; i < row.Length; i++)
                    sql.Append(i == 0 ? "" : ", ").Append(Add(command, row[i]));
                sql.Append(')');
            }

            command.CommandText = sql.ToString();
            await command.ExecuteNonQueryAsync(cancel);
        }
    }

    private static string Add(DbCommand command, object value)
    {
        var parameter = command.CreateParameter();
        parameter.ParameterName = $"@p{command.Parameters.Count}";
        parameter.Value = value;
        command.Parameters.Add(parameter);
        return parameter.ParameterName;
    }
}
