using System.Globalization;
using System.Text.Json;

namespace Sakimori.Platform.Backup;

/// <summary>Reads rows as <see cref="RowLines"/> writes them.</summary>
internal static class RowValues
{
    /// <summary>Reads a line into values of the columns' kinds.</summary>
    /// <exception cref="InvalidDataException">It is no row of these columns.</exception>
    public static void Read(ReadOnlySpan<byte> line, IReadOnlyList<BackupColumn> columns, object?[] into)
    {
        var json = new Utf8JsonReader(line);
        Expect(json.Read() && json.TokenType == JsonTokenType.StartArray);
        for (var i = 0; i < columns.Count; i++)
        {
            Expect(json.Read());
            try
            {
                into[i] = json.TokenType == JsonTokenType.Null ? null : Value(ref json, columns[i].Kind);
            }
            catch (Exception error) when (error is InvalidOperationException or FormatException)
            {
                throw new InvalidDataException("A value is of another kind than its column.", error);
            }
        }

        Expect(json.Read() && json.TokenType == JsonTokenType.EndArray && !json.Read());
    }

    private static object Value(ref Utf8JsonReader json, ColumnKind kind) => kind switch
    {
        ColumnKind.Whole32 => json.GetInt32(),
        ColumnKind.Whole64 => json.GetInt64(),
        ColumnKind.Flag => json.GetBoolean(),
        ColumnKind.Uuid => json.GetGuid(),
        ColumnKind.Moment => json.GetDateTime(),
        ColumnKind.OffsetMoment => json.GetDateTimeOffset(),
        ColumnKind.Day => DateOnly.ParseExact(json.GetString()!, "yyyy-MM-dd", CultureInfo.InvariantCulture),
        ColumnKind.Bytes => json.GetBytesFromBase64(),
        _ => json.GetString()!,
    };

    private static void Expect(bool holds)
    {
        if (!holds)
            throw new InvalidDataException("A line is no row of its table.");
    }
}
