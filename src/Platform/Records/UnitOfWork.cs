using System.Data.Common;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.EntityFrameworkCore;
using Sakimori.Platform.Access;
using Sakimori.Platform.Audit;
using Sakimori.Platform.Outbox;

namespace Sakimori.Platform.Records;

/// <summary>Begins units of work on behalf of a reader.</summary>
public sealed class Works(Database database, ContextFactory contexts, TimeProvider time, OutboxSignal signal)
{
    /// <summary>Begins a unit of work; on SQLite it is the only writer until committed or disposed.</summary>
    public async Task<UnitOfWork> BeginAsync(Reader reader, CancellationToken cancel = default)
        => new(await database.BeginWriteAsync(cancel), contexts, reader, time.UtcMoment(), signal);
}

/// <summary>
/// One use case: the module's rows, its audit rows and its outbox rows on one connection in one transaction. Nothing is kept
/// unless <see cref="CommitAsync"/> returns. After an exception of the database the unit is over: begin another.
/// </summary>
public sealed class UnitOfWork : IAsyncDisposable
{
    private readonly WriteTransaction write;
    private readonly ContextFactory contexts;
    private readonly OutboxSignal signal;
    private readonly Dictionary<Type, ModuleContext> enlisted = [];
    private readonly List<AuditEntry> audit = [];
    private readonly List<OutboxEvent> events = [];

    internal UnitOfWork(WriteTransaction write, ContextFactory contexts, Reader reader, DateTime now, OutboxSignal signal)
    {
        this.write = write;
        this.contexts = contexts;
        this.signal = signal;
        Reader = reader;
        Now = now;
    }

    /// <summary>On whose behalf.</summary>
    public Reader Reader { get; }

    /// <summary>The moment of this unit, UTC, in whole microseconds: every row of it carries the same.</summary>
    public DateTime Now { get; }

    /// <summary>The connection, for set-based statements.</summary>
    public DbConnection Connection => write.Connection;

    /// <summary>The transaction.</summary>
    public DbTransaction Transaction => write.Transaction;

    /// <summary>A module's context on this transaction; the same one when asked again.</summary>
    public TContext Enlist<TContext>()
        where TContext : ModuleContext
    {
        if (!enlisted.TryGetValue(typeof(TContext), out var context))
        {
            context = contexts.Make(typeof(TContext), Reader);
            context.Now = Now;
            context.Database.SetDbConnection(Connection, contextOwnsConnection: false);
            context.Database.UseTransaction(Transaction);

            // The unit is all or nothing: a savepoint around each SaveChanges would only cost a round trip.
            context.Database.AutoSavepointsEnabled = false;
            enlisted.Add(typeof(TContext), context);
        }

        return (TContext)context;
    }

    /// <summary>Records who did what to what; before and after are kept apart and can be erased.</summary>
    public void Audit(string action, string subject, object? before = null, object? after = null)
        => audit.Add(AuditEntry.Of(Reader, Now, action, subject, before, after));

    /// <summary>Writes an event that other modules handle once, in order within its subject.</summary>
    public void Emit<TEvent>(string subject, TEvent payload, JsonTypeInfo<TEvent> type)
        where TEvent : notnull
        => events.Add(OutboxEvent.Of(subject, EventName.Of<TEvent>(), JsonSerializer.Serialize(payload, type), Now));

    /// <summary>Writes what is pending without committing, so that generated keys and constraints are known.</summary>
    public async Task FlushAsync(CancellationToken cancel = default)
    {
        foreach (var context in enlisted.Values)
            await context.SaveChangesAsync(cancel);
    }

    /// <summary>
    /// Commits rows, audit and events together. After it returns they are on disk. Cancelling is heeded until the commit itself
    /// begins.
    /// </summary>
    /// <exception cref="DbUpdateException">A constraint refused the rows; nothing is kept.</exception>
    public async Task CommitAsync(CancellationToken cancel = default)
    {
        await FlushAsync(cancel);
        var statements = new StatementList();
        var batch = events.Count > RecordRows.MostLocks;
        RecordRows.Add(statements, contexts.Engine, signal, audit, batch ? [] : events);
        await statements.SendAsync(Connection, Transaction, cancel);
        if (batch)
            await RecordRows.AddManyAsync(contexts.Engine, signal, Connection, Transaction, events, cancel);
        cancel.ThrowIfCancellationRequested();
        await Transaction.CommitAsync(CancellationToken.None);
        write.EndTurn();
        Meters.UnitsCommitted.Add(1);
        if (events.Exists(signal.Wants))
            signal.Raise();
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        try
        {
            foreach (var context in enlisted.Values)
                await context.DisposeAsync();
        }
        finally
        {
            await write.DisposeAsync();
        }
    }
}
