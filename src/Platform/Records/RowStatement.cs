namespace Sakimori.Platform.Records;

/// <summary>A statement by which rows of one kind are written, and what it has to do with other tables.</summary>
public abstract class RowStatement
{
    private readonly HashSet<string> after = [];
    private readonly HashSet<string> reads = [];

    private protected RowStatement(string table) => Table = table;

    /// <summary>The table that is written.</summary>
    public string Table { get; }

    private protected void AddAfter(IEnumerable<string> tables) => after.UnionWith(tables);

    private protected void AddRead(string table) => reads.Add(table);

    /// <summary>
    /// True when a row of this statement can be written before rows of another that were to be written first, and nobody can tell: neither
    /// looks at what the other writes.
    /// </summary>
    internal bool Passes(RowStatement other)
        => Table != other.Table && !after.Contains(other.Table) && !reads.Contains(other.Table) && !other.reads.Contains(Table);
}

/// <summary>
/// How rows of one kind are inserted: a statement a row on SQLite; on PostgreSQL one for all that are waiting, whose parameters are the
/// columns. It is made once and kept, for both prepare it. Rows are written in their order: generated keys rise with it.
/// </summary>
/// <typeparam name="TRow">What a row is made from.</typeparam>
/// <param name="table">The table; never a reader's text.</param>
public sealed class RowStatement<TRow>(string table) : RowStatement(table)
{
    private readonly List<(string Name, Func<Func<string, string>, string> Sql)> computed = [];
    private string otherwise = "";
    private string? one, many;

    /// <summary>A statement of PostgreSQL that is no insert, over the arrays <c>$1, $2 …</c> of its columns.</summary>
    internal RowStatement(string table, string many)
        : this(table) => this.many = many;

    internal RowColumns<TRow> Columns { get; } = new();

    /// <summary>The statement of one row: <c>@c0, @c1 …</c>.</summary>
    internal string One
    {
        get
        {
            if (one is null)
            {
                var parameters = Columns.Names.Select((name, i) => (name, i)).ToDictionary(c => c.name, c => $"@c{c.i}");
                one = $"INSERT INTO {Table} ({Names}) VALUES ({string.Join(", ", Values(name => parameters[name]))}) {otherwise}";
            }

            return one;
        }
    }

    /// <summary>The statement of many rows: <c>$1, $2 …</c>.</summary>
    internal string Many => many ??= $"""
        INSERT INTO {Table} ({Names})
        SELECT {string.Join(", ", Values(name => $"given.\"{name}\""))}
        FROM unnest({string.Join(", ", Columns.Names.Select((_, i) => $"${i + 1}"))}) WITH ORDINALITY
            AS given ({string.Join(", ", Columns.Names.Select(name => $"\"{name}\""))}, turn)
        ORDER BY given.turn {otherwise}
        """;

    private string Names => string.Join(", ", Columns.Names.Concat(computed.Select(c => c.Name)).Select(name => $"\"{name}\""));

    /// <summary>Adds a column. Its type is one that both engines store: Guid, text, number, true or false, day, UTC moment, bytes, or null.</summary>
    /// <param name="name">The column; never a reader's text.</param>
    /// <param name="value">A row's value; null is stored as NULL.</param>
    public RowStatement<TRow> With<T>(string name, Func<TRow, T> value)
    {
        Columns.Add(name, value);
        return this;
    }

    /// <summary>Adds a column that the database computes from the row's others and from a table.</summary>
    /// <param name="name">The column.</param>
    /// <param name="reads">The table that is read; rows that were added to it before are seen, later ones are not.</param>
    /// <param name="sql">The expression; it is given a function by which it names the row's other columns.</param>
    public RowStatement<TRow> Computing(string name, string reads, Func<Func<string, string>, string> sql)
    {
        computed.Add((name, sql));
        AddRead(reads);
        return this;
    }

    /// <summary>
    /// Names tables to which the row refers by a foreign key, so that what was added to them before is written before. Forgotten, a
    /// whole group is written unit by unit.
    /// </summary>
    public RowStatement<TRow> After(params string[] tables)
    {
        AddAfter(tables);
        return this;
    }

    /// <summary>What happens to a row that is there already, <c>ON CONFLICT … DO NOTHING</c>; without it that is an error.</summary>
    public RowStatement<TRow> Otherwise(string clause)
    {
        otherwise = clause;
        return this;
    }

    private IEnumerable<string> Values(Func<string, string> column)
        => Columns.Names.Select(column).Concat(computed.Select(c => c.Sql(column)));
}
