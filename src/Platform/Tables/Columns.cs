using Sakimori.Kernel;

namespace Sakimori.Platform.Tables;

/// <summary>Binds the headings of a table to the columns that an import knows.</summary>
public static class Columns
{
    private const int Listed = 20;

    /// <summary>
    /// Binds by heading, in either language, by alias or by id; width, case, kana width and spaces make no difference. The order of
    /// the columns is free.
    /// </summary>
    /// <returns>
    /// The bound table, or a failure with a fault for each heading that is unknown (with the one that was probably meant), repeated,
    /// missing although required, or blank above values.
    /// </returns>
    /// <exception cref="ArgumentException">Two specifications share a name.</exception>
    public static Outcome<BoundTable> Bind(Table table, IReadOnlyList<ColumnSpec> specs)
    {
        var byName = new Dictionary<string, ColumnSpec>();
        foreach (var spec in specs)
        {
            foreach (var name in spec.Names)
            {
                if (!byName.TryAdd(name, spec))
                    throw new ArgumentException($"Two columns answer to '{name}'.", nameof(specs));
            }
        }

        var faults = new FaultList();
        var places = new Dictionary<ColumnSpec, int>();
        for (var i = 0; i < table.Headings.Count; i++)
        {
            var heading = table.Headings[i];
            if (heading.Length == 0)
                CheckBlank(table, i, faults);
            else if (!byName.TryGetValue(NearestName.Fold(heading), out var spec))
                faults.Add(Unknown(table, heading, specs, byName));
            else if (!places.TryAdd(spec, i))
                faults.Add(new(
                    new($"同じ列が二つあります({ColumnName.Letters(places[spec])} 列と {ColumnName.Letters(i)} 列)。",
                        $"The column is there twice (columns {ColumnName.Letters(places[spec])} and {ColumnName.Letters(i)})."),
                    new("どちらかの列を消してください。", "Remove one of the two."), table.HeadingRow, heading));
        }

        foreach (var spec in specs)
        {
            if (spec.Required && !places.ContainsKey(spec))
                faults.Add(new(new($"列「{spec.Heading.Ja}」がありません。", $"The column “{spec.Heading.En}” is missing."),
                    new($"見出し「{spec.Heading.Ja}」の列を加えてください({spec.Kind.Ja})。",
                        $"Add a column with the heading “{spec.Heading.En}” ({spec.Kind.En})."),
                    table.HeadingRow, spec.Heading.Ja));
        }

        return faults.ToFailure() is { } failure ? failure : new BoundTable(table, places);
    }

    private static Fault Unknown(Table table, string heading, IReadOnlyList<ColumnSpec> specs, Dictionary<string, ColumnSpec> byName)
    {
        var nearest = NearestName.Of(NearestName.Fold(heading), byName.Select(n => (n.Key, n.Value)));
        var more = specs.Count > Listed ? " …" : "";
        return new(new("知らない見出しです。", "This heading is not known."),
            nearest is not null
                ? new($"「{nearest.Heading.Ja}」ではありませんか。", $"Did you mean “{nearest.Heading.En}”?")
                : new($"列を消すか、次のどれかにしてください：{string.Join("、", specs.Take(Listed).Select(s => s.Heading.Ja))}{more}",
                    $"Remove the column, or name it one of: {string.Join(", ", specs.Take(Listed).Select(s => s.Heading.En))}{more}"),
            table.HeadingRow, Cell.Excerpt(heading), Cell.Excerpt(heading));
    }

    private static void CheckBlank(Table table, int column, FaultList faults)
    {
        foreach (var row in table.Rows)
        {
            if (row[column].IsBlank)
                continue;
            faults.Add(new(new("見出しのない列に値があります。", "There is a value in a column without heading."),
                new("列に見出しを付けるか、列を消してください。", "Give the column a heading, or remove it."),
                row.Number, ColumnName.Letters(column), Cell.Excerpt(row[column].Span)));
            return;
        }
    }
}
