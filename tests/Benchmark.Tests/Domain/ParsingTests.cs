using System.Text.RegularExpressions;
using CsCheck;
using Sakimori.Benchmark.Domain;
using Sakimori.Kernel;

namespace Sakimori.Benchmark.Tests.Domain;

public sealed class ParsingTests
{
    private static readonly RuleSet Rules = Samples.Shipped;

    [Theory]
    [InlineData("\"id\": \"M2\"", "\"id\": \"m1\"", "$.measures[1]")]
    [InlineData("\"id\": \"M2\"", "\"id\": \"M 2\"", "$.measures[1]")]
    [InlineData("\"id\": \"P3\", \"family\": \"i\"", "\"id\": \"P3\", \"family\": \"x\"", "$.profile[2]")]
    [InlineData("\"version\": \"9.1\", ", "", "$.version")]
    [InlineData("\"2026-10-01\"", "\"1 Oct\"", "$")]
    [InlineData("\"en\": \"Trial\"", "\"en\": \" \"", "$.title.en")]
    [InlineData("{\"ja\": \"水準4\", \"en\": \"Level 4\"}, ", "", "$.measures[0].levels")]
    [InlineData("\"ja\": \"水準4\"", "\"ja\": \"水準3\"", "$.measures[0].levels[3]")]
    [InlineData("\"days\": 4", "\"days\": \"4\"", "$.measures[0].next[1].days")]
    [InlineData("\"from\": 3", "\"from\": 2", "$.measures[0].next[2]")]
    [InlineData("[\"5.1\"]", "[5.1]", "$.measures[0].mappings.iso27001-2022")]
    [InlineData("{\"ja\": \"中\", \"en\": \"Some\"}, ", "", "$.profile[0].options")]
    [InlineData("\"group\": \"b\"", "\"group\": \"a\"", "$")]
    public void A_slip_in_an_uploaded_questionnaire_is_named_by_its_json_path(string right, string wrong, string path)
    {
        Assert.True(Questionnaire.Parse(Samples.Bytes(Samples.SmallQuestionnaire)).Succeeded);
        var slipped = new Regex(Regex.Escape(right)).Replace(Samples.SmallQuestionnaire, wrong, 1);
        Assert.Contains(path, Questionnaire.Parse(Samples.Bytes(slipped)).Failure!.Faults.Select(fault => fault.Column));
    }

    [Theory]
    [InlineData("\"questionnaire\": \"9.1\"", "\"questionnaire\": \"9.0\"", "$")]
    [InlineData("\"from\": 66.7", "\"from\": 33.4", "$.layers[2]")]
    [InlineData("\"from\": 33.4", "\"from\": 33.45", "$.layers[1].from")]
    [InlineData("\"points\": [0, 1, 3]", "\"points\": [0, 1, 1]", "$.profile[0]")]
    [InlineData("\"points\": [0, 1, 3]", "\"points\": [0, 1]", "$.profile[0].points")]
    [InlineData("\"item\": \"P2\"", "\"item\": \"P3\"", "$.profile[1]")]
    [InlineData("\"adequate\": 3, ", "", "$.measures[0].desired.adequate")]
    [InlineData("\"adequate\": 3, ", "\"adequate\": 1, ", "$.measures[0].desired")]
    [InlineData("\"weight\": 3,", "\"weight\": 4,", "$.measures[2].weight")]
    [InlineData("\"minimumCount\": 15", "\"minimumCount\": 14", "$.statistics.minimumCount")]
    [InlineData("\"minimumBin\": 5", "\"minimumBin\": 4", "$.statistics.minimumBin")]
    [InlineData("\"profile\": \"highest\"", "\"profile\": \"lowest\"", "$.unknown")]
    [InlineData("\"points\": [0, 1, 3]}, {\"item\": \"P2\"", "\"points\": [90, 91, 93]}, {\"item\": \"P2\"", "$.layers")]
    public void A_slip_in_a_rule_table_is_named_by_its_json_path(string right, string wrong, string path)
    {
        var slipped = new Regex(Regex.Escape(right)).Replace(Samples.SmallRules, wrong, 1);
        Assert.NotEqual(Samples.SmallRules, slipped);
        var faults = RuleSet.Parse(Samples.Small.Questionnaire, Samples.Bytes(slipped)).Failure!.Faults;
        Assert.Contains(path, faults.Select(fault => fault.Column));
    }

    [Fact]
    public void A_mutated_upload_never_throws()
    {
        var bytes = Samples.Bytes(Samples.SmallQuestionnaire);
        var rules = Samples.Bytes(Samples.SmallRules);
        Gen.Select(Gen.Int[0, bytes.Length - 1], Gen.Byte, Gen.Int[0, rules.Length - 1]).Sample((at, value, cut) =>
        {
            byte[] mutated = [.. bytes[..at], value, .. bytes[(at + 1)..]];
            var outcome = Questionnaire.Parse(mutated);
            Assert.True(outcome.Succeeded || outcome.Failure!.Faults.Count > 0);
            Assert.False(RuleSet.Parse(Samples.Small.Questionnaire, rules.AsMemory(0, cut)).Succeeded);
        }, iter: 2_000);
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("{\"version\": \"\\udc00\"}")]
    [InlineData("{\"measures\": {}, \"profile\": [1, 2]}")]
    public void What_is_no_questionnaire_is_a_failure(string json)
        => Assert.Equal(FailureKind.Invalid, Questionnaire.Parse(Samples.Bytes(json)).Failure?.Kind);

