using System.Text;
using System.Text.Json;
using CsCheck;
using Sakimori.Benchmark.Domain;
using Sakimori.Benchmark.Example;
using Sakimori.Benchmark.Pages.Result;
using Sakimori.Benchmark.Tests.Domain;
using Sakimori.Kernel;
using Sakimori.TestKit;
using Sakimori.Web.Charts;

namespace Sakimori.Benchmark.Tests.Result;

public sealed class ResultModelTests
{
    private static readonly RuleSet Rules = Samples.Shipped;
    private static readonly ResultSubject Subject = new(null, new(2026, 11, 23));
    private static readonly Answers Mixed = Answers.From(Rules.Questionnaire, i => i is 7 or 38 ? Answer.Unknown : Answer.Of(1 + (i * 7 % 4)));

    [Fact]
    public void The_three_sentences_stay_as_they_are()
    {
        var text = new StringBuilder();
        foreach (var answers in (Answers[])[Mixed, Samples.Uniform(Rules, 1), Samples.Uniform(Rules, 3), Samples.Uniform(Rules, 5)])
        {
            var model = Build(answers, null);
            foreach (var language in Languages.All)
                text.AppendJoin('\n', model.Summary.Sentences.Select(s => s.In(language))).Append("\n\n");
        }

        Golden.Verify(text.ToString(), "sentences.txt");
    }

