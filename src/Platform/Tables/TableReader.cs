using System.Buffers;
using System.Xml;
using Sakimori.Kernel;
using Sakimori.Platform.Tables.Xlsx;

namespace Sakimori.Platform.Tables;

/// <summary>
/// Reads a table from a file as Japanese offices write them: XLSX, or text with commas, tabs or semicolons in UTF-8 (with or
/// without BOM), UTF-16 with BOM, or CP932. The first row that holds something holds the headings. Pure and total: whatever the
/// bytes are, there is a table or a failure that says what to do.
/// </summary>
public static class TableReader
{
    /// <summary>Reads a file.</summary>
    /// <param name="file">The whole file.</param>
    /// <param name="fileName">Its name, if known: one that ends in <c>.tsv</c> lets tabs win over commas.</param>
    /// <param name="limits">How much is read; <see cref="TableLimits.Default"/> unless given.</param>
    /// <param name="sheet">The sheet of an XLSX file; the first visible one unless given. Ignored for text.</param>
    /// <returns>
    /// The table, or a failure: <see cref="FailureKind.Limit"/> beyond a limit; <see cref="FailureKind.Invalid"/> when it is no
    /// table, is damaged, or cells cannot be read, each with its row and column.
    /// </returns>
    public static Outcome<Table> Read(ReadOnlyMemory<byte> file, string? fileName = null, TableLimits? limits = null, string? sheet = null)
    {
        limits ??= TableLimits.Default;
        if (file.Length > limits.Bytes)
            return limits.TooManyBytes();
        var bytes = file.Span;
        if (bytes.StartsWith("PK\u0003\u0004"u8) || bytes.StartsWith("PK\u0005\u0006"u8))
            return ReadWorkbook(file, limits, sheet);
        if (bytes.StartsWith((ReadOnlySpan<byte>)[0xD0, 0xCF, 0x11, 0xE0]))
            return new Failure(FailureKind.Invalid, new(
                "古い形式の Excel ファイル(.xls)か、パスワードの付いた Excel ファイルです。パスワードを外し、「Excel ブック(.xlsx)」で保存し直してください。",
                "This is an Excel file of the old kind (.xls) or one with a password. Remove the password and save it as an Excel workbook (.xlsx)."));
        var text = DecodedText.From(bytes);
        if (text.Characters.AsSpan().Contains('\0') || text.Damage > text.Characters.Length / 20 + 1)
            return new Failure(FailureKind.Invalid, new(
                "表のファイルではありません。XLSX、CSV、TSV のいずれかで保存してください。",
                "This is not a file with a table. Save it as XLSX, CSV or TSV."));
        return DelimitedText.Read(text, IsTabSeparated(fileName), limits);
    }

    /// <summary>Reads a file from a stream, to its end or to one byte beyond the limit.</summary>
    /// <inheritdoc cref="Read" path="/param|/returns"/>
    public static async Task<Outcome<Table>> ReadAsync(
        Stream stream, string? fileName = null, TableLimits? limits = null, string? sheet = null, CancellationToken cancellation = default)
    {
        limits ??= TableLimits.Default;
        var buffer = ArrayPool<byte>.Shared.Rent(64 * 1024);
        try
        {
            var length = 0;
            while (length <= limits.Bytes)
            {
                if (length == buffer.Length)
                {
                    var larger = ArrayPool<byte>.Shared.Rent(length * 2);
                    buffer.AsSpan(0, length).CopyTo(larger);
                    ArrayPool<byte>.Shared.Return(buffer);
                    buffer = larger;
                }

                var read = await stream.ReadAsync(buffer.AsMemory(length), cancellation);
                if (read == 0)
                    break;
                length += read;
            }

            return Read(buffer.AsMemory(0, length), fileName, limits, sheet);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    /// <summary>
    /// Reads a file for a use that needs no two rows at once: a large text comes in pieces, each a table with the headings of the file
    /// and the numbers of its rows in the file; anything else comes as one. Ends after the first failure.
    /// </summary>
    /// <inheritdoc cref="Read" path="/param"/>
    public static IEnumerable<Outcome<Table>> ReadPieces(ReadOnlyMemory<byte> file, string? fileName = null, TableLimits? limits = null)
        => file.Length <= (limits ?? TableLimits.Default).Bytes && TablePieces.CanCut(file.Span)
            ? TablePieces.Read(file, IsTabSeparated(fileName), limits ?? TableLimits.Default)
            : [Read(file, fileName, limits)];

    private static bool IsTabSeparated(string? fileName) => fileName?.EndsWith(".tsv", StringComparison.OrdinalIgnoreCase) ?? false;

    private static Outcome<Table> ReadWorkbook(ReadOnlyMemory<byte> file, TableLimits limits, string? sheet)
    {
        using var package = new Package(file, limits);
        if (package.Exceeded)
            return limits.UnpacksTooFar();
        try
        {
            package.Open();
            return Workbook.Read(package, limits, sheet);
        }
        catch (Exception e) when (e is InvalidDataException or XmlException or IOException or NotSupportedException or ArgumentException
            or FormatException or OverflowException or InvalidOperationException)
        {
            return package.Exceeded
                ? limits.UnpacksTooFar()
                : new Failure(FailureKind.Invalid, new(
                    "XLSX ファイルが壊れています。Excel で開いて保存し直してください。",
                    "The XLSX file is damaged. Open it in a spreadsheet and save it again."));
        }
    }
}
