using System.Data.Common;
using Sakimori.Platform.Audit;
using Sakimori.Platform.Outbox;

namespace Sakimori.Platform.Records;

/// <summary>The audit and outbox rows of a unit as plain statements: the same for units of work and the hot lane.</summary>
internal static class RecordRows
{
    private static readonly RowStatement<AuditEntry> Entries = new RowStatement<AuditEntry>("platform_audit")
        .With("Id", a => a.Id).With("At", a => a.At).With("Account", a => a.Account).With("Action", a => a.Action)
        .With("Subject", a => a.Subject).With("Organisation", a => a.Organisation).With("Commitment", a => a.Commitment);

    private static readonly RowStatement<AuditPayload> Payloads = new RowStatement<AuditPayload>("platform_audit_payload")
        .With("Id", p => p.Id).With("Salt", p => p.Salt).With("Before", p => p.Before).With("After", p => p.After);

    // Ids do not rise in commit order, so the sealer could not find new entries by them.
    private static readonly RowStatement<AuditEntry> Pending = new RowStatement<AuditEntry>("platform_audit_pending").With("Entry", a => a.Id);

    // Ids rise in commit order within a subject although PostgreSQL has many writers: locks are held until the commit. Few events
    // share the outbox and take their subjects one by one; a batch takes the outbox as a whole, once (ADR 0007).
    internal const string Outbox = "7311820261124001";

    // In one order whoever takes them, so that no two groups wait for each other.
    private static readonly RowStatement<string> Turns = new RowStatement<string>("platform_outbox_turn", $"""
        SELECT pg_advisory_xact_lock_shared({Outbox}), pg_advisory_xact_lock(subject)
        FROM (SELECT DISTINCT hashtextextended(given, 0) AS subject FROM unnest($1) AS given ORDER BY subject) AS turn
        """).With("Subject", subject => subject);

    private static readonly RowStatement<OutboxEvent> Events = new RowStatement<OutboxEvent>("platform_outbox")
        .With("Subject", e => e.Subject).With("Type", e => e.Type).With("Version", e => e.Version).With("Body", e => e.Body)
        .With("At", e => e.At).With("Due", e => e.Due).With("Tries", e => e.Tries).With("Handled", e => e.Handled)
        .After("platform_outbox_turn");

    /// <summary>The most events of a unit that take a lock each; a PostgreSQL server has room for 64 a connection unless told otherwise.</summary>
    public const int MostLocks = 32;

    /// <summary>Adds the rows to a list.</summary>
    public static void Add(StatementList list, Engine engine, OutboxSignal outbox, List<AuditEntry> audit, List<OutboxEvent> events)
    {
        foreach (var entry in audit)
        {
            list.Add(Entries, entry);
            list.Add(Pending, entry);
            if (entry.Payload is { } payload)
                list.Add(Payloads, payload);
        }

        foreach (var e in events)
        {
            if (Marked(outbox, e).Handled is null && engine == Engine.Postgres)
                list.Add(Turns, e.Subject);
            list.Add(Events, e);
        }
    }

    /// <summary>Writes the events of a batch, however many subjects they have: one lock, held until the commit. Last before the commit.</summary>
    public static async Task AddManyAsync(
        Engine engine, OutboxSignal outbox, DbConnection connection, DbTransaction transaction, IReadOnlyList<OutboxEvent> events,
        CancellationToken cancel)
    {
        var rows = events.Select(e => Marked(outbox, e)).ToList();
        if (engine == Engine.Postgres && rows.Exists(e => e.Handled is null))
            await ExecuteAsync(connection, transaction, $"SELECT pg_advisory_xact_lock({Outbox})", cancel);
        await new RowsOf<OutboxEvent>(Events, rows).InsertAsync(connection, transaction, cancel);
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

    // Nobody waits for it: it is on record, needs no turn and is as good as handled (ADR 0009).
    private static OutboxEvent Marked(OutboxSignal outbox, OutboxEvent e)
    {
        if (!outbox.Wants(e))
            e.Handled = e.At;
        return e;
    }
}
