using System.Buffers;
using System.Data.Common;
using System.Globalization;
using System.Text;

namespace Sakimori.Platform.Backup;

/// <summary>
/// Writes rows as lines of JSON, a row an array, each value in one form alone: the same row gives the same bytes on either engine and with every
/// version of the program. Of strings only what JSON forbids is escaped.
/// </summary>
internal static class RowLines
{
    private const string MomentForm = "yyyy-MM-ddTHH:mm:ss.fffffffZ";
    private static readonly SearchValues<char> Escaped = SearchValues.Create([.. Enumerable.Range(0, 0x20).Select(c => (char)c), '"', '\\']);

    /// <summary>The query that gives a table's rows in their order.</summary>
    public static string Query(BackupTable table, bool postgres)
    {
        // Text in the order of its bytes, as SQLite has it.
        var order = table.Key.Select(k => postgres && table.Columns.Single(c => c.Name == k).Kind == ColumnKind.Text ? $"\"{k}\" COLLATE \"C\"" : $"\"{k}\"");
        return $"SELECT {string.Join(", ", table.Columns.Select(c => $"\"{c.Name}\""))} FROM \"{table.Name}\" ORDER BY {string.Join(", ", order)}";
    }

    /// <summary>Writes the row on which a reader stands.</summary>
    public static void Write(IBufferWriter<byte> into, DbDataReader row, IReadOnlyList<BackupColumn> columns)
    {
        into.Write("["u8);
        for (var i = 0; i < columns.Count; i++)
        {
            if (i > 0)
                into.Write(","u8);
            if (row.IsDBNull(i))
                into.Write("null"u8);
            else
                Write(into, row, i, columns[i].Kind);
        }

        into.Write("]\n"u8);
    }

    private static void Write(IBufferWriter<byte> into, DbDataReader row, int i, ColumnKind kind)
    {
        switch (kind)
        {
            case ColumnKind.Text:
                Text(into, row.GetString(i));
                break;
            case ColumnKind.Whole32 or ColumnKind.Whole64:
                Format(into, row.GetInt64(i), "");
                break;
            case ColumnKind.Flag:
                into.Write(row.GetBoolean(i) ? "true"u8 : "false"u8);
                break;
            case ColumnKind.Uuid:
                Quoted(into, row.GetGuid(i), "D");
                break;
            case ColumnKind.Moment:
                Quoted(into, row.GetDateTime(i), MomentForm);
                break;
            case ColumnKind.OffsetMoment:
                Quoted(into, row.GetFieldValue<DateTimeOffset>(i).UtcDateTime, MomentForm);
                break;
            case ColumnKind.Day:
                Quoted(into, row.GetFieldValue<DateOnly>(i), "yyyy-MM-dd");
                break;
            default:
                Bytes(into, row.GetFieldValue<byte[]>(i));
                break;
        }
    }

    private static void Quoted<T>(IBufferWriter<byte> into, T value, string form)
        where T : IUtf8SpanFormattable
    {
        into.Write("\""u8);
        Format(into, value, form);
        into.Write("\""u8);
    }

    private static void Format<T>(IBufferWriter<byte> into, T value, string form)
        where T : IUtf8SpanFormattable
    {
        value.TryFormat(into.GetSpan(64), out var count, form, CultureInfo.InvariantCulture);
        into.Advance(count);
    }

    private static void Text(IBufferWriter<byte> into, string text)
    {
        into.Write("\""u8);
        for (var rest = text.AsSpan(); ;)
        {
            var next = rest.IndexOfAny(Escaped);
            var plain = next < 0 ? rest : rest[..next];
            into.Advance(Encoding.UTF8.GetBytes(plain, into.GetSpan(Encoding.UTF8.GetMaxByteCount(plain.Length))));
            if (next < 0)
                break;
            into.Write(rest[next] switch
            {
                '"' => "\\\""u8,
                '\\' => "\\\\"u8,
                var control => Encoding.ASCII.GetBytes($"\\u{(int)control:x4}"),
            });
            rest = rest[(next + 1)..];
        }

        into.Write("\""u8);
    }

    private static void Bytes(IBufferWriter<byte> into, byte[] value)
    {
        into.Write("\""u8);
        System.Buffers.Text.Base64.EncodeToUtf8(value, into.GetSpan(System.Buffers.Text.Base64.GetMaxEncodedToUtf8Length(value.Length)), out _, out var count);
        into.Advance(count);
        into.Write("\""u8);
    }
}