    [Fact]
    public async Task Compared_with_an_industry_page_files_and_json_say_so_and_take_its_levels()
    {
        var rows = Rules.Questionnaire.Measures.Select((measure, i) => new ReferenceRow(i + 2, measure.Id, "industry", "製造業", "3.2", "4.8", "120", "調査2026"))
            .Concat(Rules.Questionnaire.Measures.Select((measure, i) => new ReferenceRow(i + 27, measure.Id, "size", "14社だけ", "1.1", "1.1", "14", "調査2026")));
        var statistics = ReferenceTable.Parse(Rules, rows).Value.ToStatistics(new(2026, 11, 22));
        var subject = new ResultSubject(new("ある会社", "Some company"), new(2026, 11, 23), Industry: "jsic-14:E");
        ResultModel With(Segment? chosen) => ResultModel.Build(Rules, Mixed, statistics, [], subject, chosen).Value;
        var industry = new Segment("industry", "製造業");
        var model = With(industry);
        Assert.Equal((industry, "4.8", 120), (model.Segment, model.Score.Measures[0].Desired.Written(), model.Comparison!.Peers.Count));
        Assert.Contains("業種「製造業」の件数 N = 120", model.Basis.Ja, StringComparison.Ordinal);
        Assert.Equal(ReferenceTable.NoDistribution, model.Withheld);

        var page = Rendered.Result(model, Language.Ja);
        Assert.Contains("業種「製造業」の平均", page, StringComparison.Ordinal);
        Assert.DoesNotContain("同じ層の平均", page, StringComparison.Ordinal);
        Assert.DoesNotContain("14社だけ", page, StringComparison.Ordinal);
        var comparison = JsonDocument.Parse(ResultFiles.Json(model, Language.En)).RootElement.GetProperty("comparison");
        Assert.Equal(("industry", "製造業", 120), (comparison.GetProperty("with").GetProperty("dimension").GetString(),
            comparison.GetProperty("with").GetProperty("value").GetString(), comparison.GetProperty("n").GetInt32()));
        var csv = Encoding.UTF8.GetString(ResultFiles.Csv(model, Language.En)).Split("\r\n");
        Assert.Contains(",industry_mean,", csv[0], StringComparison.Ordinal);
        Assert.EndsWith(",industry:製造業", csv[1], StringComparison.Ordinal);

        // Unasked it is the layer; a segment below 15 and one that is not there are not compared with.
        foreach (var asked in (Segment?[])[null, new("size", "14社だけ"), new("industry", "漁業")])
            Assert.Equal(Segment.Of(model.Score.Layer), With(asked).Segment);
        Assert.True(With(null).IsOwnIndustry(industry));
        Assert.False(With(null).IsOwnIndustry(new("size", "製造業")));
        Assert.Contains("?compare=industry%3A%E8%A3%BD%E9%80%A0%E6%A5%AD#standing", Rendered.Result(With(null), Language.Ja), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Below_15_results_no_figure_about_others_is_anywhere()
    {
        // Others stand apart from the own result, so that every figure about them would be new to the page.
        var others = Answers.From(Rules.Questionnaire, i => i < 25 ? Answer.Of(i == 3 ? 4 : 5) : Mixed[i]);
        var (own, of) = (Scoring.Score(Rules, Mixed).Value, Scoring.Score(Rules, others).Value);
        Assert.Equal(own.Layer, of.Layer);
        var fourteen = Statistics.Compute(Rules, Enumerable.Repeat(new ConsentedResult(of.Layer, of.Total, of.RiskIndex, others.Code), 14)
            .Append(new(of.Layer == Layer.High ? Layer.Adequate : Layer.High, 97, new(333), others.Code)), new("試験", "Trial"), new(2026, 11, 22));
        var model = Build(Mixed, fourteen);
        Assert.NotNull(model.Withheld);
        Assert.Null(model.Comparison!.TScore);
        Assert.Null(model.Comparison.Place);
        Assert.Null(ResultCharts.Distribution(model));
        Assert.Empty(ResultCharts.Risk(model).Points);
        Assert.DoesNotContain(ResultCharts.Measures(model).Series, s => s.Kind == SeriesKind.Mean);
        Assert.DoesNotContain(ResultCharts.Groups(model).Series, s => s.Kind == SeriesKind.Mean);

        var comparison = JsonDocument.Parse(ResultFiles.Json(model, Language.En)).RootElement.GetProperty("comparison");
        foreach (var figure in (string[])["mean", "standard_deviation", "t_score", "rank", "percentile"])
            Assert.Equal(JsonValueKind.Null, comparison.GetProperty(figure).ValueKind);
        Assert.Equal(0, comparison.GetProperty("histogram").GetArrayLength());
        Assert.All(comparison.GetProperty("measures").EnumerateArray(), m => Assert.Equal(JsonValueKind.Null, m.GetProperty("mean").ValueKind));
        Assert.Contains("Fewer than 15 results", comparison.GetProperty("withheld").GetString(), StringComparison.Ordinal);

        var stored = Store.StatisticsBody.Write(fourteen);
        foreach (var secret in (int[])[of.Total * 14, of.Total * of.Total * 14, 97 * 97])
            Assert.DoesNotContain($"{secret}", stored, StringComparison.Ordinal);
        foreach (var language in Languages.All)
        {
            var html = Rendered.Result(model, language);
            Assert.Contains(model.Withheld.Value.In(language), html, StringComparison.Ordinal);
            Assert.DoesNotContain("id=\"distribution\"", html, StringComparison.Ordinal);
            Assert.DoesNotContain($"{of.Total}.0", html, StringComparison.Ordinal);
            Assert.DoesNotContain("class=\"bubble\"", html, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task With_enough_results_every_figure_carries_its_source_date_and_number()
    {
        var model = Build(Mixed, Demonstration(demonstration: false));
        var html = Rendered.Result(model, Language.Ja);
        Assert.Contains(DemonstrationSet.Source.Ja, html, StringComparison.Ordinal);
        Assert.Contains("2026年11月22日現在", html, StringComparison.Ordinal);
        Assert.Contains($"N = {model.Comparison!.Peers.Count:#,0}", html, StringComparison.Ordinal);
        Assert.Contains($">{model.Comparison.TScore}<", html, StringComparison.Ordinal);
        Assert.DoesNotContain("実例データとの比較", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Compared_with_demonstration_data_page_charts_and_files_say_so_in_their_titles()
    {
        var model = Build(Mixed, Demonstration(demonstration: true));
        foreach (var (language, words) in ((Language, string)[])[(Language.Ja, "実例データとの比較"), (Language.En, "compared with demonstration data")])
        {
            Assert.Contains($"<title>{model.Title.In(language)} –", Rendered.Result(model, language), StringComparison.Ordinal);
            Assert.Contains(words, model.Title.In(language), StringComparison.Ordinal);
            Assert.Contains(words, JsonDocument.Parse(ResultFiles.Json(model, language)).RootElement.GetProperty("title").GetString(), StringComparison.Ordinal);
            foreach (var name in ResultCharts.Names.Where(name => name != "years"))
                Assert.Contains(words, ChartSvg.Standalone(ResultCharts.Named(model, name)!, language), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void What_is_stored_of_statistics_is_read_back_as_it_was()
    {
        var statistics = Demonstration(demonstration: true);
        var row = new Store.StatisticsRow
        {
            RulesVersion = Rules.Version,
            SourceJa = statistics.Source.Ja,
            SourceEn = statistics.Source.En,
            Date = statistics.Date,
            Body = Store.StatisticsBody.Write(statistics),
        };
        var read = Store.StatisticsBody.Read(row, Rules);
        Assert.Equal(row.Body, Store.StatisticsBody.Write(read));
        foreach (var layer in Layers.All)
        {
            Assert.Equal((statistics.Of(layer).Mean, statistics.Of(layer).StandardDeviation), (read.Of(layer).Mean, read.Of(layer).StandardDeviation));
            Assert.Equal(statistics.Of(layer).Measures, read.Of(layer).Measures);
            Assert.Equal(statistics.Of(layer).Clusters, read.Of(layer).Clusters);
            Assert.Equal(statistics.Of(layer).Histogram!.Bins, read.Of(layer).Histogram!.Bins);
        }
    }

    [Fact]
    public void The_shares_of_the_profile_items_make_up_the_risk_index()
        => Samples.AnyAnswers.Sample(answers =>
        {
            var drivers = RiskDriver.Of(Rules, answers);
            Assert.Equal(15, drivers.Count);
            Assert.InRange(drivers.Sum(d => d.Adds.Value) - Scoring.Score(Rules, answers).Value.RiskIndex.Value, -8, 8);
            Assert.InRange(drivers.Sum(d => d.Most.Value), 992, 1008);
            Assert.All(drivers, d => Assert.InRange(d.Adds.Value, 0, d.Most.Value));
        }, iter: 200);

    [Fact]
    public void Statistics_of_other_rules_are_not_compared_with()
    {
        var model = Build(Mixed, Demonstration(demonstration: false) with { RulesVersion = "2025.1" });
        Assert.Null(model.Statistics);
        Assert.Contains("既定値", model.Basis.Ja, StringComparison.Ordinal);
        Assert.NotNull(model.NoTScore);
    }

    [Fact]
    public void Only_the_four_latest_earlier_results_are_shown_the_latest_first()
    {
        var score = Scoring.Score(Rules, Mixed).Value;
        var model = ResultModel.Build(Rules, Mixed, null,
            [.. Enumerable.Range(2020, 6).Select(year => new EarlierResult(new(year, 4, 1), score))], Subject).Value;
        Assert.Equal([2025, 2024, 2023, 2022], model.Earlier.Select(e => e.Made.Year));
        Assert.Equal(6, ResultCharts.Measures(model).Series.Count);
    }

    [Fact]
    public void Incomplete_answers_give_no_result()
        => Assert.NotNull(ResultModel.Build(Rules, Answers.None(Rules.Questionnaire), null, [], Subject).Failure);

    [Fact]
    public void The_csv_has_one_line_a_measure_and_the_json_the_public_score()
    {
        var model = Build(Mixed, null);
        var lines = Encoding.UTF8.GetString(ResultFiles.Csv(model, Language.Ja)).TrimEnd().Split("\r\n");
        Assert.Equal(26, lines.Length);
        Assert.StartsWith("\uFEFFitem,title,", lines[0], StringComparison.Ordinal);
        Assert.Contains("unknown", lines[8], StringComparison.Ordinal);
        var json = JsonDocument.Parse(ResultFiles.Json(model, Language.En)).RootElement;
        Assert.Equal(model.Score.Total, json.GetProperty("result").GetProperty("total").GetInt32());
    }

    private static ResultModel Build(Answers answers, Statistics? statistics)
        => ResultModel.Build(Rules, answers, statistics, [], Subject).Value;

    private static Statistics Demonstration(bool demonstration)
        => Statistics.Compute(Rules, DemonstrationSet.Results(Rules), DemonstrationSet.Source, new(2026, 11, 22), demonstration);
}
