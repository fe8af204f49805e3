using Sakimori.Kernel;

namespace Sakimori.Benchmark.Domain;

/// <summary>What the options of a profile item are worth.</summary>
/// <param name="Item">The identifier of the profile item.</param>
/// <param name="Weight">1–9.</param>
/// <param name="Points">The points of each option, strictly rising, 0–100.</param>
public sealed record ProfileRule(string Item, int Weight, IReadOnlyList<int> Points);

/// <summary>What a measure weighs and which level is desired 望まれる水準 by default in each layer.</summary>
/// <param name="Item">The identifier of the measure.</param>
/// <param name="Weight">1–3: how early it is recommended among measures of equal gap; it does not enter the total.</param>
/// <param name="Desired">The published default of each layer, in the order of <see cref="Layers.All"/>; 1–5, never falling.</param>
public sealed record MeasureRule(string Item, int Weight, IReadOnlyList<int> Desired);

/// <summary>How comparison with others is guarded.</summary>
/// <param name="MinimumCount">Below so many results nothing about others is shown; at least 15.</param>
/// <param name="MinimumBin">Each bin of a histogram holds at least so many; at least 5.</param>
/// <param name="BinWidth">Bins are so many points of the total wide before they are merged.</param>
/// <param name="SizeItem">The profile item by whose options sizes are told apart; null when they are not.</param>
public sealed record StatisticsRule(int MinimumCount, int MinimumBin, int BinWidth, string? SizeItem = null);

/// <summary>Words for effort: small up to <paramref name="Small"/> person-days, medium up to <paramref name="Medium"/>, else large.</summary>
public sealed record EffortRule(int Small, int Medium);

/// <summary>
/// One version of the published rule table: points, weights, layer bounds, default desired levels. Read it with
/// <see cref="RuleSet.Parse"/>, which checks it against its questionnaire.
/// </summary>
public sealed record Rules
{
    /// <summary>The version, such as <c>2026.1</c>; every result names it.</summary>
    public required string Version { get; init; }

    /// <summary>The version of the questionnaire that it is written for.</summary>
    public required string Questionnaire { get; init; }

    /// <summary>The first day on which it is used.</summary>
    public required DateOnly Effective { get; init; }

    /// <summary>Whose rule it is and what it rests on.</summary>
    public required Text Provenance { get; init; }

    /// <summary>The weight of each family in the risk index, in the order of the questionnaire, 1–9.</summary>
    public required IReadOnlyList<int> FamilyWeights { get; init; }

    /// <summary>The printed risk index from which on each layer applies, in the order of <see cref="Layers.All"/>; the first is 0.0.</summary>
    public required IReadOnlyList<Tenths> LayerBounds { get; init; }

    /// <summary>How the answer 'unknown' is treated, for the reader.</summary>
    public required Text Unknown { get; init; }

    /// <summary>How comparison with others is guarded.</summary>
    public required StatisticsRule Statistics { get; init; }

    /// <summary>Words for effort.</summary>
    public required EffortRule Effort { get; init; }

    /// <summary>One rule for each profile item, in the order of the questionnaire.</summary>
    public required IReadOnlyList<ProfileRule> Profile { get; init; }

    /// <summary>One rule for each measure, in the order of the questionnaire.</summary>
    public required IReadOnlyList<MeasureRule> Measures { get; init; }

    /// <summary>The layer of a risk index as it is printed.</summary>
    public Layer LayerOf(Tenths riskIndex)
    {
        var layer = Layer.NotPressing;
        for (var i = 1; i < LayerBounds.Count; i++)
        {
            if (riskIndex >= LayerBounds[i])
                layer = (Layer)i;
        }

        return layer;
    }
}
