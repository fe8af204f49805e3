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
        if (Asked.IsEnabled(Listener))
            Asked.Write(Listener, query.Sql);
        return postgres is null ? await OnSqliteAsync(query, values) : await postgres.ListAsync(query, values, cancel);
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
    private async ValueTask<List<T>> OnSqliteAsync<T>(HotQuery<T> query, object?[] values)
    {
        if (!idle.TryTake(out var prepared))
            prepared = new(await database.OpenAsync());
        try
        {
            var command = prepared.Of(query);
            Bind(command, values);
            var rows = new List<T>();
            using (var reader = command.ExecuteReader())
            {
                while (reader.Read())
                    rows.Add(query.Read(reader));
            }

            idle.Add(prepared);
            return rows;
        }
        catch
        {
            await prepared.DisposeAsync();
            throw;
        }
    }

    private static DbCommand Command<T>(DbConnection connection, HotQuery<T> query)
    {
        var command = connection.CreateCommand();
        command.CommandText = query.Sql;
        foreach (var name in query.Parameters)
        {
            var parameter = command.CreateParameter();
            parameter.ParameterName = name;
            command.Parameters.Add(parameter);
        }

        return command;
    }

    private static void Bind(DbCommand command, object?[] values)
    {
        for (var i = 0; i < values.Length; i++)
            command.Parameters[i].Value = values[i] ?? DBNull.Value;
    }

    private sealed class Prepared(DbConnection connection) : IAsyncDisposable
    {
        private readonly Dictionary<object, DbCommand> commands = new(ReferenceEqualityComparer.Instance);

        public DbCommand Of<T>(HotQuery<T> query)
        {
            if (commands.TryGetValue(query, out var command))
                return command;
            command = Command(connection, query);
            commands.Add(query, command);
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
