namespace Sakimori.Platform.Tables.Xlsx;

/// <summary>How wide a text stands in a sheet, in widths of a digit: Japanese letters take two.</summary>
internal static class ColumnWidth
{
    /// <summary>The narrowest column.</summary>
    public const int Least = 8;

    /// <summary>The widest column; longer text runs on or wraps.</summary>
    public const int Most = 60;

    /// <summary>The width of the longest line, counted no further than needed.</summary>
    public static int Of(ReadOnlySpan<char> text)
    {
        int widest = 0, width = 0;
        foreach (var c in text)
        {
            width = c is '\r' or '\n' ? 0 : width + (c < '\u1100' || c is >= '｡' and <= 'ﾟ' ? 1 : 2);
            widest = Math.Max(widest, width);
            if (widest > Most)
                break;
        }

        return widest;
    }
}
