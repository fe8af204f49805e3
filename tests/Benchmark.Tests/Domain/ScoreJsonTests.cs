using System.Text;
using System.Text.Json;
using CsCheck;
using Sakimori.Benchmark.Domain;

namespace Sakimori.Benchmark.Tests.Domain;

public sealed class ScoreJsonTests
{
    [Fact]
    public void The_public_json_of_a_result_is_stable()
    {
        var score = Scoring.Score(Samples.Small, Answers.Parse(Samples.Small.Questionnaire, "1u521u").Value).Value;
        const string expected = """
            {"total":7,"layer":"adequate level required","layer_id":"adequate","risk_index":55.6,"rules_version":"9.2",
            "unknown":2,"unknown_items":["M2","P3"],"assumed":[{"item":"P3","option":3}],"measures":[{"item":"M1","level":1,"desired":3,"gap":2},
            {"item":"M2","level":null,"desired":3,"gap":null},{"item":"M3","level":5,"desired":4,"gap":-1}],
            "groups":[{"group":"a","sum":2,"max":10},{"group":"b","sum":5,"max":5}]}
            """;
        using var document = JsonDocument.Parse(ScoreJson.Serialize(score));
        Assert.Equal(expected.Replace("\n", "", StringComparison.Ordinal), JsonSerializer.Serialize(document.RootElement));
    }

    [Fact]
    public void The_risk_index_always_has_one_decimal_and_levels_have_none()
        => Samples.AnyAnswers.Sample(answers =>
        {
            var json = Encoding.UTF8.GetString(ScoreJson.Serialize(Scoring.Score(Samples.Shipped, answers).Value));
            using var document = JsonDocument.Parse(json);
            Assert.Matches(@"^\d{1,3}\.\d$", document.RootElement.GetProperty("risk_index").GetRawText());
            foreach (var measure in document.RootElement.GetProperty("measures").EnumerateArray())
            {
                Assert.Matches(@"^(\d|null)$", measure.GetProperty("level").GetRawText());
                Assert.Matches(@"^\d$", measure.GetProperty("desired").GetRawText());
                Assert.Matches(@"^(-?\d|null)$", measure.GetProperty("gap").GetRawText());
            }
        }, iter: 50);
}
