namespace Sakimori.Platform.Tables;

/// <summary>The letters by which a spreadsheet names its columns: A … Z, AA … XFD.</summary>
internal static class ColumnName
{
    /// <summary>Columns of a sheet (ECMA-376: up to XFD).</summary>
    public const int Most = 16_384;

    /// <summary>The letters of a column counted from 0.</summary>
    public static string Letters(int column)
    {
        Span<char> letters = stackalloc char[7];
        var at = letters.Length;
        for (var rest = column + 1; rest > 0; rest = (rest - 1) / 26)
            letters[--at] = (char)('A' + (rest - 1) % 26);
        return new(letters[at..]);
    }

    /// <summary>The column, counted from 0, of a reference such as <c>BC12</c>; null when it names none of a sheet's columns.</summary>
    public static int? Of(ReadOnlySpan<char> reference)
    {
        var column = 0;
        var letters = 0;
        while (letters < reference.Length && char.IsAsciiLetter(reference[letters]))
        {
            column = column * 26 + (reference[letters] & 0x1F);
            if (column > Most)
                return null;
            letters++;
        }

        return letters == 0 || letters == reference.Length || reference[letters..].ContainsAnyExceptInRange('0', '9')
            ? null
            : column - 1;
    }
}
