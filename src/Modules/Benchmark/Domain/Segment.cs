using Sakimori.Directory.Domain;
using Sakimori.Kernel;

namespace Sakimori.Benchmark.Domain;

/// <summary>Those among whom a result is compared: a layer, a size, an industry, or a crossing of these.</summary>
/// <param name="Dimension"><c>layer</c>, <c>size</c> or <c>industry</c>; of a crossing those that are crossed, as in <c>layer+industry</c>.</param>
/// <param name="Value">The layer's identifier, the name or code of the size or industry; of a crossing one for each, as in <c>high|jsic-14:E</c>.</param>
public readonly record struct Segment(string Dimension, string Value)
{
    /// <summary>The dimension of layers.</summary>
    public const string LayerDimension = "layer";

    /// <summary>The dimension of sizes.</summary>
    public const string SizeDimension = "size";

    /// <summary>The dimension of industries.</summary>
    public const string IndustryDimension = "industry";

    private readonly Text? label;

    private Segment(string dimension, string value, Text label)
        : this(dimension, value)
        => this.label = label;

    /// <summary>Every dimension, in the order in which they are shown.</summary>
    public static IReadOnlyList<string> Dimensions { get; } = [LayerDimension, SizeDimension, IndustryDimension];

    /// <summary>The layer's name, the size or industry as the questionnaire, the classification or the table writes it; joined for a crossing.</summary>
    public Text Name => label ?? (Dimension == LayerDimension && Layers.Parse(Value) is { } layer ? layer.Name() : Text.Same(Value));

    /// <summary>Whose figures they are, as charts and tables say it: 'the layer', 'the industry "Banks"'.</summary>
    public Text Whose => Dimension == LayerDimension
        ? new("同じ層", "the layer")
        : new($"{Named(Dimension).Ja}「{Name.Ja}」", $"the {Named(Dimension).En} \"{Name.En}\"");

    /// <summary>A layer.</summary>
    public static Segment Of(Layer layer) => new(LayerDimension, layer.Id());

    /// <summary>A group of a snapshot.</summary>
    /// <param name="group">The group; of its parts at least one is given.</param>
    /// <param name="rules">The rules, whose questionnaire names the sizes.</param>
    public static Segment Of(GroupKey group, RuleSet rules)
    {
        if (group is { Layer: { } alone, Industry: null, Size: null })
            return Of(alone);
        var parts = new List<(string Dimension, string Value, Text Name)>();
        if (group.Layer is { } layer)
            parts.Add((LayerDimension, layer.Id(), layer.Word()));
        if (group.Size is { } size)
            parts.Add((SizeDimension, size, SizeName(size, rules)));
        if (group.Industry is { } industry)
            parts.Add((IndustryDimension, industry, Classifications.Industry(industry)?.Name ?? Text.Same(industry)));
        return new(string.Join('+', parts.Select(p => p.Dimension)), string.Join('|', parts.Select(p => p.Value)),
            new(string.Join("・", parts.Select(p => p.Name.Ja)), string.Join(", ", parts.Select(p => p.Name.En))));
    }

    /// <summary>The same segment as a group of a snapshot names it, where it is one.</summary>
    /// <param name="rules">The rules.</param>
    public Segment NamedBy(RuleSet rules)
    {
        var (dimensions, values) = (Dimension.Split('+'), Value.Split('|'));
        string? Part(string dimension) => Array.IndexOf(dimensions, dimension) is >= 0 and var at && at < values.Length ? values[at] : null;
        return dimensions.Length == values.Length ? Of(new GroupKey(Layers.Parse(Part(LayerDimension)), Part(IndustryDimension), Part(SizeDimension)), rules) : this;
    }

    /// <summary>What a dimension is called.</summary>
    public static Text Named(string dimension) => dimension switch
    {
        LayerDimension => new("層", "layer"),
        SizeDimension => new("規模", "size"),
        IndustryDimension => new("業種", "industry"),
        _ when dimension.Split('+') is { Length: > 1 } parts => new(
            string.Join('×', parts.Select(part => Named(part).Ja)), string.Join(" × ", parts.Select(part => Named(part).En))),
        _ => Text.Same(dimension),
    };

    /// <summary>Reads <see cref="ToString"/>; null when it is none.</summary>
    public static Segment? Parse(string? text)
        => text?.IndexOf(':', StringComparison.Ordinal) is > 0 and var at && text[..at].Split('+').All(Dimensions.Contains)
            ? new(text[..at], text[(at + 1)..])
            : null;

    /// <summary>By dimension and value.</summary>
    public bool Equals(Segment other) => Dimension == other.Dimension && Value == other.Value;

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Dimension, Value);

    /// <summary>As an address or a form carries it: <c>industry:製造業</c>.</summary>
    public override string ToString() => $"{Dimension}:{Value}";

    private static Text SizeName(string size, RuleSet rules)
        => rules.Rules.Statistics.SizeItem is { } item && rules.Questionnaire.Find(item) is ProfileItem asked
            && int.TryParse(size, out var option) && option >= 1 && option <= asked.Options.Count ? asked.Options[option - 1] : Text.Same(size);
}

/// <summary>A group of results in a snapshot: those that share what is given of layer, industry and size.</summary>
/// <param name="Layer">The layer; null for any.</param>
/// <param name="Industry">Classification and code; null for any.</param>
/// <param name="Size">The option of the size item, as text; null for any.</param>
public readonly record struct GroupKey(Layer? Layer, string? Industry, string? Size)
{
    /// <summary>The groups to which a block belongs: one for every choice of what it tells apart.</summary>
    public static IEnumerable<GroupKey> Of(BlockKey block)
    {
        foreach (var layer in (Layer?[])[block.Layer, null])
        {
            foreach (var size in block.Size is null ? [null] : (string?[])[block.Size, null])
            {
                foreach (var industry in block.Industry is null ? [null] : (string?[])[block.Industry, null])
                {
                    if (layer is not null || size is not null || industry is not null)
                        yield return new(layer, industry, size);
                }
            }
        }
    }
}
