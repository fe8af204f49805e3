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
    private readonly Channel<Question> waiting = Channel.CreateUnbounded<Question>(
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

    /// <summary>All rows. Cancelling ends the waiting; the question may be asked nevertheless.</summary>
    public Task<List<T>> ListAsync<T>(HotQuery<T> query, object?[] values, CancellationToken cancel)
    {
        var question = new Question<T>(query, values);
        return waiting.Writer.TryWrite(question)
            ? question.Answered.WaitAsync(cancel)
            : Task.FromException<List<T>>(new OperationCanceledException("The server is stopping."));
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
        var asked = new List<Question>(Together);
        while (await waiting.Reader.WaitToReadAsync())
        {
            while (asked.Count < Together && waiting.Reader.TryRead(out var question))
                asked.Add(question);
            await AskAsync(asked);
            asked.Clear();
        }
    }

    private async Task AskAsync(IReadOnlyList<Question> asked)
    {
        for (var mayBeStale = connection is not null; ; mayBeStale = false)
        {
            try
            {
                connection ??= (NpgsqlConnection)await database.OpenAsync();
                await AskTogetherAsync(asked, connection);
                return;
            }
            catch (PostgresException) when (asked.Count > 1)
            {
                // The database refuses all for the sake of one.
                foreach (var question in asked)
                    await AskAsync([question]);
                return;
            }
            catch (Exception error)
            {
                await ForgetConnectionAsync();
                if (mayBeStale)
                    continue;
                foreach (var question in asked)
                    question.Fail(error);
                return;
            }
        }
    }

    private static async Task AskTogetherAsync(IReadOnlyList<Question> asked, NpgsqlConnection connection)
    {
        await using var batch = new NpgsqlBatch(connection);
        foreach (var question in asked)
            batch.BatchCommands.Add(question.Command());
        await using var answers = await batch.ExecuteReaderAsync();
        foreach (var question in asked)
        {
            await question.ReadAsync(answers);
            await answers.NextResultAsync();
        }
    }

    private async Task ForgetConnectionAsync()
    {
        if (connection is { } broken)
        {
            connection = null;
            await broken.DisposeAsync();
        }
    }

    private abstract class Question
    {
        public abstract NpgsqlBatchCommand Command();

        public abstract Task ReadAsync(DbDataReader answers);

        public abstract void Fail(Exception error);
    }

    private sealed class Question<T>(HotQuery<T> query, object?[] values) : Question
    {
        private readonly TaskCompletionSource<List<T>> answered = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task<List<T>> Answered => answered.Task;

        public override NpgsqlBatchCommand Command()
        {
            var command = new NpgsqlBatchCommand(query.ByPosition);
            foreach (var value in values)
                command.Parameters.Add(new NpgsqlParameter { Value = value ?? DBNull.Value });
            return command;
        }

        public override async Task ReadAsync(DbDataReader answers)
        {
            var rows = new List<T>();
            while (await answers.ReadAsync())
            {
                try
                {
                    rows.Add(query.Read(answers));
                }
                catch (Exception error)
                {
                    // The others have done nothing wrong.
                    Fail(error);
                    return;
                }
            }

            answered.TrySetResult(rows);
        }

        public override void Fail(Exception error) => answered.TrySetException(error);
    }
}
