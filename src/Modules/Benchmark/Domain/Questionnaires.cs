namespace Sakimori.Benchmark.Domain;

/// <summary>The published versions of questionnaire and rules, and which of them is in force.</summary>
public sealed class Questionnaires
{
    private readonly Dictionary<string, RuleSet> versions;

    /// <summary>Every version that results may name, the one in force last.</summary>
    public Questionnaires(IReadOnlyList<RuleSet> published)
    {
        versions = published.ToDictionary(set => set.Version);
        Current = published[^1];
    }

    /// <summary>The version that a new check is answered with.</summary>
    public RuleSet Current { get; }

    /// <summary>The version that a result names; null when it was never published here.</summary>
    public RuleSet? Find(string version) => versions.GetValueOrDefault(version);
}
