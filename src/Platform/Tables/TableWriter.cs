using Sakimori.Kernel;
using Sakimori.Platform.Tables.Xlsx;

namespace Sakimori.Platform.Tables;

/// <summary>The files that are written.</summary>
public enum TableFormat
{
    /// <summary>CSV in UTF-8 with BOM: what Excel opens rightly by a double click.</summary>
    CsvWithBom,

    /// <summary>CSV in UTF-8 without BOM: for programs.</summary>
    Csv,

    /// <summary>CSV in CP932: for older Japanese programs.</summary>
    CsvCp932,

    /// <summary>An Excel workbook.</summary>
    Xlsx,
}

/// <summary>A table to be written.</summary>
/// <param name="Name">What the table is: the name of the sheet, made valid.</param>
/// <param name="Headings">The headings; the last one not blank.</param>
/// <param name="Rows">The rows, each with as many cells as there are headings, or fewer. Read once, while writing.</param>
public sealed record TableContent(string Name, IReadOnlyList<string> Headings, IEnumerable<IReadOnlyList<TableValue>> Rows);

/// <summary>
/// Writes tables so that a spreadsheet opens them without changing a value and <see cref="TableReader"/> reads them back as they
/// were. The same content gives the same bytes.
/// </summary>
public static class TableWriter
{
    /// <summary>Writes a table.</summary>
    /// <param name="stream">Where to; left open.</param>
    /// <param name="format">The kind of file.</param>
    /// <param name="content">The table.</param>
    /// <returns>
    /// What could not be written as it was, each place with row and column: characters that the encoding lacks (written as 〓), text
    /// beyond the length of a cell (cut). Or a failure of kind <see cref="FailureKind.Limit"/> when there are more rows or columns
    /// than a sheet has; what was written so far is then of no use.
    /// </returns>
    public static Outcome<FaultList> Write(Stream stream, TableFormat format, TableContent content)
    {
        var losses = new FaultList();
        if (format == TableFormat.Xlsx)
        {
            if (SheetWriter.Write(stream, content, losses) is { } failure)
                return failure;
        }
        else
        {
            using var csv = new CsvWriter(stream, format, content.Headings, losses);
            csv.Write(content);
        }

        return losses;
    }

    /// <summary>The media type of a format (RFC 7111 for CSV).</summary>
    public static string MediaType(TableFormat format) => format switch
    {
        TableFormat.Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        TableFormat.CsvCp932 => "text/csv; charset=shift_jis; header=present",
        _ => "text/csv; charset=utf-8; header=present",
    };

    /// <summary>The ending of a file's name, with its dot.</summary>
    public static string Extension(TableFormat format) => format == TableFormat.Xlsx ? ".xlsx" : ".csv";
}
