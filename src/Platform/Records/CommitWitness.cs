using System.Data.Common;

namespace Sakimori.Platform.Records;

/// <summary>
/// Tells how a commit ended whose answer was lost with the connection: PostgreSQL remembers it by transaction id. A commit on
/// SQLite that throws has not happened.
/// </summary>
internal sealed class CommitWitness
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);
    private readonly Database database;
    private readonly string? transaction;

    private CommitWitness(Database database, string? transaction) => (this.database, this.transaction) = (database, transaction);

    /// <summary>Sends what is waiting as the last statements of a transaction, and notes the transaction before it commits.</summary>
    public static async Task<CommitWitness> SendAsync(Database database, StatementList statements, WriteTransaction write)
        => new(database, (string?)await statements.SendAsync(write.Connection, write.Transaction,
            database.Engine == Engine.Sqlite ? null : "SELECT pg_current_xact_id_if_assigned()::text", CancellationToken.None));

    /// <summary>True when it was committed, false when not; null when the database could not be asked in time.</summary>
    public async Task<bool?> AskAsync(TimeProvider time)
    {
        if (transaction is null)
            return false;
        for (var began = time.GetTimestamp(); time.GetElapsedTime(began) < Patience; await Task.Delay(Pause, time))
        {
            try
            {
                await using var connection = await database.OpenAsync();
                var status = await RecordRows.ScalarAsync(
                    connection, null, $"SELECT pg_xact_status('{transaction}'::xid8)", CancellationToken.None);
                if (status is "committed" or "aborted")
                    return status is "committed";
            }
            catch (DbException)
            {
                // Not back yet.
            }
        }

        return null;
    }
}

/// <summary>The database went away during a commit and cannot say how it ended: the rows may or may not be there.</summary>
public sealed class CommitInDoubtException(Exception inner)
    : Exception("The database went away during the commit; it is not known whether it was written.", inner);
