using System.Data.Common;
using Sakimori.Platform.Audit;
using Sakimori.Platform.Outbox;

namespace Sakimori.Platform.Records;

/// <summary>The audit and outbox rows of a unit as plain statements: the same for units of work and the hot lane.</summary>
internal static class RecordRows
{
    private const string InsertAudit = """
        INSERT INTO platform_audit ("Id", "At", "Account", "Action", "Subject", "Organisation", "Commitment")
        VALUES (@id, @at, @account, @action, @subject, @organisation, @commitment)
        """;

    private const string InsertPayload = """
        INSERT INTO platform_audit_payload ("Id", "Salt", "Before", "After") VALUES (@id, @salt, @before, @after)
        """;

    private const string Columns = "INSERT INTO platform_outbox (\"Subject\", \"Type\", \"Version\", \"Body\", \"At\", \"Due\", \"Tries\", \"Handled\")";

    private const string InsertEvent = $"{Columns} VALUES (@subject, @type, @version, @body, @at, @at, 0, NULL)";

    // Nobody waits for it: it needs no turn.
    private const string InsertUnwanted = $"{Columns} VALUES (@subject, @type, @version, @body, @at, @at, 0, @at)";

    // Ids rise in commit order within a subject although PostgreSQL has many writers: locks are held until the commit. Few events
    // share the outbox and take their subjects one by one; a batch takes the outbox as a whole, once (ADR 0007).
    internal const string Outbox = "7311820261124001";

    private const string InsertEventInTurn = $"""
        {Columns}
        SELECT @subject, @type, @version, @body, @at, @at, 0, NULL
        FROM (SELECT pg_advisory_xact_lock_shared({Outbox}), pg_advisory_xact_lock(hashtextextended(@subject, 0))) AS turn
        """;

    /// <summary>The most events of a unit that take a lock each; a PostgreSQL server has room for 64 a connection unless told otherwise.</summary>
    public const int MostLocks = 32;

    /// <summary>Adds the rows to a list. Events go by subject, so that two units take their turns in the same order.</summary>
    public static void Add(StatementList list, Engine engine, OutboxSignal outbox, List<AuditEntry> audit, List<OutboxEvent> events)
    {
        foreach (var entry in audit)
        {
            list.Add(InsertAudit,
                ("@id", entry.Id), ("@at", entry.At), ("@account", entry.Account), ("@action", entry.Action),
                ("@subject", entry.Subject), ("@organisation", entry.Organisation), ("@commitment", entry.Commitment));
            if (entry.Payload is { } payload)
            {
                list.Add(InsertPayload,
                    ("@id", payload.Id), ("@salt", payload.Salt), ("@before", payload.Before), ("@after", payload.After));
            }
        }

        foreach (var e in events.Count > 1 ? events.OrderBy(e => e.Subject, StringComparer.Ordinal) : (IEnumerable<OutboxEvent>)events)
        {
            list.Add(!outbox.Wants(e) ? InsertUnwanted : engine == Engine.Postgres ? InsertEventInTurn : InsertEvent,
                ("@subject", e.Subject), ("@type", e.Type), ("@version", e.Version), ("@body", e.Body), ("@at", e.At));
        }
    }

    /// <summary>Writes the events of a batch, however many subjects they have: one lock, held until the commit. Last before the commit.</summary>
    public static async Task AddManyAsync(
        Engine engine, OutboxSignal outbox, DbConnection connection, DbTransaction transaction, IReadOnlyList<OutboxEvent> events,
        CancellationToken cancel)
    {
        if (engine == Engine.Postgres && events.Any(outbox.Wants))
            await ExecuteAsync(connection, transaction, $"SELECT pg_advisory_xact_lock({Outbox})", cancel);
        await new RowsOf<OutboxEvent>("platform_outbox", events)
            .With("Subject", e => e.Subject).With("Type", e => e.Type).With("Version", e => e.Version).With("Body", e => e.Body)
            .With("At", e => e.At).With("Due", e => e.At).With("Tries", _ => 0).With("Handled", e => outbox.Wants(e) ? null : (DateTime?)e.At)
            .InsertAsync(connection, transaction, "", cancel);
    }

    /// <summary>Runs one statement on its own; returns how many rows it touched.</summary>
    public static async Task<int> ExecuteAsync(
        DbConnection connection, DbTransaction? transaction, string sql, CancellationToken cancel, params (string Name, object? Value)[] values)
    {
        await using var command = connection.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = sql;
        StatementList.Bind(command.Parameters, command.CreateParameter, values);
        return await command.ExecuteNonQueryAsync(cancel);
    }

    /// <summary>The first value of a query; null when there is none.</summary>
    public static async Task<object?> ScalarAsync(
        DbConnection connection, DbTransaction? transaction, string sql, CancellationToken cancel, params (string Name, object? Value)[] values)
    {
        await using var command = connection.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = sql;
        StatementList.Bind(command.Parameters, command.CreateParameter, values);
        return await command.ExecuteScalarAsync(cancel) is { } value and not DBNull ? value : null;
    }
}
