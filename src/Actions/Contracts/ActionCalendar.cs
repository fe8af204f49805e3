using System.Globalization;
using System.Text;

namespace Sakimori.Actions.Contracts;

/// <summary>A day in a calendar file.</summary>
/// <param name="Uid">Unique for ever, so that a second import changes the first entry.</param>
/// <param name="Day">The day.</param>
/// <param name="Summary">One line.</param>
/// <param name="Description">Text; may be empty.</param>
/// <param name="Url">Where it stands in the portal; null for none.</param>
/// <param name="Version">Rises with every change.</param>
public sealed record CalendarDay(string Uid, DateOnly Day, string Summary, string Description, string? Url, int Version);

/// <summary>Writes iCalendar files (RFC 5545): whole-day events, which every calendar program imports (tasks are not).</summary>
public static class ActionCalendar
{
    /// <summary>The media type.</summary>
    public const string MediaType = "text/calendar; charset=utf-8";

    /// <summary>A calendar in UTF-8, its lines folded at 75 bytes between characters.</summary>
    /// <param name="days">The days, in order.</param>
    /// <param name="now">When it is written, UTC.</param>
    public static byte[] Write(IEnumerable<CalendarDay> days, DateTime now)
    {
        using var file = new MemoryStream();
        Line(file, "BEGIN:VCALENDAR");
        Line(file, "VERSION:2.0");
        Line(file, "PRODID:-//Sakimori//Actions//JA");
        foreach (var day in days)
        {
            Line(file, "BEGIN:VEVENT");
            Line(file, "UID:" + day.Uid);
            Line(file, "DTSTAMP:" + now.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture));
            Line(file, "SEQUENCE:" + day.Version.ToString(CultureInfo.InvariantCulture));
            Line(file, "DTSTART;VALUE=DATE:" + day.Day.ToString("yyyyMMdd", CultureInfo.InvariantCulture));
            Line(file, "SUMMARY:" + Escape(day.Summary));
            if (day.Description.Length > 0)
                Line(file, "DESCRIPTION:" + Escape(day.Description));
            if (day.Url is { } url)
                Line(file, "URL:" + url);
            Line(file, "TRANSP:TRANSPARENT");
            Line(file, "END:VEVENT");
        }

        Line(file, "END:VCALENDAR");
        return file.ToArray();
    }

    private static string Escape(string text)
        => text.ReplaceLineEndings("\n").Replace("\\", "\\\\", StringComparison.Ordinal).Replace(";", "\\;", StringComparison.Ordinal)
            .Replace(",", "\\,", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal);

    private static void Line(MemoryStream file, string line)
    {
        Span<byte> character = stackalloc byte[4];
        var width = 0;
        foreach (var rune in line.EnumerateRunes())
        {
            if (Rune.IsControl(rune))
                continue;
            var length = rune.EncodeToUtf8(character);
            if (width + length > 75)
            {
                file.Write("\r\n "u8);
                width = 1;
            }

            file.Write(character[..length]);
            width += length;
        }

        file.Write("\r\n"u8);
    }
}
