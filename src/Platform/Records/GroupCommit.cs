using System.Data.Common;
using Sakimori.Platform.Outbox;

namespace Sakimori.Platform.Records;

/// <summary>Writes a group of units: together, then with savepoints, then one by one, as far as errors make it necessary.</summary>
/// <param name="database">The database.</param>
/// <param name="time">The clock.</param>
/// <param name="signal">Is told of events.</param>
/// <param name="turn">Whoever runs statements holds it, and gives it back before the commit: of several writers none waits for a group
/// that itself still has to wait.</param>
internal sealed class GroupCommit(Database database, TimeProvider time, OutboxSignal signal, SemaphoreSlim turn) : IAsyncDisposable
{
    private readonly StatementList statements = new();
    private DbConnection? connection;

    /// <summary>Ends when the last group is acknowledged or failed. Never fails.</summary>
    public Task Free { get; private set; } = Task.CompletedTask;

    /// <summary>Begins to write the units; the caller, who has the turn, gives it up.</summary>
    public void Start(List<HotUnit> group) => Free = WriteAsync(group);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (connection is not null)
            await connection.DisposeAsync();
    }

    private async Task WriteAsync(List<HotUnit> group)
    {
        var end = await TryAsync(group, savepoints: false);
        if (end == GroupEnd.UnitFailed)
            end = await TryAsync(group, savepoints: true);
        if (end == GroupEnd.Written)
            return;
        foreach (var unit in group.Where(u => !u.Done.IsCompleted))
        {
            await turn.WaitAsync();
            await TryAsync([unit], savepoints: true, last: true);
        }
    }

    // Has the turn and gives it up, unless a unit failed.
    private async Task<GroupEnd> TryAsync(List<HotUnit> group, bool savepoints, bool last = false)
    {
        CommitWitness? witness = null;
        var mine = true;
        var refused = new List<(HotUnit Unit, Exception Error)>();
        try
        {
            connection ??= await database.OpenAsync();
            await using var write = await database.BeginWriteAsync(connection, CancellationToken.None);
            var now = time.UtcMoment();
            if (savepoints)
            {
                await RunWithSavepointsAsync(group, write, now, refused);
                witness = await CommitWitness.SendAsync(database, statements, write);
            }
            else if ((witness = await RunTogetherAsync(group, write, now)) is null)
            {
                return GroupEnd.UnitFailed;
            }

            EndTurn();
            await write.Transaction.CommitAsync();
            Tell(refused);
            Acknowledge(group);
            return GroupEnd.Written;
        }
        catch (Exception error)
        {
            EndTurn();
            await ForgetConnectionAsync();
            var committed = witness is null ? false : await witness.AskAsync(time);
            if (committed == true)
            {
                Tell(refused);
                Acknowledge(group);
                return GroupEnd.Written;
            }

            // Without an answer a further try could write twice.
            if (committed is null || last)
            {
                Tell(refused);
                group.ForEach(u => u.Fail(committed is null ? new CommitInDoubtException(error) : error));
            }

            return GroupEnd.CommitFailed;
        }

        void EndTurn()
        {
            if (mine)
                turn.Release();
            mine = false;
        }
    }

    // One round trip for the whole group; the database does not say whose statement failed in a way that both engines share.
    private async Task<CommitWitness?> RunTogetherAsync(List<HotUnit> group, WriteTransaction write, DateTime now)
    {
        try
        {
            foreach (var unit in group)
                await unit.RunAsync(database.Engine, signal, write, statements, now);
            return await CommitWitness.SendAsync(database, statements, write);
        }
        catch (Exception)
        {
            statements.Clear();
            return null;
        }
    }

    private async Task RunWithSavepointsAsync(
        List<HotUnit> group, WriteTransaction write, DateTime now, List<(HotUnit Unit, Exception Error)> refused)
    {
        foreach (var unit in group)
        {
            await write.Transaction.SaveAsync("unit");
            try
            {
                await unit.RunAsync(database.Engine, signal, write, statements, now);
                await unit.SendAsync();
                await write.Transaction.ReleaseAsync("unit");
            }
            catch (Exception error)
            {
                statements.Clear();
                await write.Transaction.RollbackAsync("unit");
                refused.Add((unit, error));
            }
        }
    }

    // After the commit: what refused a unit may be a row of its own group, and whoever is told looks for it.
    private static void Tell(List<(HotUnit Unit, Exception Error)> refused) => refused.ForEach(r => r.Unit.Fail(r.Error));

    private void Acknowledge(List<HotUnit> group)
    {
        var (events, written) = (false, 0);
        foreach (var unit in group.Where(u => !u.Done.IsCompleted))
        {
            events |= unit.Leaves(signal);
            written++;
            unit.Acknowledge();
        }

        Meters.UnitsCommitted.Add(written);
        Meters.GroupSize.Record(written);

        if (events)
            signal.Raise();
    }

    private async Task ForgetConnectionAsync()
    {
        statements.Clear();
        if (connection is { } broken)
        {
            connection = null;
            await broken.DisposeAsync();
        }
    }

    private enum GroupEnd
    {
        Written,
        UnitFailed,
        CommitFailed,
    }
}
