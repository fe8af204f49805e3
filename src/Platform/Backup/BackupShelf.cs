using System.Globalization;
using Sakimori.Kernel;

namespace Sakimori.Platform.Backup;

/// <summary>A daily backup in its folder.</summary>
/// <param name="File">The file's full path.</param>
/// <param name="Made">When it was begun, UTC.</param>
/// <param name="Bytes">Its size.</param>
public sealed record ShelvedBackup(string File, DateTime Made, long Bytes);

/// <summary>The folder of the daily backups: names, the newest, and which are kept.</summary>
public static class BackupShelf
{
    private const string Form = "'sakimori-'yyyyMMdd'T'HHmmss'Z.age'";

    /// <summary>The file of a backup that is begun at a moment.</summary>
    public static string NameOf(DateTime made) => made.ToString(Form, CultureInfo.InvariantCulture);

    /// <summary>The backups in a folder, the newest first; other files are nobody's business.</summary>
    /// <exception cref="IOException">The folder cannot be read.</exception>
    public static IReadOnlyList<ShelvedBackup> In(string folder) => !Directory.Exists(folder) ? [] :
    [
        .. new DirectoryInfo(folder).GetFiles("sakimori-*.age")
            .Select(f => DateTime.TryParseExact(f.Name, Form, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var made)
                ? new ShelvedBackup(f.FullName, made, f.Length) : null)
            .OfType<ShelvedBackup>().OrderByDescending(b => b.Made),
    ];

    /// <summary>
    /// Those that are kept: the newest of each of the latest days, weeks and months that have one; weeks begin on Monday, days are days in Japan. So a
    /// portal that stood still loses none.
    /// </summary>
    public static IReadOnlySet<ShelvedBackup> Kept(IReadOnlyList<ShelvedBackup> newestFirst, BackupSettings settings)
    {
        var kept = new HashSet<ShelvedBackup>();
        Keep(day => day, settings.Days);
        Keep(day => day.AddDays(-(((int)day.DayOfWeek + 6) % 7)), settings.Weeks);
        Keep(day => new(day.Year, day.Month, 1), settings.Months);
        return kept;

        void Keep(Func<DateOnly, DateOnly> period, int most)
            => kept.UnionWith(newestFirst.GroupBy(b => period(Dates.DayInJapan(b.Made))).OrderByDescending(g => g.Key).Take(most).Select(g => g.MaxBy(b => b.Made)!));
    }
}
