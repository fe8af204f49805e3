using System.Data.Common;
using Npgsql;
using Sakimori.Platform.Records;

namespace Sakimori.Platform.Audit.Sealing;

/// <summary>Reads and deletes what waits to be sealed: as plain statements, for it is done for every entry.</summary>
internal static class WaitingEntries
{
    private const string First = """
        SELECT p."Number", a."Id", a."At", a."Account", a."Action", a."Subject", a."Organisation", a."Commitment"
        FROM platform_audit_pending p LEFT JOIN platform_audit a ON a."Id" = p."Entry" ORDER BY p."Number" LIMIT @most
        """;

    // What was not committed yet when the rows were read may have a lesser number on PostgreSQL, and is not theirs to delete.
    private const string OnPostgres = "DELETE FROM platform_audit_pending WHERE \"Number\" = ANY (@numbers)";
    private const string OnSqlite = "DELETE FROM platform_audit_pending WHERE \"Number\" <= @last";

    /// <summary>The first so many, by their numbers; null in the place of an entry that is gone.</summary>
    public static async Task<List<(long Number, AuditEntry? Entry)>> ReadAsync(UnitOfWork work, int most, CancellationToken cancel)
    {
        await using var command = work.Connection.CreateCommand();
        command.Transaction = work.Transaction;
        command.CommandText = First;
        StatementList.Bind(command.Parameters, command.CreateParameter, [("@most", most)]);
        await using var row = await command.ExecuteReaderAsync(cancel);
        var entries = new List<(long, AuditEntry?)>(most);
        while (await row.ReadAsync(cancel))
            entries.Add((row.GetInt64(0), row.IsDBNull(1) ? null : Entry(row)));
        return entries;
    }

    /// <summary>Deletes those that were read.</summary>
    public static Task DeleteAsync(UnitOfWork work, List<(long Number, AuditEntry? Entry)> read, CancellationToken cancel)
        => work.Connection is NpgsqlConnection
            ? RecordRows.ExecuteAsync(work.Connection, work.Transaction, OnPostgres, cancel, ("@numbers", read.Select(r => r.Number).ToArray()))
            : RecordRows.ExecuteAsync(work.Connection, work.Transaction, OnSqlite, cancel, ("@last", read[^1].Number));

    private static AuditEntry Entry(DbDataReader row) => new()
    {
        Id = row.GetGuid(1),
        At = DateTime.SpecifyKind(row.GetDateTime(2), DateTimeKind.Utc),
        Account = row.IsDBNull(3) ? null : row.GetGuid(3),
        Action = row.GetString(4),
        Subject = row.GetString(5),
        Organisation = row.IsDBNull(6) ? null : row.GetGuid(6),
        Commitment = row.IsDBNull(7) ? null : row.GetFieldValue<byte[]>(7),
    };
}
