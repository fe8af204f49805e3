using Microsoft.EntityFrameworkCore;
using Sakimori.Kernel;

namespace Sakimori.Platform.Privacy;

/// <summary>What the office writes into the privacy notice 個人データの取扱い: what no declaration can know.</summary>
/// <param name="Operator">Who runs the portal: 1 to 200 characters in each language.</param>
/// <param name="Address">Where it is: 1 to 300 characters in each language.</param>
/// <param name="Contact">Where requests about one's data go: an e-mail address or a telephone number, 1 to 200 characters.</param>
/// <param name="More">What else is to be said, in paragraphs; empty in both languages or in neither, at most 5,000 characters each.</param>
/// <param name="Effective">First day in Japan on which it holds, today or later when it is written; null, which is refused, when none was entered.</param>
public sealed record NoticeWords(Text Operator, Text Address, string Contact, Text More, DateOnly? Effective);

/// <summary>One version of the notice; never changed and never deleted, so that what was said on a day can be shown.</summary>
public sealed class PrivacyNotice
{
    /// <summary>Counts the versions from 1.</summary>
    public int Number { get; init; }

    /// <summary>Who runs the portal, in Japanese.</summary>
    public required string OperatorJa { get; init; }

    /// <summary>The same in English.</summary>
    public required string OperatorEn { get; init; }

    /// <summary>Where it is, in Japanese.</summary>
    public required string AddressJa { get; init; }

    /// <summary>The same in English.</summary>
    public required string AddressEn { get; init; }

    /// <summary>Where requests go.</summary>
    public required string Contact { get; init; }

    /// <summary>What else is said, in Japanese; may be empty.</summary>
    public required string MoreJa { get; init; }

    /// <summary>The same in English; may be empty.</summary>
    public required string MoreEn { get; init; }

    /// <summary>First day in Japan on which it holds.</summary>
    public DateOnly Effective { get; init; }

    /// <summary>When it was written, UTC.</summary>
    public DateTime Made { get; init; }

    /// <summary>The account that wrote it.</summary>
    public Guid By { get; init; }

    /// <summary>That account's name when it wrote.</summary>
    public required string ByName { get; init; }

    /// <summary>What the office wrote.</summary>
    public NoticeWords Words => new(new(OperatorJa, OperatorEn), new(AddressJa, AddressEn), Contact, new(MoreJa, MoreEn), Effective);

    internal static void Configure(ModelBuilder model) => model.Entity<PrivacyNotice>(notice =>
    {
        notice.ToTable("platform_privacy_notice").HasKey(n => n.Number);
        notice.Property(n => n.Number).ValueGeneratedNever();
        notice.Ignore(n => n.Words);
    });
}
