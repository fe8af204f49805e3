using Sakimori.Kernel;

namespace Sakimori.Benchmark.Domain;

/// <summary>What somebody enters to open or change a round, as it was written.</summary>
public sealed record RoundEntry
{
    /// <summary>The title in Japanese.</summary>
    public string TitleJa { get; init; } = "";

    /// <summary>The title in English; empty: the Japanese one stands in both languages.</summary>
    public string TitleEn { get; init; } = "";

    /// <summary>The message to the invited in Japanese.</summary>
    public string MessageJa { get; init; } = "";

    /// <summary>The message in English; empty: the Japanese one stands in both languages.</summary>
    public string MessageEn { get; init; } = "";

    /// <summary>The opening day; empty: today.</summary>
    public string Opens { get; init; } = "";

    /// <summary>The due day.</summary>
    public string Due { get; init; } = "";

    /// <summary>The version of the questionnaire; empty: the one in force on the opening day.</summary>
    public string Version { get; init; } = "";

    /// <summary>What is asked for at most: a code of <see cref="SharingLevel"/>.</summary>
    public string Asked { get; init; } = "";
}

/// <summary>A round's fields that have been judged.</summary>
/// <param name="Title">Its title.</param>
/// <param name="Message">What the invited read; may be empty.</param>
/// <param name="Opens">The first day on which the invited see it, in Japan.</param>
/// <param name="Due">The last day on which answers are in time, in Japan.</param>
/// <param name="Rules">The version whose results count.</param>
/// <param name="Asked">What is asked for at most.</param>
public sealed record RoundFields(Text Title, Text Message, DateOnly Opens, DateOnly Due, RuleSet Rules, SharingLevel Asked)
{
    /// <summary>The longest title, in characters.</summary>
    public const int LongestTitle = 100;

    /// <summary>The longest message, in characters.</summary>
    public const int LongestMessage = 2000;

    /// <summary>How many days a round may be planned ahead, and how many it may last.</summary>
    public const int MostDays = 366;

    /// <summary>Reads what was entered; each fault names the field.</summary>
    /// <param name="entry">As it was entered.</param>
    /// <param name="versions">The published versions, the oldest first.</param>
    /// <param name="today">Today in Japan.</param>
    public static Outcome<RoundFields> Read(RoundEntry entry, IReadOnlyList<PublishedRules> versions, DateOnly today)
    {
        var faults = new FaultList();
        var (title, message) = Words(entry, faults);
        var opens = string.IsNullOrWhiteSpace(entry.Opens) ? today : Day(entry.Opens, "opens", faults);
        if (opens is { } begins && (begins < today || begins > today.AddDays(MostDays)))
        {
            faults.Add(new("開始日が範囲の外です。", "The opening day is out of range."),
                new($"今日から{MostDays}日以内の日にしてください。", $"Choose a day from today to {MostDays} days ahead."), column: "opens", value: entry.Opens);
        }

        var due = DueDay(entry.Due, opens ?? today, faults);
        var asked = SharingLevels.Parse(entry.Asked);
        if (asked is null or SharingLevel.Nothing)
        {
            faults.Add(new("求める共有範囲が選ばれていません。", "What is asked for is not chosen."),
                new("done、total、measures のどれかを選んでください。", "Choose done, total or measures."), column: "asked", value: entry.Asked);
        }

        var rules = opens is { } from && due is { } until ? InForce(entry.Version, versions, from, until, faults) : null;
        return faults.Any ? faults.ToFailure(PleaseCheck) : new RoundFields(title, message, opens!.Value, due!.Value, rules!, asked!.Value);
    }

    /// <summary>Reads a change: title, message and due day alone can change once a round is open.</summary>
    public static Outcome<(Text Title, Text Message, DateOnly Due)> ReadChange(RoundEntry entry, DateOnly opens)
    {
        var faults = new FaultList();
        var (title, message) = Words(entry, faults);
        var due = DueDay(entry.Due, opens, faults);
        return faults.Any ? faults.ToFailure(PleaseCheck) : (title, message, due!.Value);
    }

