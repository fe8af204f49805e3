using Sakimori.Catalogue.Domain;
using Sakimori.Kernel;

namespace Sakimori.Benchmark.Domain;

/// <summary>A rule set and the first day in Japan on which new checks are answered with it.</summary>
/// <param name="Rules">The rules.</param>
/// <param name="From">The day.</param>
/// <param name="Known">The moment from which every node knows it, UTC; new checks wait for that, too.</param>
public sealed record PublishedRules(RuleSet Rules, DateOnly From, DateTime Known = default);

/// <summary>
/// The published versions of questionnaire and rules, and which of them is in force. Safe for several threads; a result keeps being
/// found by the version that it names, whatever is published later.
/// </summary>
public sealed class Questionnaires
{
    private readonly IReadOnlyList<PublishedRules> shipped;
    private readonly Func<DateTime> now;
    private volatile IReadOnlyList<PublishedRules> published;

    /// <summary>Knows the versions that ship, in force from the day that they name.</summary>
    /// <param name="shipped">At least one.</param>
    /// <param name="now">The moment, UTC.</param>
    public Questionnaires(IReadOnlyList<RuleSet> shipped, Func<DateTime> now)
    {
        this.now = now;
        this.shipped = InOrder(shipped.Select(rules => new PublishedRules(rules, rules.Effective)));
        published = this.shipped;
    }

    /// <summary>The version that a new check is answered with: the newest whose day has come.</summary>
    public RuleSet Current
    {
        get
        {
            var (versions, moment) = (published, now());
            var day = Dates.DayInJapan(moment);
            return (versions.LastOrDefault(version => version.From <= day && version.Known <= moment) ?? versions[0]).Rules;
        }
    }

    /// <summary>Every published version, the oldest first.</summary>
    public IReadOnlyList<PublishedRules> All => published;

    /// <summary>The numbers of the versions that ship.</summary>
    public IReadOnlyList<string> Shipped => [.. shipped.Select(version => version.Rules.Version)];

    /// <summary>The version that a result names; null when it was never published here.</summary>
    public RuleSet? Find(string version) => published.FirstOrDefault(known => known.Rules.Version == version)?.Rules;

    /// <summary>Takes the versions that the programme office has published, in place of those taken before.</summary>
    public void Take(IEnumerable<PublishedRules> office) => published = InOrder([.. shipped, .. office]);

    private static List<PublishedRules> InOrder(IEnumerable<PublishedRules> versions)
        => [.. versions.OrderBy(version => version.Rules.Version, Comparer<string>.Create(VersionNumber.Compare))];
}
