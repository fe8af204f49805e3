using System.Globalization;

namespace Sakimori.Platform.Tables.Xlsx;

/// <summary>What a number of a sheet stands for.</summary>
internal enum NumberKind
{
    /// <summary>A number.</summary>
    Plain,

    /// <summary>A day, shown without time.</summary>
    Day,

    /// <summary>A time of day.</summary>
    Time,

    /// <summary>A day with a time.</summary>
    DayAndTime,
}

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
                codes[id] = OfCode(xml.Plain("formatCode") ?? "");
            else if (xml is { IsStart: true, Name: "xf" } && inCells && formats.styles.Count < MostStyles)
                formats.styles.Add(xml.Number("numFmtId") is { } used ? codes.TryGetValue(used, out var kind) ? kind : BuiltIn(used) : NumberKind.Plain);
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

    // 27 to 36 and 50 to 58 are the Japanese ones: eras, 年月日, 時分.
    private static NumberKind BuiltIn(int id) => id switch
    {
        14 or 15 or 16 or 17 => NumberKind.Day,
        18 or 19 or 20 or 21 or 32 or 33 or 45 or 46 or 47 => NumberKind.Time,
        22 => NumberKind.DayAndTime,
        (>= 27 and <= 36) or (>= 50 and <= 58) => NumberKind.Day,
        _ => NumberKind.Plain,
    };

    // By the letters of the code's first section, outside quotes, escapes and brackets; [h], [m], [s] count as times.
    private static NumberKind OfCode(string code)
    {
        bool day = false, time = false;
        foreach (var word in (ReadOnlySpan<string>)["General", "G/標準", "AM/PM", "A/P"])
            code = code.Replace(word, "", StringComparison.OrdinalIgnoreCase);
        for (var i = 0; i < code.Length && code[i] != ';'; i++)
        {
            switch (char.ToLowerInvariant(code[i]))
            {
                case '"':
                    i = Skip(code, i, '"');
                    break;
                case '[':
                    var end = Skip(code, i, ']');
                    time |= end - i > 1 && "hms".Contains(char.ToLowerInvariant(code[i + 1]), StringComparison.Ordinal)
                        && code.AsSpan(i + 1, end - i - 1).ContainsAnyExcept(code[i + 1], ']') is false;
                    i = end;
                    break;
                case '\\' or '_' or '*':
                    i++;
                    break;
                case 'e' when i + 1 < code.Length && code[i + 1] is '+' or '-':
                    i++;
                    break;
                case 'y' or 'd' or 'g' or 'e' or 'a':
                    day = true;
                    break;
                case 'h' or 's':
                    time = true;
                    break;
                case 'm' when !time && code.AsSpan(i + 1).IndexOfAny('s', 'S') < 0:
                    day = true;
                    break;
            }
        }

        return (day, time) switch
        {
            (true, true) => NumberKind.DayAndTime,
            (true, false) => NumberKind.Day,
            (false, true) => NumberKind.Time,
            _ => NumberKind.Plain,
        };
    }

    private static int Skip(string code, int from, char until)
    {
        var end = code.IndexOf(until, from + 1);
        return end < 0 ? code.Length : end;
    }
}
