using Sakimori.Platform.Access;

namespace Sakimori.Benchmark.Store;

/// <summary>
/// One submitted self-check 自己診断. The figures are those of its rules on the day of submission, kept so that lists and statistics
/// need not compute them; they are always reproducible from <see cref="Answers"/>.
/// </summary>
public sealed class Check : IProtectedRow
{
    /// <inheritdoc/>
    public Guid Id { get; init; }

    /// <inheritdoc/>
    public Guid Audience { get; init; }

    /// <inheritdoc/>
    public Tlp Tlp { get; init; }

    /// <summary>The organisation it is about; null when an account keeps it for itself.</summary>
    public Guid? Organisation { get; init; }

    /// <summary>The account that submitted it.</summary>
    public Guid? By { get; init; }

    /// <summary>The form it came from: the same form stores one check however often it is sent. Null where no form is used.</summary>
    public Guid? Form { get; init; }

    /// <summary>When it was submitted, UTC.</summary>
    public DateTime Submitted { get; init; }

    /// <summary>The version of questionnaire and rules that it was answered and computed with.</summary>
    public required string RulesVersion { get; init; }

    /// <summary>The answers in their compact form, one character an item.</summary>
    public required string Answers { get; init; }

    /// <summary>The total, 25–125 with 25 measures.</summary>
    public int Total { get; init; }

    /// <summary>The layer, 0–2: <see cref="Domain.Layer"/>.</summary>
    public Domain.Layer Layer { get; init; }

    /// <summary>The risk index in tenths, 0–1000.</summary>
    public int RiskIndex { get; init; }

    /// <summary>How many items were answered 'unknown'.</summary>
    public int Unknown { get; init; }

    /// <summary>Whether consent to analysis stood when it was submitted; what holds now says <see cref="ConsentDecision"/>.</summary>
    public bool Consented { get; init; }
}
