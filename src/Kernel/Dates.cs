using System.Globalization;

namespace Sakimori.Kernel;

/// <summary>Dates and times as people read them: stored in UTC, shown in Japan Standard Time.</summary>
public static class Dates
{
    private static readonly TimeSpan Jst = TimeSpan.FromHours(9);

    // First day of each era; the era of a date is the last one that had begun.
    private static readonly (DateOnly First, string Name, char Letter)[] Eras =
    [
        (new(2019, 5, 1), "令和", 'R'),
        (new(1989, 1, 8), "平成", 'H'),
        (new(1926, 12, 25), "昭和", 'S'),
        (new(1912, 7, 30), "大正", 'T'),
        (new(1868, 1, 25), "明治", 'M'),
    ];

    /// <summary>The day in Japan at a moment in UTC.</summary>
    public static DateOnly DayInJapan(DateTime utc) => DateOnly.FromDateTime(utc + Jst);

    /// <summary>A date for reading: <c>2026年11月23日</c> or <c>23 November 2026</c>.</summary>
    public static Text Written(DateOnly date) => new(
        $"{date.Year}年{date.Month}月{date.Day}日",
        $"{date.Day} {CultureInfo.InvariantCulture.DateTimeFormat.GetMonthName(date.Month)} {date.Year}");

    /// <summary>A moment for reading, in Japan Standard Time, to the minute.</summary>
    public static Text Moment(DateTime utc)
    {
        var local = utc + Jst;
        return Written(DateOnly.FromDateTime(local)) + Text.Same($" {local:HH:mm} JST");
    }

    /// <summary>
    /// Reads a date as Japanese offices write it: <c>2026-11-23</c>, <c>2026/11/3</c>, <c>2026年11月3日</c>, <c>20261123</c>,
    /// <c>令和8年11月23日</c>, <c>令和元年5月1日</c>, <c>R8.11.23</c>; full-width digits too. Null when it is none of these or
    /// no such day exists (an era's year after the era had ended is accepted as long as the day is real).
    /// </summary>
    public static DateOnly? Parse(string text)
    {
        var s = JapaneseText.Fold(text).Replace(" ", "", StringComparison.Ordinal);
        if (s.Length == 0)
            return null;
        foreach (var (first, name, letter) in Eras)
        {
            var rest = s.StartsWith(name, StringComparison.Ordinal) ? s[name.Length..]
                : char.ToUpperInvariant(s[0]) == letter ? s[1..]
                : null;
            if (rest is null)
                continue;
            if (rest.StartsWith('元'))
                rest = "1" + rest[1..];
            return Parts(rest) is { } p ? Day(first.Year + p.Year - 1, p.Month, p.Day) is { } day && day >= first ? day : null : null;
        }

        if (s.Length == 8 && s.All(char.IsAsciiDigit))
            return Day(int.Parse(s.AsSpan(0, 4)), int.Parse(s.AsSpan(4, 2)), int.Parse(s.AsSpan(6, 2)));
        return Parts(s) is { Year: >= 1000 } q ? Day(q.Year, q.Month, q.Day) : null;
    }

    private static (int Year, int Month, int Day)? Parts(string s)
    {
        Span<int> parts = stackalloc int[3];
        var filled = 0;
        var digits = 0;
        foreach (var c in s)
        {
            if (char.IsAsciiDigit(c))
            {
                if (filled == 3 || digits == 4)
                    return null;
                parts[filled] = parts[filled] * 10 + (c - '0');
                digits++;
            }
            else if (c is '年' or '月' or '日' or '/' or '-' or '.' && digits > 0)
            {
                filled++;
                digits = 0;
            }
            else
            {
                return null;
            }
        }

        if (digits > 0)
            filled++;
        return filled == 3 ? (parts[0], parts[1], parts[2]) : null;
    }

    private static DateOnly? Day(int year, int month, int day)
        => year is >= 1 and <= 9999 && month is >= 1 and <= 12 && day >= 1 && day <= DateTime.DaysInMonth(year, month)
            ? new DateOnly(year, month, day)
            : null;
}
