using System.Data.Common;
using System.Threading.Channels;
using Npgsql;

namespace Sakimori.Platform.Records;

/// <summary>
/// Asks PostgreSQL the questions of many requests together: those that came while it answered the last share a round trip of one
/// connection that stays open. A question alone is sent at once. Each is asked after it was given here, never before: its answer is as
/// fresh as that of a connection of its own.
/// </summary>
internal sealed class QuestionLane : IAsyncDisposable
{
    private const int Together = 64;

    // Whoever asks while nothing is under way sends the question itself.
    private readonly Channel<Waiter> waiting = Channel.CreateUnbounded<Waiter>(
        new UnboundedChannelOptions { SingleReader = true, AllowSynchronousContinuations = true });

    private readonly Database database;
    private readonly Task running;
    private NpgsqlConnection? connection;

    /// <summary>The lane of a database on PostgreSQL.</summary>
    public QuestionLane(Database database)
    {
        this.database = database;
        using (ExecutionContext.SuppressFlow())
            running = Task.Run(RunAsync);
    }

    /// <summary>Asks questions that one waits for. Cancelling ends the waiting; they may be asked nevertheless.</summary>
    public Task AskAsync(HotQuestion[] questions, CancellationToken cancel)
    {
        var waiter = new Waiter(questions);
        return waiting.Writer.TryWrite(waiter)
            ? waiter.Answered.WaitAsync(cancel)
            : Task.FromException(new OperationCanceledException("The server is stopping."));
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        waiting.Writer.TryComplete();
        await running;
        await ForgetConnectionAsync();
    }

    private async Task RunAsync()
    {
        var asking = new List<Waiter>(Together);
        while (await waiting.Reader.WaitToReadAsync())
        {
            while (asking.Count < Together && waiting.Reader.TryRead(out var waiter))
                asking.Add(waiter);
            await AskAsync(asking);
            asking.Clear();
        }
    }

    private async Task AskAsync(IReadOnlyList<Waiter> asking)
    {
        for (var mayBeStale = connection is not null; ; mayBeStale = false)
        {
            try
            {
                connection ??= (NpgsqlConnection)await database.OpenAsync();
                await AskTogetherAsync(asking, connection);
                return;
            }
            catch (PostgresException) when (asking.Count > 1)
            {
                // The database refuses all for the sake of one.
                foreach (var waiter in asking)
                    await AskAsync([waiter]);
                return;
            }
            catch (Exception error)
            {
                await ForgetConnectionAsync();
                if (mayBeStale)
                    continue;
                foreach (var waiter in asking)
                    waiter.Fail(error);
                return;
            }
        }
    }

    private static async Task AskTogetherAsync(IReadOnlyList<Waiter> asking, NpgsqlConnection connection)
    {
        await using var batch = new NpgsqlBatch(connection);
        foreach (var question in asking.SelectMany(waiter => waiter.Questions))
        {
            question.Forget();
            var command = new NpgsqlBatchCommand(question.ByPosition);
            foreach (var value in question.Values)
                command.Parameters.Add(new NpgsqlParameter { Value = value ?? DBNull.Value });
            batch.BatchCommands.Add(command);
        }

        await using var answers = await batch.ExecuteReaderAsync();
        foreach (var waiter in asking)
            await waiter.ReadAsync(answers);
    }

    private async Task ForgetConnectionAsync()
    {
        if (connection is { } broken)
        {
            connection = null;
            await broken.DisposeAsync();
        }
    }

    private sealed class Waiter(HotQuestion[] questions)
    {
        private readonly TaskCompletionSource answered = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public HotQuestion[] Questions => questions;

        public Task Answered => answered.Task;

        public async Task ReadAsync(DbDataReader answers)
        {
            Exception? wrong = null;
            foreach (var question in questions)
            {
                while (await answers.ReadAsync())
                {
                    try
                    {
                        question.Read(answers);
                    }
                    catch (Exception error)
                    {
                        // The others have done nothing wrong.
                        wrong ??= error;
                    }
                }

                await answers.NextResultAsync();
            }

            if (wrong is null)
                answered.TrySetResult();
            else
                Fail(wrong);
        }

        public void Fail(Exception error) => answered.TrySetException(error);
    }
}
