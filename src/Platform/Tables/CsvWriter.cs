using System.Buffers;
using System.Text;

namespace Sakimori.Platform.Tables;

/// <summary>
/// Writes CSV (RFC 4180): commas, CRLF, quotes where a reader needs them. What a spreadsheet could take for a formula gets an
/// apostrophe that <see cref="TableReader"/> takes off again.
/// </summary>
internal sealed class CsvWriter : IDisposable
{
    // Besides what RFC 4180 asks for: whatever could mislead the telling of separator or encoding.
    private static readonly SearchValues<char> Quotable = SearchValues.Create(
        ",;\"\uFEFF" + string.Concat(Enumerable.Range(1, 31).Select(c => (char)c)));

    private readonly StreamWriter writer;
    private readonly WritableText writable;
    private int column;

    public CsvWriter(Stream stream, TableFormat format, IReadOnlyList<string> headings, FaultList losses)
    {
        var cp932 = format == TableFormat.CsvCp932;
        writable = new(cp932, headings, losses);
        writer = new(stream, cp932 ? Cp932.Encoding : new UTF8Encoding(format == TableFormat.CsvWithBom), 16 * 1024, leaveOpen: true);
    }

    public void Write(TableContent content)
    {
        foreach (var heading in content.Headings)
            WriteText(heading);
        EndRow();
        foreach (var row in content.Rows)
        {
            for (var i = 0; i < row.Count; i++)
            {
                var cell = row[i];
                if (cell.Kind is TableValueKind.Text or TableValueKind.Identifier)
                    WriteText(cell.ToString());
                else
                    Begin().Write(cell.ToString());
            }

            EndRow();
        }
    }

    public void Dispose() => writer.Dispose();

    private void WriteText(string text)
    {
        text = writable.Of(text, column);
        Begin();
        var guarded = FormulaGuard.Applies(text);
        if (!guarded && text.AsSpan().IndexOfAny(Quotable) < 0)
        {
            writer.Write(text);
            return;
        }

        writer.Write(guarded ? "\"'" : "\"");
        writer.Write(text.Replace("\"", "\"\"", StringComparison.Ordinal));
        writer.Write('"');
    }

    private StreamWriter Begin()
    {
        if (column++ > 0)
            writer.Write(',');
        return writer;
    }

    private void EndRow()
    {
        writer.Write("\r\n");
        column = 0;
        writable.Row++;
    }
}
