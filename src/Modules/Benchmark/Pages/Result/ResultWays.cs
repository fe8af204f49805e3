using Sakimori.Benchmark.Domain;

namespace Sakimori.Benchmark.Pages.Result;

/// <summary>What a reader can do with the result before him, by the way he came.</summary>
public sealed record ResultWays
{
    /// <summary>The address beneath which charts and downloads lie; null for an anonymous result, which goes by forms.</summary>
    public string? Root { get; init; }

    /// <summary>The anonymous result; null for a kept one.</summary>
    public CarriedResult? Carried { get; init; }

    /// <summary>The form that carries an anonymous result.</summary>
    public const string FormId = "carried-result";

    /// <summary>
    /// Whether an anonymous result can be taken over into the reader's account; null when nobody is signed in.
    /// </summary>
    public bool? Adopt { get; init; }

    /// <summary>True when an anonymous result can be kept in the reader's account as it is.</summary>
    public bool Keep { get; init; }

    /// <summary>True when the first page alone is shown.</summary>
    public bool BoardOnly { get; init; }

    /// <summary>True when the reader may plan with it.</summary>
    public bool Plan { get; init; }

    /// <summary>True when the reader may save a plan as actions.</summary>
    public bool Save { get; init; }

    /// <summary>True when the reader may make secret links to it.</summary>
    public bool Share { get; init; }

    /// <summary>True when the worked example can be asked for.</summary>
    public bool Example { get; init; }

    /// <summary>The query by which further addresses keep the comparison asked for; empty without one.</summary>
    public string Query { get; init; } = "";

    /// <summary>The query that asks for comparison with a size or industry; empty for the layer, which needs none.</summary>
    public static string QueryOf(Segment segment)
        => segment.Dimension == Segment.LayerDimension ? "" : "?compare=" + Uri.EscapeDataString($"{segment}");

    /// <summary>The query that keeps the comparison of a result: the worked example, a size or an industry.</summary>
    public static string QueryOf(ResultModel model) => model.Demonstration ? "?compare=example" : QueryOf(model.Segment);

    /// <summary>The address of a chart's file; null where charts go by forms.</summary>
    public string? Svg(string chart) => Root is null ? null : $"{Root}/charts/{chart}.svg{Query}";
}
