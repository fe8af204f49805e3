using Sakimori.Kernel;

namespace Sakimori.Web;

/// <summary>What every page knows of its request; cascades to every component.</summary>
/// <param name="Language">The reader's language: chosen, else by <c>Accept-Language</c>.</param>
/// <param name="PathAndQuery">The address asked for, so that switching the language keeps the page.</param>
/// <param name="ReaderName">The signed-in account's name; null when nobody is signed in.</param>
/// <param name="Navigation">The entries this reader may open.</param>
/// <param name="Notices">Standing notices: demonstration data, undelivered mail.</param>
public sealed record PageContext(
    Language Language,
    string PathAndQuery,
    string? ReaderName,
    IReadOnlyList<NavigationEntry> Navigation,
    IReadOnlyList<StandingLine> Notices)
{
    /// <summary>The form whose button the language switch is, where the page's state travels with a form; null where it is a link.</summary>
    public string? LanguageForm { get; init; }

    /// <summary>Makes the token that a form must carry, field name and value; sets its cookie, so only pages with forms call it.</summary>
    public Func<(string Field, string Value)>? Antiforgery { get; init; }
}

/// <summary>A notice that stands on every page.</summary>
/// <param name="Words">What it says.</param>
/// <param name="Href">Where more is said; null when it says all.</param>
public sealed record StandingLine(Text Words, string? Href = null);

/// <summary>One entry of the main navigation.</summary>
/// <param name="Title">What the reader sees.</param>
/// <param name="Href">Where it leads.</param>
public sealed record NavigationEntry(Text Title, string Href);
