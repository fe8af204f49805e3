using System.Data.Common;
using Npgsql;

namespace Sakimori.Platform.Records;

/// <summary>What waits in a <see cref="StatementList"/> to be sent.</summary>
internal abstract class Waiting
{
    /// <summary>By what the command is found again that SQLite has prepared.</summary>
    public abstract object Key { get; }

    /// <summary>Its command on PostgreSQL.</summary>
    public abstract NpgsqlBatchCommand Command();

    /// <summary>Gives its command on SQLite text and parameters.</summary>
    public abstract void Prepare(DbCommand command);

    /// <summary>Sets the parameters and runs the command on SQLite.</summary>
    public abstract void Run(DbCommand command);
}

/// <summary>A statement with its values.</summary>
internal sealed class WaitingStatement(string sql, (string Name, object? Value)[] values) : Waiting
{
    public override object Key => sql;

    public override NpgsqlBatchCommand Command()
    {
        var command = new NpgsqlBatchCommand(sql);
        StatementList.Bind(command.Parameters, command.CreateParameter, values);
        return command;
    }

    public override void Prepare(DbCommand command)
    {
        command.CommandText = sql;
        StatementList.Bind(command.Parameters, command.CreateParameter, values);
    }

    public override void Run(DbCommand command)
    {
        for (var i = 0; i < values.Length; i++)
            command.Parameters[i].Value = values[i].Value ?? DBNull.Value;
        command.ExecuteNonQuery();
    }
}

/// <summary>Rows that are written together.</summary>
internal abstract class WaitingRows(RowStatement statement) : Waiting
{
    public RowStatement Statement => statement;

    public override object Key => statement;
}

/// <inheritdoc/>
internal sealed class WaitingRows<TRow>(RowStatement<TRow> statement, TRow first) : WaitingRows(statement)
{
    private readonly List<TRow> rows = [first];

    public void Add(TRow row) => rows.Add(row);

    public override NpgsqlBatchCommand Command()
    {
        var command = new NpgsqlBatchCommand(statement.Many);
        statement.Columns.Bind(command.Parameters, rows);
        return command;
    }

    public override void Prepare(DbCommand command)
    {
        command.CommandText = statement.One;
        statement.Columns.Declare(command);
    }

    public override void Run(DbCommand command)
    {
        foreach (var row in rows)
        {
            statement.Columns.Bind(command.Parameters, row);
            command.ExecuteNonQuery();
        }
    }
}
