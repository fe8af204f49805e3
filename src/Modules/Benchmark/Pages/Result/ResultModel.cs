using Sakimori.Benchmark.Domain;
using Sakimori.Directory.Domain;
using Sakimori.Kernel;

namespace Sakimori.Benchmark.Pages.Result;

/// <summary>
/// Everything that a result shows, whichever way it was reached: page, print and downloads are drawn from it and from nothing else. All
/// comparison comes from one statistics object.
/// </summary>
public sealed record ResultModel
{
    /// <summary>So many earlier results are shown at most.</summary>
    public const int MostEarlier = 4;

    /// <summary>The rules by which the result was computed.</summary>
    public required RuleSet Rules { get; init; }

    /// <summary>The answers.</summary>
    public required Answers Answers { get; init; }

    /// <summary>The result, measured against the desired levels of the statistics object, else the published defaults.</summary>
    public required Score Score { get; init; }

    /// <summary>Whose it is.</summary>
    public required ResultSubject Subject { get; init; }

    /// <summary>The first page.</summary>
    public required Summary Summary { get; init; }

    /// <summary>The measures below their desired level, first things first.</summary>
    public required IReadOnlyList<Recommendation> Advice { get; init; }

    /// <summary>Why the layer: the profile items, the heaviest first.</summary>
    public required IReadOnlyList<RiskDriver> Drivers { get; init; }

    /// <summary>The statistics object; null when the result stands on the published defaults alone.</summary>
    public required Statistics? Statistics { get; init; }

    /// <summary>True when there is nothing to compare with because the last snapshot was taken down.</summary>
    public bool TakenDown { get; init; }

    /// <summary>With whom it is compared: its layer, unless a size or industry of the statistics object was chosen.</summary>
    public Segment Segment => Comparison?.Peers.Segment ?? Segment.Of(Score.Layer);

    /// <summary>The place among those with whom it is compared; null without statistics.</summary>
    public required Comparison? Comparison { get; init; }

    /// <summary>Earlier results, the latest first, at most <see cref="MostEarlier"/>.</summary>
    public required IReadOnlyList<EarlierResult> Earlier { get; init; }

    /// <summary>The mapping tables that the office has added, shown at the recommended measures; not in print and files.</summary>
    public IReadOnlyList<MappingTable> Mappings { get; init; } = [];

    /// <summary>Whether a segment is the organisation's own industry, by code or name.</summary>
    public bool IsOwnIndustry(Segment segment)
        => segment.Dimension == Segment.IndustryDimension && Subject.Industry is { } own
            && (segment.Value == own || segment.Value == own[(own.IndexOf(':', StringComparison.Ordinal) + 1)..]
                || (Classifications.Industry(own) is { } entry && (segment.Value == entry.Name.Ja || segment.Value == entry.Name.En)));

    /// <summary>True when the comparison is with the worked example: every title says so.</summary>
    public bool Demonstration => Statistics?.Demonstration == true;

    /// <summary>The title of page, print and files.</summary>
    public Text Title => Demonstration
        ? new("診断結果（実例データとの比較）", "Result (compared with demonstration data)")
        : new("診断結果", "Result");

    /// <summary>What the result is compared with: source, date and N; or the published defaults.</summary>
    public Text Basis
    {
        get
        {
            if (Statistics is not { } statistics)
                return new($"規則{Rules.Version}版で公表された望まれる水準の既定値", $"the default desired levels published with rules {Rules.Version}");
            var (date, count) = (Dates.Written(Comparison!.Peers.Since ?? statistics.Date), Comparison.Peers.Count);
            if (count == 0)
                return new($"{statistics.Source.Ja}（{date.Ja}現在、{DesiredBasis.Ja}）", $"{statistics.Source.En} (as of {date.En}; {DesiredBasis.En})");
            return new(
                $"{statistics.Source.Ja}（{date.Ja}現在、{Segment.Whose.Ja}の件数 N = {count:#,0}、{DesiredBasis.Ja}）",
                $"{statistics.Source.En} (as of {date.En}, N = {count:#,0} in {(Segment.Dimension == Segment.LayerDimension ? "the same layer" : Segment.Whose.En)}; {DesiredBasis.En})");
        }
    }

