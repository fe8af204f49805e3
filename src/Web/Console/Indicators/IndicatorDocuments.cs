using System.Text.Json.Serialization;
using Sakimori.Kernel;
using Sakimori.Platform.Access;
using Sakimori.Platform.Evidence;
using Sakimori.Platform.Indicators;

namespace Sakimori.Web.Console.Indicators;

/// <summary>The indicators that the reader may see.</summary>
/// <param name="Items">By id.</param>
internal sealed record IndicatorListDocument(IReadOnlyList<IndicatorDocument> Items);

/// <summary>An indicator as the API writes it.</summary>
/// <param name="Id">Unique in the portal.</param>
/// <param name="Name">What it is called.</param>
/// <param name="Meaning">What is counted and how, and what is suppressed.</param>
/// <param name="Unit">Such as uses, percent, points.</param>
/// <param name="UnitName">The unit for people.</param>
/// <param name="Period">month or day.</param>
/// <param name="Dimension">By what values are told apart; null for nothing.</param>
/// <param name="Source">Where the figures come from.</param>
/// <param name="Audience">public, or the id of the audience.</param>
/// <param name="Values">Its values; null in the list.</param>
internal sealed record IndicatorDocument(
    string Id, TextPair Name, TextPair Meaning, string Unit, TextPair UnitName, string Period, DimensionDocument? Dimension, TextPair Source,
    string Audience, IReadOnlyList<ValueDocument>? Values)
{
    public static IndicatorDocument Of(Indicator of, IReadOnlyList<IndicatorValue>? values = null) => new(
        of.Id, TextPair.Of(of.Name), TextPair.Of(of.Meaning), of.Unit.Code, TextPair.Of(of.Unit.Name), of.Period.ToString().ToLowerInvariant(),
        of.Dimension is { } by ? new(by.Id, TextPair.Of(by.Name), [.. by.Members.Select(m => new MemberDocument(m.Id, TextPair.Of(m.Name)))]) : null,
        TextPair.Of(of.Source), of.Audience == Audiences.Public ? "public" : $"{of.Audience}",
        values is null ? null : [.. values.Select(v => ValueDocument.Of(v, of))]);
}

/// <summary>A dimension.</summary>
/// <param name="Id">By which values name it.</param>
/// <param name="Name">For people.</param>
/// <param name="Members">What it can be.</param>
internal sealed record DimensionDocument(string Id, TextPair Name, IReadOnlyList<MemberDocument> Members);

/// <summary>A member of a dimension.</summary>
/// <param name="Id">By which values name it.</param>
/// <param name="Name">For people.</param>
internal sealed record MemberDocument(string Id, TextPair Name);

/// <summary>A value as the API writes it.</summary>
/// <param name="Period">2026-11 or 2026-11-28.</param>
/// <param name="Dimensions">Dimension and member; empty without.</param>
/// <param name="State">given, undefined or suppressed.</param>
/// <param name="Value">In the indicator's unit; null unless given.</param>
/// <param name="Numerator">Of a rate; null for others and unless given.</param>
/// <param name="Denominator">Of a rate; null for others and unless given.</param>
/// <param name="Status">provisional or final.</param>
/// <param name="Revision">A greater one takes the place of a lesser.</param>
/// <param name="RuleVersion">The rules by which it was computed; null where none apply.</param>
/// <param name="Source">Where this value comes from.</param>
internal sealed record ValueDocument(
    string Period, IReadOnlyDictionary<string, string> Dimensions, string State, decimal? Value, long? Numerator, long? Denominator, string Status,
    int Revision, string? RuleVersion, TextPair Source)
{
    public static ValueDocument Of(IndicatorValue value, Indicator of) => new(
        value.Period, of.Dimension is { } by && value.Member is { } member ? new Dictionary<string, string> { [by.Id] = member } : [],
        value.State.ToString().ToLowerInvariant(), value.Value, value.Numerator, value.Denominator, value.Provisional ? "provisional" : "final",
        value.Revision, value.RuleVersion, TextPair.Of(value.Source ?? of.Source));
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(IndicatorListDocument))]
[JsonSerializable(typeof(IndicatorDocument))]
internal sealed partial class IndicatorJson : JsonSerializerContext;
