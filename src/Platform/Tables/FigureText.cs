using Sakimori.Kernel;

namespace Sakimori.Platform.Tables;

/// <summary>How the text of a cell is read as a figure. Cells are trimmed and not blank.</summary>
internal static class FigureText
{
    private const int MostDigits = 20;

    /// <summary>Signs by which Japanese accounts and spreadsheets mark a negative figure.</summary>
    public const string Minus = "-−‐△▲";

    public static Misread? WholeNumber(string cell, long least, long most, out long? value)
    {
        value = Digits(cell) is { } digits && long.TryParse(digits, out var number) ? number : null;
        if (value is null)
            return new(new("整数ではありません。", "This is not a whole number."),
                new("単位を付けず、数字だけを書いてください。", "Write digits only, without a unit."));
        if (value >= least && value <= most)
            return null;
        value = null;
        return OutOfRange($"{least:#,0}", $"{most:#,0}");
    }

    public static Misread? Tenths(string cell, Tenths least, Tenths most, out Tenths? value)
    {
        value = Digits(cell) is { } digits && decimal.TryParse(digits, out var number)
            && number * 10 is var tenths && tenths == decimal.Truncate(tenths) && tenths is >= int.MinValue and <= int.MaxValue
            ? new Tenths((int)tenths) : null;
        if (value is null)
            return new(new("小数点以下 1 桁までの数ではありません。", "This is not a figure with at most one decimal."),
                new("75.4 のように数字だけを書いてください。", "Write digits only, such as 75.4."));
        if (value >= least && value <= most)
            return null;
        value = null;
        return OutOfRange(least.ToString(), most.ToString());
    }

    private static Misread OutOfRange(string least, string most) => new(
        new("範囲の外の値です。", "The value is out of range."),
        new($"{least} から {most} までの値を書いてください。", $"Write a value from {least} to {most}."));

    // The sign and digits of a figure whose thousands, if separated at all, are separated rightly; null when it is none.
    private static string? Digits(string cell)
    {
        var text = JapaneseText.Fold(cell).Replace(" ", "", StringComparison.Ordinal);
        var negative = text.Length > 0 && Minus.Contains(text[0]);
        var digits = negative || text.StartsWith('+') ? text[1..] : text;
        var whole = digits.IndexOf('.') is var point && point < 0 ? digits.Length : point;
        var comma = digits.IndexOf(',');
        if (comma is 0 or > 3)
            return null;
        for (var i = comma; i >= 0 && i < whole; i += 4)
        {
            if (digits[i] != ',' || whole - i < 4)
                return null;
        }

        if (digits.LastIndexOf(',') is var last && last >= 0 && whole - last != 4)
            return null;
        digits = digits.Replace(",", "", StringComparison.Ordinal);
        return digits.Length is > 0 and <= MostDigits && char.IsAsciiDigit(digits[0]) && char.IsAsciiDigit(digits[^1])
            && digits.All(c => c == '.' || char.IsAsciiDigit(c))
            ? negative ? "-" + digits : digits
            : null;
    }
}
