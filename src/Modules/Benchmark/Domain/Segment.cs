using Sakimori.Kernel;

namespace Sakimori.Benchmark.Domain;

/// <summary>Those among whom a result is compared: a layer, or a size or an industry that a reference table names.</summary>
/// <param name="Dimension"><c>layer</c>, <c>size</c> or <c>industry</c>.</param>
/// <param name="Value">The layer's identifier, or the name of the size or industry.</param>
public readonly record struct Segment(string Dimension, string Value)
{
    /// <summary>The dimension of layers.</summary>
    public const string LayerDimension = "layer";

    /// <summary>The dimension of sizes.</summary>
    public const string SizeDimension = "size";

    /// <summary>The dimension of industries.</summary>
    public const string IndustryDimension = "industry";

    /// <summary>Every dimension, in the order in which they are shown.</summary>
    public static IReadOnlyList<string> Dimensions { get; } = [LayerDimension, SizeDimension, IndustryDimension];

    /// <summary>The layer's name, or the size or industry as the table writes it.</summary>
    public Text Name => Dimension == LayerDimension && Layers.Parse(Value) is { } layer ? layer.Name() : Text.Same(Value);

    /// <summary>Whose figures they are, as charts and tables say it: 'the layer', 'the industry "Banks"'.</summary>
    public Text Whose => Dimension == LayerDimension
        ? new("同じ層", "the layer")
        : new($"{Named(Dimension).Ja}「{Value}」", $"the {Named(Dimension).En} \"{Value}\"");

    /// <summary>A layer.</summary>
    public static Segment Of(Layer layer) => new(LayerDimension, layer.Id());

    /// <summary>What a dimension is called.</summary>
    public static Text Named(string dimension) => dimension switch
    {
        LayerDimension => new("層", "layer"),
        SizeDimension => new("規模", "size"),
        _ => new("業種", "industry"),
    };

    /// <summary>Reads <see cref="ToString"/>; null when it is none.</summary>
    public static Segment? Parse(string? text)
        => text?.IndexOf(':', StringComparison.Ordinal) is > 0 and var at && Dimensions.Contains(text[..at])
            ? new(text[..at], text[(at + 1)..])
            : null;

    /// <summary>As an address or a form carries it: <c>industry:製造業</c>.</summary>
    public override string ToString() => $"{Dimension}:{Value}";
}
