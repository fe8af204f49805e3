using System.Buffers.Text;
using System.Data.Common;
using System.Text;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Sakimori.Platform.Records;

/// <summary>
/// The row on which a reader stands, for reading a whole table: what SQLite keeps as text is read where it lies, without a string for
/// each value. Valid until the reader goes on.
/// </summary>
public abstract class ScannedRow
{
    /// <summary>The row of a reader, of either engine.</summary>
    public static ScannedRow Of(DbDataReader reader) => reader is SqliteDataReader { Handle: { } statement } ? new OnSqlite(statement) : new OfAny(reader);

    /// <summary>Whether a column is NULL.</summary>
    public abstract bool IsNull(int column);

    /// <summary>An id.</summary>
    public abstract Guid Id(int column);

    /// <summary>A whole number.</summary>
    public abstract int Number(int column);

    /// <summary>A moment, UTC.</summary>
    public abstract DateTime Moment(int column);

    /// <summary>A text; how many characters it has.</summary>
    /// <exception cref="ArgumentException">There are more than <paramref name="into"/> holds.</exception>
    public abstract int Text(int column, Span<char> into);

    private sealed class OnSqlite(sqlite3_stmt statement) : ScannedRow
    {
        public override bool IsNull(int column) => raw.sqlite3_column_type(statement, column) == raw.SQLITE_NULL;

        public override Guid Id(int column)
            => Utf8Parser.TryParse(raw.sqlite3_column_blob(statement, column), out Guid id, out _) ? id : throw new InvalidDataException("This is no id.");

        public override int Number(int column) => raw.sqlite3_column_int(statement, column);

        // As the provider writes it: 2026-11-28 03:04:05 and up to seven decimals.
        public override DateTime Moment(int column)
        {
            var text = raw.sqlite3_column_blob(statement, column);
            var moment = new DateTime(Digits(text[..4]), Digits(text[5..7]), Digits(text[8..10]), Digits(text[11..13]), Digits(text[14..16]), Digits(text[17..19]), DateTimeKind.Utc);
            long ticks = 0, place = TimeSpan.TicksPerSecond;
            foreach (var digit in text.Length > 20 ? text[20..] : default)
                ticks += (digit - '0') * (place /= 10);
            return moment.AddTicks(ticks);
        }

        public override int Text(int column, Span<char> into) => Encoding.UTF8.GetChars(raw.sqlite3_column_blob(statement, column), into);

        private static int Digits(ReadOnlySpan<byte> digits)
        {
            var number = 0;
            foreach (var digit in digits)
                number = (number * 10) + (digit - '0');
            return number;
        }
    }

    private sealed class OfAny(DbDataReader reader) : ScannedRow
    {
        public override bool IsNull(int column) => reader.IsDBNull(column);

        public override Guid Id(int column) => reader.GetGuid(column);

        public override int Number(int column) => reader.GetInt32(column);

        public override DateTime Moment(int column) => reader.GetDateTime(column);

        public override int Text(int column, Span<char> into)
        {
            var text = reader.GetString(column);
            text.CopyTo(into);
            return text.Length;
        }
    }
}
