using System.Data.Common;
using Sakimori.Platform.Audit;
using Sakimori.Platform.Outbox;

namespace Sakimori.Platform.Records;

/// <summary>Writes audit and outbox rows with plain statements: the same for units of work and the hot lane.</summary>
internal static class RecordRows
{
    private const string InsertAudit = """
        INSERT INTO platform_audit ("Id", "At", "Account", "Action", "Subject", "Organisation", "Commitment")
        VALUES (@id, @at, @account, @action, @subject, @organisation, @commitment)
        """;

    private const string InsertPayload = """
        INSERT INTO platform_audit_payload ("Id", "Salt", "Before", "After") VALUES (@id, @salt, @before, @after)
        """;

    private const string InsertEvent = """
        INSERT INTO platform_outbox ("Subject", "Type", "Body", "At") VALUES (@subject, @type, @body, @at)
        """;

    public static async Task WriteAsync(
        DbConnection connection,
        DbTransaction transaction,
        IReadOnlyList<AuditEntry> audit,
        IReadOnlyList<OutboxEvent> events,
        CancellationToken cancel)
    {
        foreach (var entry in audit)
        {
            await ExecuteAsync(connection, transaction, InsertAudit, cancel,
                ("@id", entry.Id), ("@at", entry.At), ("@account", entry.Account), ("@action", entry.Action),
                ("@subject", entry.Subject), ("@organisation", entry.Organisation), ("@commitment", entry.Commitment));
            if (entry.Payload is { } payload)
            {
                await ExecuteAsync(connection, transaction, InsertPayload, cancel,
                    ("@id", payload.Id), ("@salt", payload.Salt), ("@before", payload.Before), ("@after", payload.After));
            }
        }

        foreach (var e in events)
        {
            await ExecuteAsync(connection, transaction, InsertEvent, cancel,
                ("@subject", e.Subject), ("@type", e.Type), ("@body", e.Body), ("@at", e.At));
        }
    }

    /// <summary>Runs one statement and says how many rows it touched; a null value is stored as NULL.</summary>
    public static async Task<int> ExecuteAsync(
        DbConnection connection,
        DbTransaction transaction,
        string sql,
        CancellationToken cancel,
        params (string Name, object? Value)[] values)
    {
        await using var command = connection.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = sql;
        foreach (var (name, value) in values)
        {
            var parameter = command.CreateParameter();
            parameter.ParameterName = name;
            parameter.Value = value ?? DBNull.Value;
            command.Parameters.Add(parameter);
        }

        return await command.ExecuteNonQueryAsync(cancel);
    }
}
