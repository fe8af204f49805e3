using System.Diagnostics;
using System.Text.Json;
using System.Text.RegularExpressions;
using Sakimori.Platform.Records;
using Sakimori.TestKit;

namespace Sakimori.Portal.Tests;

/// <summary>What is shipped for monitoring, held against Prometheus itself and against what a portal really says.</summary>
public partial class MonitoringTests
{
    private static readonly string Ops = Path.Combine(SourceTree.Root, "ops");

    [Fact]
    public async Task Each_alert_fires_once_and_none_while_all_is_well()
    {
        using var promtool = Process.Start(new ProcessStartInfo("promtool", ["test", "rules", Path.Combine(Ops, "prometheus", "sakimori.test.yml")])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var error = promtool.StandardError.ReadToEndAsync();
        var output = await promtool.StandardOutput.ReadToEndAsync();
        await promtool.WaitForExitAsync();
        Assert.True(promtool.ExitCode == 0, output + await error);

        var tests = await File.ReadAllTextAsync(Path.Combine(Ops, "prometheus", "sakimori.test.yml"));
        var alerts = Alert().Matches(await File.ReadAllTextAsync(Path.Combine(Ops, "prometheus", "sakimori.rules.yml"))).Select(m => m.Groups[1].Value).ToList();
        Assert.Equal(9, alerts.Count);
        Assert.All(alerts, alert => Assert.Matches($@"alertname: {alert}\n\s+exp_alerts:\n\s+- exp_labels", tests));
    }

    [Fact]
    public async Task Every_figure_of_alerts_and_dashboard_is_one_that_a_portal_shows()
    {
        await using var portal = await PortalUnderTest.StartAsync(Engine.Sqlite);
        using var browser = portal.Client();
        await browser.GetStringAsync("/");
        var shown = await browser.GetStringAsync("/metrics");
        var rules = await File.ReadAllTextAsync(Path.Combine(Ops, "prometheus", "sakimori.rules.yml"));
        using var dashboard = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(Ops, "grafana", "sakimori.json")));
        var asked = dashboard.RootElement.GetProperty("panels").EnumerateArray()
            .SelectMany(panel => panel.GetProperty("targets").EnumerateArray()).Select(target => target.GetProperty("expr").GetString()!).Append(rules)
            .SelectMany(text => Figure().Matches(text).Select(m => m.Groups[1].Value)).Where(name => name != "up").ToHashSet();
        Assert.True(asked.Count > 12, string.Join(' ', asked));
        Assert.All(asked, name => Assert.Contains($"\n{name}{{", shown, StringComparison.Ordinal));
    }

    [GeneratedRegex(@"alert: (\w+)")]
    private static partial Regex Alert();

    [GeneratedRegex(@"([a-z_]+)\{job=")]
    private static partial Regex Figure();
}
