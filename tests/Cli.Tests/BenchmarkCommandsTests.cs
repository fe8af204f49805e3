using System.Text.Json;

namespace Sakimori.Cli.Tests;

public class BenchmarkCommandsTests
{
    [Fact]
    public async Task The_template_has_one_line_an_item_under_its_heading()
    {
        var (code, output, error) = await Tool.RunAsync(["benchmark", "template"]);
        var lines = output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal((0, ""), (code, error));
        Assert.Equal("item,answer", lines[0]);
        Assert.Equal(40, lines.Length - 1);
        Assert.All(lines.Skip(1), l => Assert.Matches("^[MP][0-9]{2},$", l));
    }

    [Theory]
    [InlineData("ja", "シート「質問」", "回答")]
    [InlineData("en", "sheet “Questions”", "Answer")]
    public async Task The_workbook_is_written_and_read_back(string language, string sheet, string heading)
    {
        var path = Path.Combine(Path.GetTempPath(), $"sakimori-{Guid.NewGuid():N}.xlsx");
        try
        {
            var (code, output, error) = await Tool.RunAsync(["benchmark", "template", "--xlsx", path, "--lang", language]);
            Assert.Equal((0, "", ""), (code, output, error));
            var (wrong, _, faults) = await Tool.RunAsync(["benchmark", "score", path], language);
            Assert.Equal(2, wrong);
            Assert.Contains(sheet, faults, StringComparison.Ordinal);
            Assert.Equal(40, faults.Split(heading + ", ").Length - 1);
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Theory]
    [InlineData("1", 25, "not pressing")]
    [InlineData("3", 75, "adequate level required")]
    public async Task A_filled_template_is_scored_without_a_server(string answer, int total, string layer)
    {
        var (code, output, _) = await Tool.RunAsync(["benchmark", "score", "-", "--json"], input: await FilledAsync(answer));
        using var score = JsonDocument.Parse(output);
        Assert.Equal(0, code);
        Assert.Equal(total, score.RootElement.GetProperty("total").GetInt32());
        Assert.Equal(layer, score.RootElement.GetProperty("layer").GetString());
        Assert.Equal(0, score.RootElement.GetProperty("unknown").GetInt32());
        Assert.Equal("2026.1", score.RootElement.GetProperty("rules_version").GetString());
    }

    [Theory]
    [InlineData("ja", "6行目, 列 answer, 値「7」: 回答が範囲の外です。")]
    [InlineData("en", "row 6, column answer, value '7': The answer is out of range.")]
    public async Task A_wrong_answer_ends_with_its_place_and_an_exit_code(string language, string message)
    {
        var sheet = (await FilledAsync("2")).Replace("M05,2", "M05,7", StringComparison.Ordinal);
        var (code, output, error) = await Tool.RunAsync(["benchmark", "score", "-"], language, sheet);
        Assert.Equal(2, code);
        Assert.Equal("", output);
        Assert.Contains(message, error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_is_not_there_is_said_so()
    {
        var (code, output, error) = await Tool.RunAsync(["benchmark", "score", "nowhere.csv", "--json"]);
        Assert.Equal(3, code);
        Assert.Contains("nowhere.csv", error, StringComparison.Ordinal);
        Assert.Equal("NotFound", JsonDocument.Parse(output).RootElement.GetProperty("error").GetString());
    }

    private static async Task<string> FilledAsync(string answer)
    {
        var lines = (await Tool.RunAsync(["benchmark", "template"])).Out.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        return string.Concat(lines.Select((l, i) => i == 0 ? l + "\n" : $"{l}{answer}\n"));
    }
}
