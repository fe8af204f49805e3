using Sakimori.Kernel;

namespace Sakimori.Platform.Tables;

/// <summary>How much of a file is read; a file beyond a limit is refused as a whole with <see cref="FailureKind.Limit"/>.</summary>
public sealed record TableLimits
{
    /// <summary>What an upload may hold unless a use case says otherwise.</summary>
    public static TableLimits Default { get; } = new();

    /// <summary>Size of the file in bytes, at most 1 GiB; 20 MiB unless set.</summary>
    public int Bytes { get; init; } = 20 * 1024 * 1024;

    /// <summary>Rows below the headings, blank ones not counted.</summary>
    public int Rows { get; init; } = 200_000;

    /// <summary>Columns that hold something.</summary>
    public int Columns { get; init; } = 500;

    /// <summary>UTF-16 units in one cell: what a cell of a spreadsheet holds.</summary>
    public int CellLength { get; init; } = 32_767;

    /// <summary>Cells of all rows together, gaps counted: bounds the memory of a sparse sheet.</summary>
    public int Cells { get; init; } = 10_000_000;

    /// <summary>Bytes that the parts of an XLSX file may unpack to, together.</summary>
    public int Unpacked { get; init; } = 200 * 1024 * 1024;

    /// <summary>How many times its packed size an XLSX file may unpack to, once 8 MiB are passed.</summary>
    public int Ratio { get; init; } = 150;

    /// <summary>Parts of an XLSX file.</summary>
    public int Parts { get; init; } = 1_000;

    internal Failure TooManyBytes() => Beyond(
        $"ファイルが大きすぎます(上限 {Megabytes(Bytes)})。", $"The file is too large (at most {Megabytes(Bytes)}).");

    internal Failure TooManyRows() => Beyond(
        $"行が多すぎます(上限 {Rows:#,0} 行)。", $"There are too many rows (at most {Rows:#,0}).");

    internal Failure TooManyCells() => Beyond(
        $"セルが多すぎます(上限 {Cells:#,0})。", $"There are too many cells (at most {Cells:#,0}).");

    internal Failure UnpacksTooFar() => Beyond(
        $"展開すると大きくなりすぎる XLSX です(上限 {Megabytes(Unpacked)}、圧縮前後の比 {Ratio} 倍、部品 {Parts:#,0} 個)。",
        $"The XLSX unpacks too far (at most {Megabytes(Unpacked)}, {Ratio} times its size, {Parts:#,0} parts).");

    internal Failure TooManyColumns(int row, int column) => new(FailureKind.Limit,
        new($"列が多すぎます(上限 {Columns:#,0} 列)。", $"There are too many columns (at most {Columns:#,0})."),
        [
            new(new("上限を超えた列に値があります。", "There is a value beyond the last column allowed."),
                new("要らない列を消してから読み込んでください。", "Remove the columns that are not needed, then read the file again."),
                row, ColumnName.Letters(column)),
        ]);

    internal Failure CellTooLong(int row, string column, ReadOnlySpan<char> value) => new(FailureKind.Limit,
        new($"長すぎるセルがあります(上限 {CellLength:#,0} 字)。", $"A cell is too long (at most {CellLength:#,0} characters)."),
        [
            new(new($"セルが {value.Length:#,0} 字あります。", $"The cell has {value.Length:#,0} characters."),
                new($"{CellLength:#,0} 字までに縮めてください。", $"Shorten it to {CellLength:#,0} characters."),
                row, column, Cell.Excerpt(value)),
        ]);

    private static Failure Beyond(string ja, string en) => new(FailureKind.Limit,
        new(ja + "ファイルを分けて読み込んでください。", en + " Split the file and read the parts."));

    private static string Megabytes(int bytes) => $"{bytes / (1024 * 1024m):0.#} MiB";
}
