using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Sakimori.Platform.Records;

namespace Sakimori.Platform.Backup;

/// <summary>The tables of all modules as the program knows them, in the order in which they can be filled.</summary>
internal static class BackupSchema
{
    private static readonly Dictionary<Type, ColumnKind> Kinds = new()
    {
        [typeof(string)] = ColumnKind.Text,
        [typeof(int)] = ColumnKind.Whole32,
        [typeof(long)] = ColumnKind.Whole64,
        [typeof(bool)] = ColumnKind.Flag,
        [typeof(Guid)] = ColumnKind.Uuid,
        [typeof(DateTime)] = ColumnKind.Moment,
        [typeof(DateTimeOffset)] = ColumnKind.OffsetMoment,
        [typeof(DateOnly)] = ColumnKind.Day,
        [typeof(byte[])] = ColumnKind.Bytes,
    };

    /// <summary>Every table once, behind those that it refers to.</summary>
    public static IReadOnlyList<BackupTable> Of(ContextFactory contexts)
    {
        var ordered = new List<ITable>();
        foreach (var context in contexts.All())
        {
            using (context)
            {
                foreach (var table in context.Model.GetRelationalModel().Tables.OrderBy(t => t.Name, StringComparer.Ordinal))
                    Add(ordered, table);
            }
        }

        return [.. ordered.Select(Of)];
    }

    /// <summary>The last number that an engine has given out in a table; 0 when none.</summary>
    public static async Task<long> LastNumberAsync(DbConnection connection, DbTransaction transaction, BackupTable table, CancellationToken cancel)
        => Convert.ToInt64(await RecordRows.ScalarAsync(connection, transaction, connection is Npgsql.NpgsqlConnection
            ? $"SELECT coalesce(pg_sequence_last_value(pg_get_serial_sequence('\"{table.Name}\"', '{table.Counted}')::regclass), 0)"
            : $"SELECT coalesce((SELECT seq FROM sqlite_sequence WHERE name = '{table.Name}'), 0)", cancel), System.Globalization.CultureInfo.InvariantCulture);

    private static void Add(List<ITable> ordered, ITable table)
    {
        if (ordered.Exists(t => t.Name == table.Name))
            return;
        foreach (var other in table.ForeignKeyConstraints.Select(f => f.PrincipalTable).Where(t => t.Name != table.Name))
            Add(ordered, other);
        ordered.Add(table);
    }

    private static BackupTable Of(ITable table)
    {
        var columns = table.Columns.Select(c => new BackupColumn(c.Name, Kinds[c.ProviderClrType])).ToList();
        var key = table.PrimaryKey!.Columns;
        return new(table.Name, columns, [.. key.Select(c => c.Name)])
        {
            Counted = key is [{ ProviderClrType: var type } only] && (type == typeof(int) || type == typeof(long))
                && only.PropertyMappings[0].Property.ValueGenerated == ValueGenerated.OnAdd ? only.Name : null,
        };
    }
}
