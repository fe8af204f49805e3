using Sakimori.Benchmark.Domain;

namespace Sakimori.Benchmark;

/// <summary>The rule sets that ship with the product, embedded in the assembly from <c>Data/</c>.</summary>
public static class ShippedRules
{
    private static readonly Lazy<RuleSet> Newest = new(() => Load("2026.1"));

    private static readonly Lazy<IReadOnlyList<MappingTable>> Tables = new(() => MappingTable.ParseAll(
        Current.Questionnaire, File("mappings/mappings.json"), id => File($"mappings/{id}.csv")).Value);

    /// <summary>The newest shipped rule set; further ones are published by the programme office.</summary>
    public static RuleSet Current => Newest.Value;

    /// <summary>The mapping tables that ship: every entry of <c>Data/mappings/mappings.json</c>.</summary>
    public static IReadOnlyList<MappingTable> Mappings => Tables.Value;

    /// <summary>The bytes of a shipped file, by its path under <c>Data/</c>.</summary>
    /// <exception cref="FileNotFoundException">No such file ships.</exception>
    public static ReadOnlyMemory<byte> File(string path)
    {
        using var stream = typeof(ShippedRules).Assembly.GetManifestResourceStream($"data/{path}")
            ?? throw new FileNotFoundException("This file does not ship with the product.", path);
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }

    private static RuleSet Load(string version)
        => RuleSet.Parse(File($"questionnaire-{version}.json"), File($"rules-{version}.json")).Value;
}
