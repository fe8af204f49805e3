using System.Globalization;

namespace Sakimori.Platform.Tables.Xlsx;

/// <summary>
/// Which cell styles show dates (ECMA-376 part 1, 18.8.30), and the text of a stored number: plain digits, or the date that the
/// spreadsheet shows as <c>2026-11-23</c>, <c>2026-11-23 09:30:00</c>, <c>09:30:00</c>.
/// </summary>
internal sealed class NumberFormats
{
    private const int MostStyles = 65_536;
    private readonly List<NumberKind> styles = [];
    private readonly bool since1904;

    private NumberFormats(bool since1904) => this.since1904 = since1904;

    /// <summary>Reads the styles part; without one every number is plain.</summary>
    public static NumberFormats Read(Package package, string? path, bool since1904)
    {
        var formats = new NumberFormats(since1904);
        var codes = new Dictionary<int, NumberKind>();
        var inCells = false;
        using var xml = path is null ? null : package.Part(path);
        while (xml?.Next() ?? false)
        {
            if (xml.Name == "cellXfs")
                inCells = xml is { IsStart: true, IsEmpty: false };
            else if (xml is { IsStart: true, Name: "numFmt" } && xml.Number("numFmtId") is { } id && codes.Count < MostStyles)
                codes[id] = NumberKinds.OfCode(xml.Attribute("formatCode") ?? "");
            else if (xml is { IsStart: true, Name: "xf" } && inCells && formats.styles.Count < MostStyles)
                formats.styles.Add(xml.Number("numFmtId") is { } used ? codes.TryGetValue(used, out var kind) ? kind : NumberKinds.BuiltIn(used) : NumberKind.Plain);
        }

        return formats;
    }

    /// <summary>What the spreadsheet shows of a stored value that is not text.</summary>
    /// <param name="stored">The value as it stands in the file.</param>
    /// <param name="type">The cell's type: <c>b</c> truth, <c>d</c> a date as ISO 8601, otherwise a number.</param>
    /// <param name="style">The cell's style, counted from 0.</param>
    public ReadOnlySpan<char> Shown(ReadOnlySpan<char> stored, string? type, int style)
    {
        if (type == "b")
            return stored is "0" or "false" ? "FALSE" : "TRUE";
        if (type == "d")
            return stored.EndsWith("T00:00:00") ? stored[..^9] : stored;
        var kind = style < styles.Count ? styles[style] : NumberKind.Plain;
        return kind != NumberKind.Plain && double.TryParse(stored, out var serial) && Moment(serial, kind) is { } moment
            ? moment
            : Plain(stored);
    }

    // A spreadsheet keeps 15 significant digits; writers differ in how many more they store and when they use an exponent.
    private static ReadOnlySpan<char> Plain(ReadOnlySpan<char> stored)
    {
        var digits = stored.TrimStart('-');
        if (digits.Length is > 0 and < 20 && stored.Length - digits.Length < 2 && !digits.ContainsAnyExceptInRange('0', '9'))
            return stored;
        return double.TryParse(stored, NumberStyles.Float, null, out var number)
            && decimal.TryParse(number.ToString("G15"), NumberStyles.Float, null, out var exact)
            ? exact.ToString()
            : stored;
    }

    private string? Moment(double serial, NumberKind kind)
    {
        const double secondsOfDay = 86_400;
        if (serial is not (>= 0 and < 2_958_466))
            return null;
        var seconds = (long)Math.Round(serial * secondsOfDay);
        var day = (int)(seconds / (long)secondsOfDay);
        var time = TimeSpan.FromSeconds(seconds % (long)secondsOfDay);
        if (kind == NumberKind.Time)
            return $"{day * 24L + time.Hours:00}:{time.Minutes:00}:{time.Seconds:00}";
        if (Day(day) is not { } date)
            return null;
        return kind == NumberKind.Day || time == TimeSpan.Zero ? date : $"{date} {time:hh\\:mm\\:ss}";
    }

    // The 1900 calendar counts a 29 February 1900 that never was: day 60.
    private string? Day(int serial) => (since1904, serial) switch
    {
        (true, _) => new DateOnly(1904, 1, 1).AddDays(Math.Min(serial, 2_957_003)).ToString("yyyy-MM-dd"),
        (false, 0) => null,
        (false, 60) => "1900-02-29",
        (false, < 60) => new DateOnly(1899, 12, 31).AddDays(serial).ToString("yyyy-MM-dd"),
        _ => new DateOnly(1899, 12, 30).AddDays(serial).ToString("yyyy-MM-dd"),
    };
}
