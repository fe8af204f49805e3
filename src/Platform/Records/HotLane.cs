using System.Threading.Channels;
using Microsoft.Extensions.Hosting;
using Sakimori.Platform.Access;
using Sakimori.Platform.Outbox;

namespace Sakimori.Platform.Records;

/// <summary>
/// The lane of a node for many small writes (answers, submissions): up to <see cref="GroupSize"/> units share one commit and are
/// acknowledged after it. A unit that fails rolls back to its savepoint and alone gets its error; when the commit of the group
/// fails, none is acknowledged and each is tried once by itself. What was accepted before a stop is still written.
/// </summary>
public sealed class HotLane : IHostedService, IAsyncDisposable
{
    /// <summary>Most units that share a commit.</summary>
    public const int GroupSize = 256;

    private readonly Channel<HotUnit> queue = Channel.CreateBounded<HotUnit>(
        new BoundedChannelOptions(4096) { SingleReader = true });

    private readonly SemaphoreSlim turn = new(1, 1);
    private readonly GroupCommit[] writers;
    private Task running = Task.CompletedTask;

    /// <summary>The lane of a database. On PostgreSQL the next group's statements run while one is committed; SQLite has one writer.</summary>
    public HotLane(Database database, TimeProvider time, OutboxSignal signal)
        => writers = [.. Enumerable.Range(0, database.Engine == Engine.Postgres ? 2 : 1).Select(_ => new GroupCommit(database, time, signal, turn))];

    /// <summary>
    /// Submits a unit and waits until it is on disk. The work adds statements and has no other effect, for it may run up to three
    /// times: with its group, again with savepoints when one of the group failed, and alone when the group's commit failed.
    /// </summary>
    /// <param name="reader">On whose behalf.</param>
    /// <param name="work">The unit's statements.</param>
    /// <param name="cancel">Ends the waiting for a place in the queue; a unit that has its place is written and acknowledged.</param>
    /// <exception cref="OperationCanceledException">Cancelled before it had its place, or the server is stopping. Nothing is written.</exception>
    /// <exception cref="CommitInDoubtException">The database went away during the commit and did not come back to say how it ended.</exception>
    public async Task SubmitAsync(Reader reader, Func<HotUnit, Task> work, CancellationToken cancel)
    {
        var unit = new HotUnit(reader, work);
        try
        {
            await queue.Writer.WriteAsync(unit, cancel);
        }
        catch (ChannelClosedException)
        {
            throw new OperationCanceledException("The server is stopping.");
        }

        await unit.Done;
    }

    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        running = Task.Run(RunAsync, CancellationToken.None);
        return Task.CompletedTask;
    }

    /// <summary>Accepts no more and waits until what was accepted is written, even when the host is in a hurry: the queue is bounded.</summary>
    public Task StopAsync(CancellationToken cancellationToken)
    {
        queue.Writer.TryComplete();
        return running;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        queue.Writer.TryComplete();
        while (queue.Reader.TryRead(out var unit))
            unit.Fail(new OperationCanceledException("The server is stopping."));
        await running;
        foreach (var writer in writers)
            await writer.DisposeAsync();
        turn.Dispose();
    }

    private async Task RunAsync()
    {
        for (var next = 0; await queue.Reader.WaitToReadAsync(); next = (next + 1) % writers.Length)
        {
            await writers[next].Free;
            await turn.WaitAsync();
            var group = new List<HotUnit>();
            while (group.Count < GroupSize && queue.Reader.TryRead(out var unit))
                group.Add(unit);
            writers[next].Start(group);
        }

        foreach (var writer in writers)
            await writer.Free;
    }
}