    private static Text PleaseCheck => new("入力を確かめてください。", "Please check what you entered.");

    private static (Text Title, Text Message) Words(RoundEntry entry, FaultList faults)
    {
        var (title, titleEn) = (entry.TitleJa.Trim(), entry.TitleEn.Trim());
        foreach (var (column, value, required) in ((string, string, bool)[])[("title_ja", title, true), ("title_en", titleEn, false)])
        {
            if ((required && value.Length == 0) || value.Length > LongestTitle)
            {
                faults.Add(new("題名がないか、長すぎます。", "The title is missing or too long."),
                    new($"{LongestTitle}文字までで入力してください。", $"Enter up to {LongestTitle} characters."), column: column, value: value);
            }
            else if (value.Any(char.IsControl) || value.Contains("://", StringComparison.Ordinal))
            {
                // It stands in letters to people who do not know the host: no link of the host's in them.
                faults.Add(new("題名に改行やアドレス（URL）は使えません。", "A title holds neither line breaks nor web addresses."),
                    new("アドレスは説明に書いてください。", "Put addresses into the message."), column: column, value: value);
            }
        }

        var (message, messageEn) = (Lines(entry.MessageJa), Lines(entry.MessageEn));
        foreach (var (column, value) in ((string, string)[])[("message_ja", message), ("message_en", messageEn)])
        {
            if (value.Length > LongestMessage)
            {
                faults.Add(new("説明が長すぎます。", "The message is too long."),
                    new($"{LongestMessage}文字までにしてください。", $"Shorten it to {LongestMessage} characters."), column: column, value: value);
            }
        }

        return (new(title, titleEn.Length > 0 ? titleEn : title), new(message, messageEn.Length > 0 ? messageEn : message));
    }

    private static string Lines(string text) => text.ReplaceLineEndings("\n").Trim();

    private static DateOnly? Day(string text, string column, FaultList faults)
    {
        var day = Dates.Parse(text);
        if (day is null)
        {
            faults.Add(new("日付ではありません。", "This is not a date."),
                new("2026-11-23、令和8年11月23日 のように入力してください。", "Enter it like 2026-11-23."), column: column, value: text);
        }

        return day;
    }

    private static DateOnly? DueDay(string text, DateOnly opens, FaultList faults)
    {
        var due = Day(text, "due", faults);
        if (due is not { } day || (day >= opens && day <= opens.AddDays(MostDays)))
            return due;
        faults.Add(new("期限が範囲の外です。", "The due day is out of range."),
            new($"開始日から{MostDays}日以内の日にしてください。", $"Choose a day from the opening day to {MostDays} days after it."), column: "due", value: text);
        return null;
    }

    // New checks are answered with the version in force: one that changes in mid-round would shut out those who answer late.
    private static RuleSet? InForce(string version, IReadOnlyList<PublishedRules> versions, DateOnly opens, DateOnly due, FaultList faults)
    {
        var wanted = version.Trim();
        var inForce = versions.LastOrDefault(v => v.From <= opens) ?? versions[0];
        if (wanted.Length > 0 && wanted != inForce.Rules.Version)
        {
            faults.Add(new("この版は開始日に使われていません。", "This version is not in force on the opening day."),
                new($"{inForce.Rules.Version}にするか、空けてください。", $"Choose {inForce.Rules.Version}, or leave it blank."), column: "version", value: version);
            return null;
        }

        if (versions.FirstOrDefault(v => v.From > opens && v.From <= due) is not { } next)
            return inForce.Rules;
        faults.Add(new($"期限までに新しい版（{next.Rules.Version}）に替わります。", $"A new version ({next.Rules.Version}) comes into force before the due day."),
            new($"{next.From:yyyy-MM-dd} より前の期限にするか、その日から始めてください。", $"End it before {next.From:yyyy-MM-dd}, or open it on that day."), column: "due");
        return null;
    }
}
