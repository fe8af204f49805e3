using Sakimori.Benchmark.Domain;
using Sakimori.Benchmark.Store;
using Sakimori.Kernel;

namespace Sakimori.Benchmark.Tests.Domain;

public sealed class ReferenceTableTests
{
    private static readonly RuleSet Rules = Samples.Shipped;

    [Fact]
    public void Means_and_desired_levels_of_a_segment_are_used_and_what_it_lacks_is_said()
    {
        var table = ReferenceTable.Parse(Rules, Rows("industry", "製造業").Concat(Rows("layer", "high"))).Value;
        Assert.Equal([new("industry", "製造業"), new("layer", "high")], table.Segments);
        var peers = table.Peers(new("industry", "製造業"))!;
        Assert.Equal((32, 38, 120), (peers.Measures[0].Mean!.Value.Value, peers.Measures[0].Desired.Value, peers.Count));

        var score = Scoring.Score(Rules, Samples.Uniform(Rules, 3)).Value.Against(peers);
        Assert.Equal("0.8", score.Measures[0].Gap.ToString());
        var comparison = Comparison.Of(score.Total, peers);
        Assert.True(comparison is { TScore: null, Place: null, NoTScore: not null });
    }

    [Fact]
    public void As_statistics_a_layer_that_is_not_in_the_table_stands_on_the_published_defaults()
    {
        var statistics = ReferenceTable.Parse(Rules, Rows("layer", "high")).Value.ToStatistics(new(2026, 11, 23));
        Assert.Equal(("調査2026", 38), (statistics.Source.Ja, statistics.Of(Layer.High).Measures[0].Desired.Value));
        Assert.Equal((30, 0), (statistics.Of(Layer.Adequate).Measures[0].Desired.Value, statistics.Of(Layer.Adequate).Count));
    }

    [Fact]
    public void Sizes_and_industries_reach_the_statistics_and_stay_the_same_when_stored()
    {
        var rows = Rows("industry", "製造業").Concat(Rows("size", "300人以上"))
            .Concat(Rows("industry", "小さな業種").Select(row => row with { Count = "14" })).Select((row, i) => row with { Row = i + 2 });
        var made = ReferenceTable.Parse(Rules, rows).Value.ToStatistics(new(2026, 11, 23));
        var stored = StatisticsBody.Read(new()
        {
            RulesVersion = made.RulesVersion,
            SourceJa = made.Source.Ja,
            SourceEn = made.Source.En,
            Date = made.Date,
            Body = StatisticsBody.Write(made),
        }, Rules);
        foreach (var statistics in (Statistics[])[made, stored])
        {
            Assert.Equal([new("industry", "製造業"), new("size", "300人以上")], statistics.OfferedTo(Layer.High));
            Assert.Null(statistics.Of(new Segment("industry", "小さな業種")));
            Assert.Null(statistics.Of(new Segment("industry", "漁業")));
            var peers = statistics.Of(new Segment("size", "300人以上"))!;
            Assert.Equal((120, 32, 38), (peers.Count, peers.Measures[24].Mean!.Value.Value, peers.Measures[24].Desired.Value));
            Assert.Equal([3, 0], [statistics.Others.Count, statistics.Count]);
        }

        // Stored before sizes and industries were: read as none.
        Assert.Empty(StatisticsBody.Read(new()
        {
            RulesVersion = made.RulesVersion,
            SourceJa = "",
            SourceEn = "",
            Body = StatisticsBody.Write(made with { Others = [] }),
        }, Rules).Others);
    }

    [Fact]
    public void A_segment_is_read_back_as_it_is_written()
    {
        foreach (var segment in (Segment[])[new("layer", "high"), new("industry", "製造業: その他"), new("size", "1–99")])
            Assert.Equal(segment, Segment.Parse($"{segment}"));
        foreach (var text in (string?[])[null, "", "example", "country:日本", ":x"])
            Assert.Null(Segment.Parse(text));
    }

    [Fact]
    public void Below_15_a_mean_is_withheld()
    {
        var rows = Rows("size", "小").Select(row => row with { Count = "14" });
        Assert.All(ReferenceTable.Parse(Rules, rows).Value.Peers(new("size", "小"))!.Measures, measure => Assert.Null(measure.Mean));
    }

    [Theory]
    [InlineData("item", "P01")]
    [InlineData("dimension", "country")]
    [InlineData("value", "highest")]
    [InlineData("mean", "5.1")]
    [InlineData("mean", "3.25")]
    [InlineData("desired", "x")]
    [InlineData("n", "0")]
    [InlineData("source", " ")]
    public void Each_slip_is_named_by_row_column_and_value(string column, string value)
    {
        var rows = Rows("layer", "high");
        rows[3] = column switch
        {
            "item" => rows[3] with { Item = value },
            "dimension" => rows[3] with { Dimension = value },
            "value" => rows[3] with { Value = value },
            "mean" => rows[3] with { Mean = value },
            "desired" => rows[3] with { Desired = value },
            "n" => rows[3] with { Count = value },
            _ => rows[3] with { Source = value },
        };
        var fault = ReferenceTable.Parse(Rules, rows).Failure!.Faults[0];
        Assert.Equal((5, column, value), (fault.Row, fault.Column, fault.Value));
    }

    [Fact]
    public void A_segment_must_name_every_measure_once()
    {
        var rows = Rows("layer", "high");
        rows[24] = rows[23] with { Row = 26 };
        var faults = ReferenceTable.Parse(Rules, rows).Failure!.Faults;
        Assert.Equal([26, 27], faults.Select(fault => fault.Row));
        Assert.Contains("M25", faults[1].Message.En, StringComparison.Ordinal);
    }

    [Fact]
    public void An_empty_table_is_refused()
        => Assert.NotEmpty(ReferenceTable.Parse(Rules, []).Failure!.Faults);

    private static ReferenceRow[] Rows(string dimension, string value) =>
        [.. Rules.Questionnaire.Measures.Select((measure, i) =>
            new ReferenceRow(i + 2, measure.Id, dimension, value, "３.2", "3.8", "120", "調査2026"))];
}
