using Microsoft.EntityFrameworkCore;
using Sakimori.Kernel;
using Sakimori.Platform.Access;
using Sakimori.Platform.Records;

namespace Sakimori.Platform.Privacy;

/// <summary>The versions of the privacy notice.</summary>
public sealed class PrivacyNotices(Works works, ContextFactory contexts, TimeProvider time)
{
    /// <summary>The longest of each field, in characters.</summary>
    public const int LongestName = 200, LongestAddress = 300, LongestMore = 5000;

    /// <summary>Every version, the latest first. Public: the notice is for everybody.</summary>
    public async Task<IReadOnlyList<PrivacyNotice>> ListAsync(CancellationToken cancel)
    {
        await using var platform = contexts.Read<PlatformContext>(Reader.Nobody);
        return await platform.PrivacyNotices.OrderByDescending(n => n.Number).ToListAsync(cancel);
    }

    /// <summary>The version that holds today, and the latest one that will hold later; null where there is none.</summary>
    public async Task<(PrivacyNotice? Now, PrivacyNotice? Later)> CurrentAsync(CancellationToken cancel)
    {
        var today = Dates.DayInJapan(time.GetUtcNow().UtcDateTime);
        await using var platform = contexts.Read<PlatformContext>(Reader.Nobody);
        var latest = await platform.PrivacyNotices.OrderByDescending(n => n.Number).FirstOrDefaultAsync(cancel);
        return latest is null || latest.Effective <= today
            ? (latest, null)
            : (await platform.PrivacyNotices.Where(n => n.Effective <= today).OrderByDescending(n => n.Number).FirstOrDefaultAsync(cancel), latest);
    }

    /// <summary>Writes the next version. Fails when a field is wrong, nothing was changed, or somebody wrote another one meanwhile.</summary>
    /// <param name="reader">The office.</param>
    /// <param name="words">What it writes; line breaks and spaces at the ends are trimmed.</param>
    /// <param name="basedOn">The number of the version that the writer saw; 0 for none.</param>
    /// <param name="cancel">Cancels.</param>
    /// <returns>The number of the new version.</returns>
    public async Task<Outcome<int>> WriteAsync(Reader reader, NoticeWords words, int basedOn, CancellationToken cancel)
    {
        if (!reader.Holds(Role.Office))
            return Failure.NotFound;
        words = words with { Operator = Trimmed(words.Operator), Address = Trimmed(words.Address), Contact = words.Contact.Trim(), More = Trimmed(words.More) };
        var today = Dates.DayInJapan(time.GetUtcNow().UtcDateTime);
        if (Judge(words, today) is { Count: > 0 } faults)
            return new Failure(FailureKind.Invalid, NewAccount.PleaseCheck, faults);
        await using var work = await works.BeginAsync(reader, cancel);
        var platform = work.Enlist<PlatformContext>();
        var latest = await platform.PrivacyNotices.OrderByDescending(n => n.Number).FirstOrDefaultAsync(cancel);
        if ((latest?.Number ?? 0) != basedOn)
            return Meanwhile;
        if (latest is not null && words == latest.Words with { Effective = latest.Effective <= today ? words.Effective : latest.Effective })
            return new Failure(FailureKind.Conflict, new("何も変わっていないため、新しい版は作りませんでした。", "Nothing was changed, so no new version was made."));
        var next = Next(work, words, basedOn + 1);
        platform.PrivacyNotices.Add(next);
        work.Audit("platform.privacy-notice.written", $"privacy-notice:{next.Number}", latest?.Words, words);
        try
        {
            await work.CommitAsync(cancel);
        }
        catch (DbUpdateException)
        {
            // Two at once on PostgreSQL: one of them has the number.
            return Meanwhile;
        }

        return next.Number;
    }

    private static Failure Meanwhile { get; } = new(FailureKind.Conflict, new(
        "ほかの人が先に新しい版を作りました。ページを開き直し、内容を確かめてから入力してください。",
        "Somebody else has written a new version meanwhile. Open the page again and see what it says first."));

    private static PrivacyNotice Next(UnitOfWork work, NoticeWords words, int number) => new()
    {
        Number = number,
        OperatorJa = words.Operator.Ja,
        OperatorEn = words.Operator.En,
        AddressJa = words.Address.Ja,
        AddressEn = words.Address.En,
        Contact = words.Contact,
        MoreJa = words.More.Ja,
        MoreEn = words.More.En,
        Effective = words.Effective!.Value,
        Made = work.Now,
        By = work.Reader.Account!.Value,
        ByName = work.Reader.Name ?? "",
    };

    private static List<Fault> Judge(NoticeWords words, DateOnly today) => [.. ((Fault?[])
    [
        Length("operator_ja", words.Operator.Ja, 1, LongestName),
        Length("operator_en", words.Operator.En, 1, LongestName),
        Length("contact", words.Contact, 1, LongestName),
        Length("address_ja", words.Address.Ja, 1, LongestAddress),
        Length("address_en", words.Address.En, 1, LongestAddress),
        Length("more_ja", words.More.Ja, words.More.En.Length > 0 ? 1 : 0, LongestMore),
        Length("more_en", words.More.En, words.More.Ja.Length > 0 ? 1 : 0, LongestMore),
        Day(words.Effective, today),
    ]).OfType<Fault>()];

    private static Fault? Length(string field, string value, int least, int most)
        => value.Length < least ? new(new("入力されていません。", "This is missing."), new($"{most}文字までで入力してください。", $"Enter up to {most} characters."), Column: field)
            : value.Length > most ? new(new($"{value.Length}文字あり、長すぎます。", $"This has {value.Length} characters, too many."),
                new($"{most}文字までで入力してください。", $"Enter up to {most} characters."), Column: field, Value: value)
            : null;

    // Backdated, it would say of days gone by what nobody could read on them.
    private static Fault? Day(DateOnly? day, DateOnly today)
        => day >= today ? null : new(day is null ? new("日付として読めません。", "This is no day.") : new("過去の日です。", "This day has passed."),
            new("今日以降の日を入力してください。", "Enter today or a later day."), Column: "effective", Value: day is { } given ? $"{given:yyyy-MM-dd}" : null);

    // Browsers send CRLF for every line break.
    private static Text Trimmed(Text text) => new(Trimmed(text.Ja), Trimmed(text.En));

    private static string Trimmed(string text) => text.ReplaceLineEndings("\n").Trim();
}
