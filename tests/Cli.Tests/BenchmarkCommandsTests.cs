using System.Text.Json;

namespace Sakimori.Cli.Tests;

public class BenchmarkCommandsTests
{
    [Theory]
    [InlineData("ja", "すでにあります")]
    [InlineData("en", "already exists")]
    public async Task A_file_that_exists_is_overwritten_only_by_force(string language, string words)
    {
        var path = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(path, "mine");
            var (code, output, error) = await Tool.RunAsync(["benchmark", "template", "--xlsx", path], language);
            Assert.Equal((5, ""), (code, output));
            Assert.Contains(words, error, StringComparison.Ordinal);
            Assert.Contains("--force", error, StringComparison.Ordinal);
            Assert.Equal("mine", await File.ReadAllTextAsync(path));

            Assert.Equal(0, (await Tool.RunAsync(["benchmark", "template", "--xlsx", path, "--force"], language)).Code);
            Assert.Equal("PK"u8.ToArray(), (await File.ReadAllBytesAsync(path))[..2]);
        }
        finally
        {
            File.Delete(path);
        }
    }

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
    [InlineData("ja", "シート「質問」", "回答、")]
    [InlineData("en", "sheet “Questions”", "Answer, ")]
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
            Assert.Equal(40, faults.Split(heading).Length - 1);
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
    [InlineData("ja", "6行目、列 answer、値「7」：回答が範囲の外です。")]
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

    [Theory]
    [InlineData("ja", "列 $.layers[1].from", "2026.1版：誤りはありません")]
    [InlineData("en", "column $.layers[1].from", "Version 2026.1: no faults")]
    public async Task A_version_is_checked_before_it_is_published_and_each_fault_has_its_path(string language, string place, string well)
    {
        var folder = System.IO.Directory.CreateTempSubdirectory("sakimori-validate-").FullName;
        try
        {
            var (questionnaire, rules) = (Path.Combine(folder, "q.json"), Path.Combine(folder, "r.json"));
            await File.WriteAllBytesAsync(questionnaire, Benchmark.ShippedRules.File("questionnaire-2026.1.json").ToArray());
            var shipped = System.Text.Encoding.UTF8.GetString(Benchmark.ShippedRules.File("rules-2026.1.json").Span);
            await File.WriteAllTextAsync(rules, shipped);
            var (code, output, _) = await Tool.RunAsync(["benchmark", "validate", questionnaire, rules], language);
            Assert.Equal(0, code);
            Assert.Contains(well, output, StringComparison.Ordinal);
            await File.WriteAllTextAsync(rules, shipped.Replace("\"from\": 30.0", "\"from\": 130.0", StringComparison.Ordinal));
            var (wrong, json, error) = await Tool.RunAsync(["benchmark", "validate", questionnaire, rules, "--json"], language);
            Assert.Equal(2, wrong);
            Assert.Contains(place, error, StringComparison.Ordinal);
            Assert.Equal("$.layers[1].from", JsonDocument.Parse(json).RootElement.GetProperty("faults")[0].GetProperty("column").GetString());
        }
        finally
        {
            System.IO.Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<string> FilledAsync(string answer)
    {
        var lines = (await Tool.RunAsync(["benchmark", "template"])).Out.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        return string.Concat(lines.Select((l, i) => i == 0 ? l + "\n" : $"{l}{answer}\n"));
    }
}
