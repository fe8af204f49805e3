using System.Data.Common;
using System.Threading.Channels;
using Microsoft.Extensions.Hosting;
using Sakimori.Platform.Access;
using Sakimori.Platform.Audit;
using Sakimori.Platform.Outbox;

namespace Sakimori.Platform.Records;

/// <summary>
/// The lane of a node for many small writes (answers, submissions): up to <see cref="GroupSize"/> units share one commit and are
/// acknowledged after it. A unit that fails rolls back to its savepoint and alone gets its error; when the commit of the group
/// fails, none is acknowledged and each is tried once by itself.
/// </summary>
public sealed class HotLane(Database database, TimeProvider time, OutboxSignal signal) : BackgroundService
{
    /// <summary>Most units that share a commit.</summary>
    public const int GroupSize = 256;

    private readonly Channel<HotUnit> queue = Channel.CreateBounded<HotUnit>(
        new BoundedChannelOptions(4096) { SingleReader = true });

    /// <summary>
    /// Submits a unit and waits until it is on disk. The unit runs on the lane's connection within the group's transaction; it
    /// may run a second time when the group's commit failed.
    /// </summary>
    public async Task SubmitAsync(Reader reader, Func<HotUnit, Task> work, CancellationToken cancel)
    {
        var unit = new HotUnit(reader, work);
        await queue.Writer.WriteAsync(unit, cancel);
        await unit.Done;
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var group = new List<HotUnit>(GroupSize);
        try
        {
            while (await queue.Reader.WaitToReadAsync(stoppingToken))
            {
                group.Clear();
                while (group.Count < GroupSize && queue.Reader.TryRead(out var unit))
                    group.Add(unit);
                if (!await TryCommitAsync(group))
                {
                    foreach (var unit in group.Where(u => !u.Done.IsCompleted))
                        await TryCommitAsync([unit], last: true);
                }
            }
        }
        finally
        {
            queue.Writer.TryComplete();
            while (queue.Reader.TryRead(out var unit))
                unit.Fail(new OperationCanceledException("The server is stopping."));
        }
    }

    private async Task<bool> TryCommitAsync(List<HotUnit> group, bool last = false)
    {
        try
        {
            await using var write = await database.BeginWriteAsync(CancellationToken.None);
            var now = time.GetUtcNow().UtcDateTime;
            var done = new List<HotUnit>(group.Count);
            foreach (var unit in group)
            {
                await write.Transaction.SaveAsync("unit");
                try
                {
                    await unit.RunAsync(write.Connection, write.Transaction, now);
                    await write.Transaction.ReleaseAsync("unit");
                    done.Add(unit);
                }
                catch (Exception error) when (error is DbException or InvalidOperationException)
                {
                    await write.Transaction.RollbackAsync("unit");
                    unit.Fail(error);
                }
            }

            await write.Transaction.CommitAsync();
            done.ForEach(u => u.Acknowledge());
            if (done.Exists(u => u.HasEvents))
                signal.Raise();
            return true;
        }
        catch (Exception error)
        {
            if (last)
                group.ForEach(u => u.Fail(error));
            return false;
        }
    }
}

/// <summary>One unit of the hot lane: its rows, its audit and its events.</summary>
public sealed class HotUnit
{
    private readonly TaskCompletionSource done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Func<HotUnit, Task> work;
    private readonly List<AuditEntry> audit = [];
    private readonly List<OutboxEvent> events = [];
    private DbConnection? connection;
    private DbTransaction? transaction;

    internal HotUnit(Reader reader, Func<HotUnit, Task> work) => (Reader, this.work) = (reader, work);

    /// <summary>On whose behalf.</summary>
    public Reader Reader { get; }

    /// <summary>The moment of the group, UTC.</summary>
    public DateTime Now { get; private set; }

    internal Task Done => done.Task;

    internal bool HasEvents => events.Count > 0;

    /// <summary>Runs one statement of the unit and says how many rows it touched; a null value is stored as NULL.</summary>
    public Task<int> ExecuteAsync(string sql, params (string Name, object? Value)[] values)
        => RecordRows.ExecuteAsync(connection!, transaction!, sql, CancellationToken.None, values);

    /// <inheritdoc cref="UnitOfWork.Audit"/>
    public void Audit(string action, string subject, object? before = null, object? after = null)
        => audit.Add(AuditEntry.Of(Reader, Now, action, subject, before, after));

    /// <summary>Writes an event; <paramref name="body"/> is the contract as JSON.</summary>
    public void Emit(string subject, string type, string body)
        => events.Add(new OutboxEvent { Subject = subject, Type = type, Body = body, At = Now });

    internal async Task RunAsync(DbConnection on, DbTransaction within, DateTime now)
    {
        (connection, transaction, Now) = (on, within, now);
        audit.Clear();
        events.Clear();
        await work(this);
        await RecordRows.WriteAsync(on, within, audit, events, CancellationToken.None);
    }

    internal void Acknowledge() => done.TrySetResult();

    internal void Fail(Exception error) => done.TrySetException(error);
}
