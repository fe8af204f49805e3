using Sakimori.Kernel;

namespace Sakimori.Benchmark.Domain;

/// <summary>The three layers 層 in which the profile places an organisation, in rising order of risk (source: seed, S1).</summary>
public enum Layer
{
    /// <summary>セキュリティ対策が喫緊の課題ではない層.</summary>
    NotPressing,

    /// <summary>相応の水準のセキュリティ対策が要求される層.</summary>
    Adequate,

    /// <summary>高水準のセキュリティ対策が要求される層.</summary>
    High,
}

/// <summary>Names and identifiers of <see cref="Layer"/>.</summary>
public static class Layers
{
    private static readonly Text[] Names =
    [
        new("セキュリティ対策が喫緊の課題ではない層", "not pressing"),
        new("相応の水準のセキュリティ対策が要求される層", "adequate level required"),
        new("高水準のセキュリティ対策が要求される層", "high level required"),
    ];

    private static readonly Text[] Words =
    [
        new("喫緊でない", "not pressing"),
        new("相応の水準", "adequate level"),
        new("高水準", "high level"),
    ];

    private static readonly string[] Ids = ["not_pressing", "adequate", "high"];

    /// <summary>Every layer, in rising order of risk.</summary>
    public static IReadOnlyList<Layer> All { get; } = [Layer.NotPressing, Layer.Adequate, Layer.High];

    /// <summary>The name as it is published; the English phrase is the one in JSON.</summary>
    public static Text Name(this Layer layer) => Names[(int)layer];

    /// <summary>The name in a word or two, for charts and tables.</summary>
    public static Text Word(this Layer layer) => Words[(int)layer];

    /// <summary>The identifier in files and JSON: <c>not_pressing</c>, <c>adequate</c>, <c>high</c>.</summary>
    public static string Id(this Layer layer) => Ids[(int)layer];

    /// <summary>The layer of an identifier; null when there is none.</summary>
    public static Layer? Parse(string? id) => Array.IndexOf(Ids, id) is >= 0 and var at ? (Layer)at : null;
}
