using Sakimori.Platform.Access;

namespace Sakimori.Benchmark.Store;

/// <summary>One submitted self-check 自己診断.</summary>
public sealed class Check : IProtectedRow
{
    /// <inheritdoc/>
    public Guid Id { get; init; }

    /// <inheritdoc/>
    public Guid Audience { get; init; }

    /// <inheritdoc/>
    public Tlp Tlp { get; init; }

    /// <summary>When it was submitted, UTC.</summary>
    public DateTime Submitted { get; init; }

    /// <summary>The version of questionnaire and rules that it was answered and computed with.</summary>
    public required string RulesVersion { get; init; }

    /// <summary>The answers in their compact form, one character an item.</summary>
    public required string Answers { get; init; }
}
