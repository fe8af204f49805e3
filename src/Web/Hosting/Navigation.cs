using Sakimori.Kernel;
using Sakimori.Platform.Access;

namespace Sakimori.Web.Hosting;

/// <summary>An entry that a module adds to the main navigation.</summary>
/// <param name="Order">Lesser stands first.</param>
/// <param name="Title">What the reader sees.</param>
/// <param name="Href">Where it leads.</param>
/// <param name="For">Who sees it.</param>
public sealed record NavigationItem(int Order, Text Title, string Href, Func<Reader, bool> For)
{
    /// <summary>One or two sentences for the start page; null keeps the entry off it.</summary>
    public Text? Purpose { get; init; }
}

/// <summary>A notice that stands on every page while it holds.</summary>
/// <param name="Current">The notice now for this reader; null when there is none.</param>
/// <param name="Href">Where more is said; null when the notice says all.</param>
public sealed record StandingNotice(Func<Reader, Text?> Current, string? Href = null);