    // Where the desired levels come from.
    private Text DesiredBasis => DesiredOf(Statistics!, Comparison!.Peers, Score.Layer) switch
    {
        { DesiredMeasured: true, SpreadSince: { } since } => new($"望まれる水準は{Dates.Written(since).Ja}現在の同じ層の上位3分の1の平均", $"desired levels: mean of the layer's top third as of {Dates.Written(since).En}"),
        { DesiredMeasured: true } => new("望まれる水準は同じ層の上位3分の1の平均", "desired levels: mean of the layer's top third"),
        { Withheld: { } reason } when reason == ReferenceTable.NoDistribution => new("望まれる水準は参照表の値", "desired levels: as the reference table has them"),
        _ => new("望まれる水準は規則とともに公表された既定値", "desired levels: the defaults published with the rules"),
    };

    /// <summary>Why T-score, percentile and distribution are not shown; null when they are.</summary>
    public Text? Withheld => Comparison is null
        ? TakenDown
            ? new("同意を取り消した組織があるため、これまでの統計を取り下げました。次の統計を公表するまで、偏差値、順位、分布は示しません。結果は公表された既定の水準と比べています。",
                "The statistics were taken down because an organisation withdrew its consent. Until the next ones are published T-score, rank and distribution are not given; the result is compared with the published defaults.")
            : new("比較できる統計がまだないため、偏差値、順位、分布は示しません。結果は公表された既定の水準と比べています。",
            "There are no statistics to compare with yet, so T-score, rank and distribution are not given; the result is compared with the published defaults.")
        : Comparison.Peers.Withheld;

    /// <summary>Why there is no T-score; null when there is one.</summary>
    public Text? NoTScore => Comparison is null ? Withheld : Comparison.NoTScore;

    /// <summary>The mean level of those with whom it is compared, for a measure; null when withheld.</summary>
    public Tenths? MeanOf(int measure) => Comparison?.Peers.Measures[measure].Mean;

    /// <summary>The same result without anything that names its organisation.</summary>
    public ResultModel Unnamed() => this with
    {
        Subject = Subject with { Organisation = null, Withheld = Subject.Organisation is not null, Industry = null },
    };

    // A group of a snapshot has no desired levels of its own: those of the layer hold.
    private static Peers DesiredOf(Statistics statistics, Peers peers, Layer layer) => peers.Withheld is null ? statistics.Of(layer) : peers;

    /// <summary>Puts a result together. Fails when the answers are not complete.</summary>
    /// <param name="rules">The rules of the answers.</param>
    /// <param name="answers">Complete answers.</param>
    /// <param name="statistics">What to compare with; ignored when it rests on other rules.</param>
    /// <param name="earlier">Earlier results in any order.</param>
    /// <param name="subject">Whose result it is.</param>
    /// <param name="chosen">The size or industry to compare with; its layer when null or when the object does not offer it.</param>
    public static Outcome<ResultModel> Build(
        RuleSet rules, Answers answers, Statistics? statistics, IReadOnlyList<EarlierResult> earlier, ResultSubject subject,
        Segment? chosen = null)
    {
        var scored = Scoring.Score(rules, answers);
        if (scored.Failure is { } incomplete)
            return incomplete;
        var comparable = statistics?.RulesVersion == rules.Version ? statistics : null;
        var peers = (chosen is { } segment ? comparable?.Of(segment) : null) ?? comparable?.Of(scored.Value.Layer);
        var score = peers is null ? scored.Value : scored.Value.Against(DesiredOf(comparable!, peers, scored.Value.Layer));
        var advice = Recommendations.Of(rules, score);
        return new ResultModel
        {
            Rules = rules,
            Answers = answers,
            Score = score,
            Subject = subject,
            Summary = Summary.Of(rules, score, advice),
            Advice = advice,
            Drivers = RiskDriver.Of(rules, answers),
            Statistics = comparable,
            Comparison = peers is null ? null : Comparison.Of(score.Total, peers, subject.Counted),
            Earlier = [.. earlier.OrderByDescending(e => e.Made).Take(MostEarlier)],
        };
    }
}
