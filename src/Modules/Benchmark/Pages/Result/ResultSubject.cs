using Sakimori.Benchmark.Domain;
using Sakimori.Kernel;

namespace Sakimori.Benchmark.Pages.Result;

/// <summary>Whose result it is and of which day.</summary>
/// <param name="Organisation">The organisation's name; null for an anonymous check or an account without one.</param>
/// <param name="Made">The day in Japan on which the self-check was made.</param>
/// <param name="Counted">True when this very result is one of those that the statistics count.</param>
/// <param name="Industry">The organisation's industry as the directory has it today, <c>classification:code</c>; null when unknown.</param>
/// <param name="Withheld">True when it is an organisation's, but its name is not to be shown.</param>
public sealed record ResultSubject(
    Text? Organisation, DateOnly Made, bool Counted = false, string? Industry = null, bool Withheld = false)
{
    /// <summary>Whose result it is, as page and document say: the name, 'an organisation', or null for nobody's.</summary>
    public Text? Whose => Organisation ?? (Withheld ? new Text("ある組織", "An organisation") : null);
}

/// <summary>A result of before, computed by its own rules.</summary>
/// <param name="Made">The day on which it was made.</param>
/// <param name="Score">The result.</param>
public sealed record EarlierResult(DateOnly Made, Score Score);
