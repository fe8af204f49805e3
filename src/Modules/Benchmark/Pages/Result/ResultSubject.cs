using Sakimori.Benchmark.Domain;
using Sakimori.Kernel;

namespace Sakimori.Benchmark.Pages.Result;

/// <summary>Whose result it is and of which day.</summary>
/// <param name="Organisation">The organisation's name; null for an anonymous check or an account without one.</param>
/// <param name="Made">The day in Japan on which the self-check was made.</param>
/// <param name="Counted">True when this very result is one of those that the statistics count.</param>
public sealed record ResultSubject(Text? Organisation, DateOnly Made, bool Counted = false);

/// <summary>A result of before, computed by its own rules.</summary>
/// <param name="Made">The day on which it was made.</param>
/// <param name="Score">The result.</param>
public sealed record EarlierResult(DateOnly Made, Score Score);
