using System.Text.Json.Serialization;

namespace Sakimori.Benchmark.Api;

/// <summary>The shape of what <see cref="Domain.ScoreJson"/> writes, for the API's document; a test holds the two together.</summary>
/// <param name="Total">Sum of the levels, 25–125; a measure answered unknown counts 1.</param>
/// <param name="Layer">not pressing, adequate level required, or high level required.</param>
/// <param name="LayerId">not_pressing, adequate or high.</param>
/// <param name="RiskIndex">0.0–100.0 with one decimal.</param>
/// <param name="RulesVersion">The version of questionnaire and rules.</param>
/// <param name="Unknown">How many items were answered unknown.</param>
/// <param name="UnknownItems">Which.</param>
/// <param name="Assumed">The profile items among them, each with the highest option that it counts as.</param>
/// <param name="Measures">Each measure.</param>
/// <param name="Groups">Each group.</param>
internal sealed record ScoreDocument(
    int Total,
    string Layer,
    [property: JsonPropertyName("layer_id")] string LayerId,
    [property: JsonPropertyName("risk_index")] decimal RiskIndex,
    [property: JsonPropertyName("rules_version")] string RulesVersion,
    int Unknown,
    [property: JsonPropertyName("unknown_items")] IReadOnlyList<string> UnknownItems,
    IReadOnlyList<AssumedDocument> Assumed,
    IReadOnlyList<MeasureDocument> Measures,
    IReadOnlyList<GroupDocument> Groups);

/// <summary>A profile item answered unknown.</summary>
/// <param name="Item">P01–P15.</param>
/// <param name="Option">The highest option, as which it counts.</param>
internal sealed record AssumedDocument(string Item, int Option);

/// <summary>A measure of a result.</summary>
/// <param name="Item">M01–M25.</param>
/// <param name="Level">1–5; null when unknown.</param>
/// <param name="Desired">The desired level of the layer.</param>
/// <param name="Gap">Desired − level: negative above it; null when unknown.</param>
internal sealed record MeasureDocument(string Item, int? Level, decimal Desired, decimal? Gap);

/// <summary>A group of a result.</summary>
/// <param name="Group">The group's id.</param>
/// <param name="Sum">Sum of its levels.</param>
/// <param name="Max">Highest possible sum.</param>
internal sealed record GroupDocument(string Group, int Sum, int Max);
