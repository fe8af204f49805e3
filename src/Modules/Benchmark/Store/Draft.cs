using Sakimori.Platform.Access;

namespace Sakimori.Benchmark.Store;

/// <summary>
/// A self-check that is being answered 回答中の自己診断: one for each organisation (or account without one). Submitting removes it.
/// </summary>
public sealed class Draft : IProtectedRow
{
    /// <inheritdoc/>
    public Guid Id { get; init; }

    /// <inheritdoc/>
    public Guid Audience { get; init; }

    /// <inheritdoc/>
    public Tlp Tlp { get; init; }

    /// <summary>The version of questionnaire and rules that is being answered.</summary>
    public required string RulesVersion { get; init; }

    /// <summary>The version it was begun with, when a later one took effect meanwhile and its answers were carried over; else null.</summary>
    public string? CarriedFrom { get; init; }

    /// <summary>When it was begun, UTC.</summary>
    public DateTime Began { get; init; }

    /// <summary>Rises with every save: what is submitted is what was reviewed.</summary>
    public int Revision { get; init; }
}

/// <summary>The answer to one item of a draft. Each has its own version, so that people do not overwrite each other.</summary>
public sealed class DraftAnswer
{
    /// <summary>The draft.</summary>
    public Guid Draft { get; init; }

    /// <summary>The item's identifier.</summary>
    public required string Item { get; init; }

    /// <summary>The <see cref="Domain.Answer.Symbol"/>: a digit, or <c>u</c> for unknown.</summary>
    public required string Answer { get; init; }

    /// <summary>1 when first answered; rises with every change.</summary>
    public int Version { get; init; }

    /// <summary>The account that answered last.</summary>
    public Guid By { get; init; }

    /// <summary>That account's name when it answered.</summary>
    public required string ByName { get; init; }

    /// <summary>When it was answered last, UTC.</summary>
    public DateTime At { get; init; }
}