    [Fact]
    public void A_result_file_opens_again_as_it_was_saved()
        => Samples.AnyAnswers.Sample(answers =>
        {
            var saved = new ResultFile(Rules, answers, Scoring.Score(Rules, answers).Value, new(2026, 11, 23));
            var opened = ResultFile.Parse(saved.Serialize(), Known).Value;
            Assert.Equal((saved.Answers, saved.Made), (opened.Answers, opened.Made));
            Assert.Equal(ScoreJson.Serialize(saved.Score), ScoreJson.Serialize(opened.Score));
            Assert.Equal(saved.Serialize(), opened.Serialize());
        }, iter: 50);

    [Fact]
    public void A_result_file_of_other_rules_or_another_format_is_refused()
    {
        var answers = Samples.Uniform(Rules, 3);
        var file = System.Text.Encoding.UTF8.GetString(
            new ResultFile(Rules, answers, Scoring.Score(Rules, answers).Value, new(2026, 11, 23)).Serialize());
        Assert.Equal("1999.9", Refusal(file.Replace("2026.1", "1999.9", StringComparison.Ordinal)).Value);
        Assert.Equal("other/1", Refusal(file.Replace(ResultFile.Format, "other/1", StringComparison.Ordinal)).Value);

        static Fault Refusal(string json) => ResultFile.Parse(Samples.Bytes(json), Known).Failure!.Faults[0];
    }

    [Fact]
    public void The_mappings_that_ship_are_those_of_the_questionnaire_and_name_real_measures()
    {
        Assert.Equal(["iso27001-2022", "csf-2.0", "scs"], ShippedRules.Mappings.Select(table => table.Id));
        foreach (var table in ShippedRules.Mappings.Take(2))
        {
            foreach (var measure in Rules.Questionnaire.Measures)
                Assert.Equal(measure.Mappings[table.Id], table.References[measure.Id]);
        }

        Assert.Equal(["4-3-4"], ShippedRules.Mappings[2].References["M15"]);
        Assert.All(ShippedRules.Mappings, table => Assert.NotEmpty(table.Provenance.Ja));
    }

    [Fact]
    public void A_slip_in_an_added_mapping_table_is_named_by_row_and_column()
    {
        var index = Samples.Bytes("""[{"id": "own", "title": {"ja": "独自", "en": "Own"}, "provenance": {"ja": "独自", "en": "Own"}}]""");
        var faults = MappingTable.ParseAll(Rules.Questionnaire, index, _ => Samples.Bytes("item,reference\nM01,A\nZ1,B\nM02,\n")).Failure!.Faults;
        Assert.Equal([(3, "item"), (4, "reference")], faults.Select(fault => (fault.Row!.Value, fault.Column!)));
    }

    [Fact]
    public void Every_line_of_the_worked_example_is_what_the_engine_gives()
    {
        var computation = Computation.Of(Rules);
        Assert.Equal(computation.Score.Total, computation.Lines[0].Working.Split(" + ").Sum(int.Parse));
        Assert.Contains($"{computation.Score.Total}", computation.Lines[0].Result.En, StringComparison.Ordinal);
        var risk = Regex.Match(computation.Lines[3].Working, @"^\((\d+)/(\d+) \+ (\d+)/(\d+)\) ÷ 2 × 100$").Groups;
        decimal Figure(int group) => decimal.Parse(risk[group].Value);
        var index = Math.Round((Figure(1) / Figure(2) + Figure(3) / Figure(4)) * 50, 1, MidpointRounding.AwayFromZero);
        Assert.Equal($"{index:0.0}", computation.Lines[3].Result.En);
        Assert.Equal(computation.Score.Layer.Name(), computation.Lines[4].Result);
        Assert.Single(computation.Score.UnknownItems);
        var deviation = Regex.Match(computation.Lines[6].Working, @"^\((\d+) − ([\d.]+)\) ÷ ([\d.]+) × 10 \+ 50$").Groups;
        var tScore = (decimal.Parse(deviation[1].Value) - decimal.Parse(deviation[2].Value)) / decimal.Parse(deviation[3].Value) * 10 + 50;
        Assert.Equal($"{Math.Round(tScore, 1):0.0}", computation.Lines[6].Result.Ja);
        Assert.NotEmpty(Computation.Of(Samples.Small).Lines);
        Assert.All(computation.Formulas, formula => Assert.NotEqual(formula.Expression.Ja, formula.Expression.En));
    }

    private static RuleSet? Known(string version) => version == Rules.Version ? Rules : null;
}
