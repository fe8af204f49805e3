using System.Text.Json;
using Sakimori.Platform.Access;
using Sakimori.Platform.Records;
using Sakimori.Platform.Tables;
using Sakimori.TestKit;

namespace Sakimori.Cli.Tests;

public sealed class StatisticsCommandsTests
{
    [Theory]
    [InlineData("csv")]
    [InlineData("tsv")]
    [InlineData("xlsx")]
    public async Task An_earlier_survey_is_checked_and_loaded_all_or_nothing_through_a_running_portal(string kind)
    {
        await using var portal = await PortalUnderTest.StartAsync(Engine.Sqlite);
        var visitor = await portal.VisitorAsync("管理者", "ja", new HeldRole(Role.Administrator, Scopes.System));
        var key = (await portal.Get<ApiKeys>().MakeAsync(visitor.Reader, Scopes.System, "office", ["benchmark:statistics"], 30, default)).Value;
        var folder = System.IO.Directory.CreateTempSubdirectory("sakimori-survey-").FullName;
        try
        {
            Task<(int Code, string Out, string Err)> RunAsync(string[] command, string language = "en")
                => Tool.RunAsync(["benchmark", "statistics", .. command, "--server", portal.Portal.Address, "--key", key], language);
            string[][] lines = [.. Enumerable.Range(0, 30).Select(i => (string[])["2025-04-01", i % 3 == 0 ? "no" : "yes", "", new string((char)('1' + i % 2), 40)])];
            var (file, bad) = (Path.Combine(folder, $"survey.{kind}"), Path.Combine(folder, $"bad.{kind}"));
            Write(file, lines);
            Write(bad, [.. lines, ["2025-04-02", "yes", "", "12"]]);

            var refused = await RunAsync(["import", bad, "--source", "調査2025", "--json"]);
            Assert.Equal(2, refused.Code);
            Assert.Contains("row 32, column answers, value '12'", refused.Err, StringComparison.Ordinal);
            Assert.Contains("32行目、列 answers、値「12」：", (await RunAsync(["import", bad, "--source", "調査2025"], "ja")).Err, StringComparison.Ordinal);
            Assert.Equal(2, (await RunAsync(["import", file, "--source", " "])).Code);
            Assert.Equal(1, (await RunAsync(["import", file])).Code);
            Assert.Equal(3, (await RunAsync(["import", Path.Combine(folder, "none.csv"), "--source", "調査2025"])).Code);
            Assert.Equal(0, (await RunAsync(["import", file, "--source", "調査2025", "--dry-run"])).Code);
            Assert.Equal("", (await RunAsync(["list"])).Out);
            var loaded = await RunAsync(["import", file, "--source", "調査2025", "--source-en", "Survey 2025", "--choose"]);
            Assert.Equal((0, ""), (loaded.Code, loaded.Err));
            Assert.EndsWith("\tsurvey\t2025-04-01\tN=20\tSurvey 2025\tin force\n", loaded.Out, StringComparison.Ordinal);
            Assert.EndsWith("\tsurvey\t2025-04-01\tN=20\t調査2025\t適用中\n", (await RunAsync(["list"], "ja")).Out, StringComparison.Ordinal);
        }
        finally
        {
            System.IO.Directory.Delete(folder, recursive: true);
        }

        void Write(string path, string[][] rows)
        {
            string[] headings = ["date", "consent", "industry", "answers"];
            if (kind != "xlsx")
            {
                File.WriteAllLines(path, rows.Prepend(headings).Select(r => string.Join(kind == "csv" ? ',' : '\t', r)));
                return;
            }

            using var stream = File.Create(path);
            Assert.True(TableWriter.Write(stream, TableFormat.Xlsx, new("survey", headings, rows.Select(r => (IReadOnlyList<TableValue>)[.. r.Select(TableValue.Identifier)]))).Succeeded);
        }
    }

    [Fact]
    public async Task A_reference_table_is_taken_filled_in_checked_loaded_and_chosen_through_a_running_portal()
    {
        await using var portal = await PortalUnderTest.StartAsync(Engine.Sqlite);
        var visitor = await portal.VisitorAsync("管理者", "ja", new HeldRole(Role.Administrator, Scopes.System));
        var key = (await portal.Get<ApiKeys>().MakeAsync(visitor.Reader, Scopes.System, "office", ["benchmark:statistics"], 30, default)).Value;
        string[] place = ["--server", portal.Portal.Address, "--key", key];
        Task<(int Code, string Out, string Err)> RunAsync(string[] command, string? input = null)
            => Tool.RunAsync(["benchmark", "statistics", .. command, .. place], "en", input);

        var template = await RunAsync(["template"]);
        Assert.Equal((0, 76), (template.Code, template.Out.TrimEnd().Split('\n').Length));
        using (var rows = JsonDocument.Parse((await RunAsync(["template", "--json"])).Out))
            Assert.Equal((75, "M01"), (rows.RootElement.GetArrayLength(), rows.RootElement[0].GetProperty("item").GetString()));
        var filled = string.Join('\n', template.Out.TrimEnd().Split('\n').Select(line => line.TrimEnd('\r'))
            .Select((line, i) => i == 0 ? line : string.Join(',', [.. line.Split(',')[..3], "3.1", line.Split(',')[4], "20", "Survey"])));
        var bad = await RunAsync(["load", "-", "--json"], filled.Replace("3.1", "9", StringComparison.Ordinal));
        Assert.Equal(2, bad.Code);
        Assert.Contains("row 2, column mean, value '9'", bad.Err, StringComparison.Ordinal);
        using (var faults = JsonDocument.Parse(bad.Out))
            Assert.Equal(75, faults.RootElement.GetProperty("faults").GetArrayLength());

        Assert.Equal(0, (await RunAsync(["load", "-", "--dry-run"], filled)).Code);
        Assert.Equal("", (await RunAsync(["list"])).Out);
        var loaded = await RunAsync(["load", "-", "--date", "2026-04-01", "--json"], filled);
        Assert.Equal(0, loaded.Code);
        using var told = JsonDocument.Parse(loaded.Out);
        var id = told.RootElement.GetProperty("id").GetString()!;
        Assert.Equal((60, false), (told.RootElement.GetProperty("n").GetInt32(), told.RootElement.GetProperty("in_force").GetBoolean()));
        Assert.Equal(0, (await RunAsync(["choose", id])).Code);
        Assert.Equal($"{id}\treference\t2026-04-01\tN=60\tSurvey\tin force\n", (await RunAsync(["list"])).Out);
        Assert.Equal(3, (await RunAsync(["choose", $"{Guid.NewGuid()}"])).Code);
        var asked = await RunAsync(["recompute"]);
        Assert.True(asked.Code == 0 && Guid.TryParse(asked.Out, out _), asked.Out);
        using var job = JsonDocument.Parse((await RunAsync(["recompute", "--json"])).Out);
        Assert.True(job.RootElement.GetProperty("job").TryGetGuid(out _));
    }
}
