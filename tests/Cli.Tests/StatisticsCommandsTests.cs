using System.Text.Json;
using Sakimori.Platform.Access;
using Sakimori.Platform.Records;
using Sakimori.TestKit;

namespace Sakimori.Cli.Tests;

public sealed class StatisticsCommandsTests
{
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
    }
}
