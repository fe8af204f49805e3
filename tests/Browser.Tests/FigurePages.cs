using Microsoft.Playwright;
using Sakimori.Benchmark;
using Sakimori.Benchmark.Domain;
using Sakimori.Benchmark.Example;
using Sakimori.Benchmark.Store;
using Sakimori.Platform.Access;
using Sakimori.Platform.Records;
using Sakimori.TestKit;

namespace Sakimori.Browser.Tests;

/// <summary>The published statistics with groups of every kind. With SAKIMORI_LOOKS each is kept as a picture and in print.</summary>
public sealed class FigurePages(FigurePages.Filled shared) : IClassFixture<FigurePages.Filled>
{
    private static readonly (string Name, string Path)[] Shown =
    [
        ("layer", "/statistics"), ("over-layers", "/statistics?group=size%3A1"), ("crossed", "/statistics?group=layer%2Bindustry%3Ahigh%7Cjsic-14%3AE"), ("dictionary", "/statistics/dictionary"),
    ];

    [Theory]
    [InlineData("ja", 1280)]
    [InlineData("en", 1280)]
    [InlineData("ja", 375)]
    [InlineData("en", 375)]
    public async Task They_are_accessible_fit_the_screen_and_have_no_empty_column(string language, int width)
    {
        var page = await Browser.PageAsync(language, width);
        var faults = new List<string>();
        foreach (var (name, path) in Shown)
        {
            Assert.Equal(200, (await page.GotoAsync(shared.Portal.Portal.Address + path))?.Status);
            await Looks.KeepAsync(page, $"statistics-{name}-{language}-{width}");
            faults.AddRange((await Axe.ViolationsAsync(page)).Select(v => $"{path}: {v}"));
            if (!await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= window.innerWidth"))
                faults.Add($"{path} is wider than the screen");
            if (name != "dictionary" && await page.Locator("th", new() { HasText = language == "ja" ? "望まれる水準" : "Desired" }).CountAsync() != (name == "over-layers" ? 0 : 1))
                faults.Add($"{path} has a column of desired levels, or has none");
            if (width == 1280)
                await Looks.KeepAsync(await page.PdfAsync(new() { Format = "A4", Tagged = true, PreferCSSPageSize = true }), $"statistics-{name}-{language}.pdf");
        }

        Assert.True(faults.Count == 0, string.Join("\n", faults));
    }

    /// <summary>A portal whose statistics in force have layers, sizes, industries and crossings.</summary>
    public sealed class Filled : IAsyncLifetime
    {
        public PortalUnderTest Portal { get; private set; } = null!;

        public async ValueTask InitializeAsync()
        {
            Portal = await PortalUnderTest.StartAsync(Engine.Sqlite);
            var rules = ShippedRules.Current;
            await using var work = await Portal.Get<Works>().BeginAsync(Reader.System);
            var row = StatisticsStore.Add(work, NextSnapshot.First(rules, DemonstrationSet.Counted(rules), new("このポータルで分析に同意した組織の最新の自己診断の結果、統計の第1版", "the latest consented self-check of each organisation on this portal, snapshot 1"), new(2026, 11, 12)), StatisticsKind.Computed, snapshot: 1);
            await StatisticsStore.PutInForceAsync(work, row.Id, default);
            await work.CommitAsync();
        }

        public ValueTask DisposeAsync() => Portal.DisposeAsync();
    }
}
