using System.Data.Common;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Sakimori.Platform.Access;
using Sakimori.Platform.Audit;
using Sakimori.Platform.Outbox;

namespace Sakimori.Platform.Records;

/// <summary>One unit of the hot lane: its rows, its audit and its events.</summary>
public sealed class HotUnit
{
    private readonly TaskCompletionSource done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Func<HotUnit, Task> work;
    private readonly List<AuditEntry> audit = [];
    private readonly List<OutboxEvent> events = [];
    private StatementList? statements;
    private WriteTransaction? write;

    internal HotUnit(Reader reader, Func<HotUnit, Task> work) => (Reader, this.work) = (reader, work);

    /// <summary>On whose behalf.</summary>
    public Reader Reader { get; }

    /// <summary>The moment of the group, UTC.</summary>
    public DateTime Now { get; private set; }

    internal Task Done => done.Task;

    internal bool Leaves(OutboxSignal outbox) => events.Exists(outbox.Wants);

    /// <summary>
    /// Adds a row. It is sent with the others of the group, so its error does not appear here but fails the unit.
    /// </summary>
    public void Insert<TRow>(RowStatement<TRow> statement, TRow row) => statements!.Add(statement, row);

    /// <summary>
    /// Adds a statement; a null value is stored as NULL. It is sent with the others of the group, so its error does not appear
    /// here but fails the unit. Where many units add the same, <see cref="Insert"/> is quicker: no row passes this statement.
    /// </summary>
    public void Execute(string sql, params (string Name, object? Value)[] values) => statements!.Add(sql, values);

    /// <summary>Runs a statement at once and says how many rows it touched; it costs a round trip that <see cref="Execute"/> does not.</summary>
    public async Task<int> ExecuteAsync(string sql, params (string Name, object? Value)[] values)
    {
        await SendAsync();
        return await RecordRows.ExecuteAsync(write!.Connection, write.Transaction, sql, CancellationToken.None, values);
    }

    /// <summary>The first value of a query that sees the unit's own statements; null when there is none.</summary>
    public async Task<object?> ScalarAsync(string sql, params (string Name, object? Value)[] values)
    {
        await SendAsync();
        return await RecordRows.ScalarAsync(write!.Connection, write.Transaction, sql, CancellationToken.None, values);
    }

    /// <inheritdoc cref="UnitOfWork.Audit"/>
    public void Audit(string action, string subject, object? before = null, object? after = null)
        => audit.Add(AuditEntry.Of(Reader, Now, action, subject, before, after));

    /// <inheritdoc cref="UnitOfWork.Emit"/>
    public void Emit<TEvent>(string subject, TEvent payload, JsonTypeInfo<TEvent> type)
        where TEvent : notnull
        => events.Add(OutboxEvent.Of(subject, EventName.Of<TEvent>(), JsonSerializer.Serialize(payload, type), Now));

    /// <summary>Runs the work; its statements wait in <paramref name="into"/>.</summary>
    internal async Task RunAsync(Engine engine, OutboxSignal outbox, WriteTransaction on, StatementList into, DateTime now)
    {
        (write, statements, Now) = (on, into, now);
        audit.Clear();
        events.Clear();
        await work(this);
        RecordRows.Add(into, engine, outbox, audit, events);
    }

    internal Task SendAsync() => statements!.SendAsync(write!.Connection, write.Transaction, CancellationToken.None);

    internal void Acknowledge() => done.TrySetResult();

    internal void Fail(Exception error) => done.TrySetException(error);
}
