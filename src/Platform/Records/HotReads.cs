using System.Collections.Concurrent;
using System.Data.Common;
using System.Diagnostics;
using System.Text.RegularExpressions;

namespace Sakimori.Platform.Records;

/// <summary>
/// A question that many requests ask, written as SQL so that nothing but the database works on it. It sees every row: whoever asks
/// names the audience in it, or asks for what belongs to no organisation.
/// </summary>
/// <typeparam name="T">What one row becomes.</typeparam>
/// <param name="Sql">The statement, the same on both engines.</param>
/// <param name="Read">Reads the row on which the reader stands.</param>
/// <param name="Parameters">The names of its parameters, in the order in which their values are given.</param>
public sealed record HotQuery<T>(string Sql, Func<DbDataReader, T> Read, params string[] Parameters)
{
    /// <summary>The statement with <c>$1, $2 …</c>, which Npgsql need not read.</summary>
    internal string ByPosition { get; } = Regex.Replace(Sql, @"@\w+", name => $"${1 + Array.IndexOf(Parameters, name.Value)}");

    /// <summary>The question with the values of its parameters; null is NULL.</summary>
    public HotQuestion<T> With(params object?[] values) => new(this, values);
}

/// <summary>A question that is ready to be asked, alone or together with others.</summary>
public abstract class HotQuestion
{
    internal abstract string Sql { get; }

    internal abstract string ByPosition { get; }

    internal abstract IReadOnlyList<string> Parameters { get; }

    internal abstract object?[] Values { get; }

    // One to one with the query, so that its command is found again.
    internal abstract object Query { get; }

    internal abstract void Read(DbDataReader reader);

    // Before it is asked again.
    internal abstract void Forget();
}

/// <summary>A question and, once it was asked, its answer.</summary>
/// <typeparam name="T">What one row becomes.</typeparam>
public sealed class HotQuestion<T> : HotQuestion
{
    private readonly HotQuery<T> query;

    internal HotQuestion(HotQuery<T> query, object?[] values) => (this.query, Values) = (query, values);

    /// <summary>All rows; none before it was asked.</summary>
    public List<T> Rows { get; } = [];

    internal override string Sql => query.Sql;

    internal override string ByPosition => query.ByPosition;

    internal override IReadOnlyList<string> Parameters => query.Parameters;

    internal override object?[] Values { get; }

    internal override object Query => query;

    internal override void Read(DbDataReader reader) => Rows.Add(query.Read(reader));

    internal override void Forget() => Rows.Clear();
}

/// <summary>
/// Asks <see cref="HotQuery{T}"/>s: on SQLite on connections that stay open, each with its statements prepared once; on PostgreSQL those
/// of many requests in one round trip.
/// </summary>
public sealed class HotReads(Database database) : IAsyncDisposable
{
    /// <summary>The name of the listener that hears of each question, and of what it hears: the question's SQL.</summary>
    public const string Listener = "Sakimori.HotReads";

    private static readonly DiagnosticListener Asked = new(Listener);
    private readonly ConcurrentBag<Prepared> idle = [];
    private readonly QuestionLane? postgres = database.Engine == Engine.Postgres ? new(database) : null;

    /// <summary>All rows.</summary>
    /// <param name="query">The question.</param>
    /// <param name="cancel">Cancels.</param>
    /// <param name="values">Its parameters' values; null is NULL.</param>
    public async ValueTask<List<T>> ListAsync<T>(HotQuery<T> query, CancellationToken cancel, params object?[] values)
    {
        var question = query.With(values);
        await AskAsync(cancel, question);
        return question.Rows;
    }

    /// <summary>Asks several questions, on PostgreSQL in one round trip. None sees the answer to another.</summary>
    /// <param name="cancel">Cancels.</param>
    /// <param name="questions">The questions, which then hold their rows.</param>
    public async ValueTask AskAsync(CancellationToken cancel, params HotQuestion[] questions)
    {
        if (Asked.IsEnabled(Listener))
        {
            foreach (var question in questions)
                Asked.Write(Listener, question.Sql);
        }

        if (postgres is null)
            await OnSqliteAsync(questions);
        else
            await postgres.AskAsync(questions, cancel);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        while (idle.TryTake(out var prepared))
            await prepared.DisposeAsync();
        if (postgres is not null)
            await postgres.DisposeAsync();
    }

    // SQLite runs in this process: there is nothing to wait for.
    private async ValueTask OnSqliteAsync(HotQuestion[] questions)
    {
        if (!idle.TryTake(out var prepared))
            prepared = new(await database.OpenAsync());
        try
        {
            foreach (var question in questions)
            {
                var command = prepared.Of(question);
                Bind(command.Parameters, question);
                using var reader = command.ExecuteReader();
                while (reader.Read())
                    question.Read(reader);
            }

            idle.Add(prepared);
        }
        catch
        {
            await prepared.DisposeAsync();
            throw;
        }
    }

    private static void Declare(DbParameterCollection parameters, Func<DbParameter> create, HotQuestion question)
    {
        foreach (var name in question.Parameters)
        {
            var parameter = create();
            parameter.ParameterName = name;
            parameters.Add(parameter);
        }
    }

    private static void Bind(DbParameterCollection parameters, HotQuestion question)
    {
        for (var i = 0; i < question.Values.Length; i++)
            parameters[i].Value = question.Values[i] ?? DBNull.Value;
    }

    private sealed class Prepared(DbConnection connection) : IAsyncDisposable
    {
        private readonly Dictionary<object, DbCommand> commands = new(ReferenceEqualityComparer.Instance);

        public DbCommand Of(HotQuestion question)
        {
            if (commands.TryGetValue(question.Query, out var command))
                return command;
            command = connection.CreateCommand();
            command.CommandText = question.Sql;
            Declare(command.Parameters, command.CreateParameter, question);
            commands.Add(question.Query, command);
            return command;
        }

        public async ValueTask DisposeAsync()
        {
            foreach (var command in commands.Values)
                await command.DisposeAsync();
            await connection.DisposeAsync();
        }
    }
}
