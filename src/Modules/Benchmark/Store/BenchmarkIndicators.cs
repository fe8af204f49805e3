using Sakimori.Benchmark.Domain;
using Sakimori.Benchmark.Example;
using Sakimori.Kernel;
using Sakimori.Platform.Indicators;
using Sakimori.Platform.Records;

namespace Sakimori.Benchmark.Store;

/// <summary>
/// What the benchmark offers as indicators: uses and consent by month, and of the statistics in force how many results they rest on and
/// the mean total of each layer. Nothing rests on fewer than <see cref="Disclosure.Fewest"/> organisations.
/// </summary>
internal sealed class BenchmarkIndicators(
    UsesByMonth uses, StatisticsStore statistics, Questionnaires questionnaires, WorkedExample example, TimeProvider time) : IIndicatorSource
{
    public const string Uses = "benchmark.uses";
    public const string ConsentShare = "benchmark.consent-share";
    public const string Counted = "benchmark.results-counted";
    public const string MeanTotal = "benchmark.mean-total";
    public const string ExampleConsentShare = "benchmark.example-consent-share";

    private static readonly Text OwnRecords = new("このポータルに保存された自己診断", "Self-checks kept in this portal");
    private static readonly Text InForce = new("適用中の統計（同意のある最新の結果、または事務局の参照表）", "The statistics in force: the latest results with consent, or a reference table of the office");
    private static readonly IndicatorDimension ByLayer = new("layer", new("層", "Layer"), [.. Layers.All.Select(l => new IndicatorMember(l.Id(), l.Word()))]);

    private static readonly Indicator[] Always =
    [
        new()
        {
            Id = Uses,
            Name = new("自己診断の利用回数", "Uses of the self-check"),
            Meaning = new(
                $"終わった月ごとに、保存された自己診断の件数です。分析に提供した組織としなかった組織のどちらかが{Disclosure.Fewest}に満たない月は、公開の統計では次の月と合わせ、ここでは示しません。",
                $"Self-checks kept in each month that is over. A month in which fewer than {Disclosure.Fewest} organisations provided their answers for analysis, or fewer did not, is joined with the next in the published statistics and suppressed here."),
            Unit = new("uses", new("回", "uses")),
            Period = IndicatorPeriod.Month,
            Source = OwnRecords,
        },
        new()
        {
            Id = ConsentShare,
            Name = new("分析への同意の割合", "Share with consent to analysis"),
            Meaning = new(
                $"その月に保存された自己診断のうち、提出のときに分析への同意があったものの割合です。終わった月だけを数え、利用回数が示されない月は示しません。",
                "Of the self-checks kept in a month, the share for which consent to analysis stood when they were submitted. Only months that are over; suppressed where the uses are."),
            Unit = IndicatorUnit.Percent,
            Period = IndicatorPeriod.Month,
            Source = OwnRecords,
        },
        new()
        {
            Id = Counted,
            Name = new("統計に数えた結果の数", "Results counted in statistics"),
            Meaning = new("適用中の統計が数えた結果の数です。層の値が示されないときは、その数も示しません。",
                "How many results the statistics in force rest on. Where a layer's figures are withheld, so is their number."),
            Unit = new("results", new("件", "results")),
            Period = IndicatorPeriod.Day,
            Dimension = ByLayer,
            Source = InForce,
        },
        new()
        {
            Id = MeanTotal,
            Name = new("層ごとの総合点の平均", "Mean total of each layer"),
            Meaning = new("適用中の統計による、層ごとの総合点の平均です。集計できる結果が少ない層は示しません。",
                "The mean of the totals of each layer, by the statistics in force. A layer with too few results is suppressed."),
            Unit = new("points", new("点", "points")),
            Period = IndicatorPeriod.Day,
            Dimension = ByLayer,
            Source = InForce,
        },
    ];

    private static readonly Indicator OfExample = new()
    {
        Id = ExampleConsentShare,
        Name = new("実例：分析への回答提供の割合（2007年）", "Worked example: share of uses provided for analysis (2007)"),
        Meaning = new("公表された実例の値です。2007年5月21日までの利用回数のうち、回答が分析のために提供された割合です。このポータルの利用ではありません。",
            "A published figure of the worked example: of the uses up to 21 May 2007, the share whose answers were provided for analysis. It is none of this portal's own."),
        Unit = IndicatorUnit.Percent,
        Period = IndicatorPeriod.Day,
        Dimension = new("answers", new("回答", "Answers"), [new("provided", new("提供した", "provided")), new("not_provided", new("提供しなかった", "not provided"))]),
        Source = new("実例（公表値）", "Worked example (published figures)"),
    };

    /// <inheritdoc/>
    public IReadOnlyList<Indicator> Indicators => example.SeemsLoaded ? [.. Always, OfExample] : Always;

    /// <inheritdoc/>
    public async Task<IReadOnlyList<IndicatorValue>> ValuesAsync(string indicator, CancellationToken cancel) => indicator switch
    {
        Uses => UseMonths.Uses(await uses.ReadAsync(cancel), Dates.DayInJapan(time.UtcMoment())),
        ConsentShare => UseMonths.ConsentShares(await uses.ReadAsync(cancel), Dates.DayInJapan(time.UtcMoment())),
        ExampleConsentShare => OfPublished(WorkedExample.PublishedUses),
        _ => await OfStatisticsAsync(indicator, cancel),
    };

    private async Task<IReadOnlyList<IndicatorValue>> OfStatisticsAsync(string indicator, CancellationToken cancel)
    {
        var offer = await statistics.OfferAsync(questionnaires.Current, example: false, cancel);
        if (offer.Chosen is not { } shown)
            return [.. Layers.All.Select(l => IndicatorValue.Undefined($"{Dates.DayInJapan(time.UtcMoment()):yyyy-MM-dd}", l.Id()) with { Provisional = true })];
        return [.. shown.ByLayer.Select((peers, i) =>
        {
            var (day, layer) = ($"{peers.Since ?? shown.Date:yyyy-MM-dd}", Layers.All[i].Id());
            var value = peers.Mean is { } mean ? IndicatorValue.Of(day, indicator == MeanTotal ? mean.ToDecimal() : peers.Count, layer) : IndicatorValue.Suppressed(day, layer);
            return value with { Revision = offer.Snapshot ?? 1, RuleVersion = shown.RulesVersion, Source = shown.Source };
        })];
    }

    private static IReadOnlyList<IndicatorValue> OfPublished(UseCount uses) =>
    [
        IndicatorValue.Rate("2007-05-21", uses.Provided, uses.Total, "provided"),
        IndicatorValue.Rate("2007-05-21", uses.NotProvided, uses.Total, "not_provided"),
    ];
}
