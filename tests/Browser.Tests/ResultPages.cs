using Microsoft.Playwright;
using Sakimori.Benchmark;
using Sakimori.Benchmark.Domain;
using Sakimori.Benchmark.Example;
using Sakimori.Benchmark.Store;
using Sakimori.Platform.Access;
using Sakimori.Platform.Records;
using Sakimori.TestKit;

namespace Sakimori.Browser.Tests;

public sealed class ResultPages : IAsyncLifetime
{
    private static readonly RuleSet Rules = ShippedRules.Current;
    private PortalUnderTest portal = null!;

    public static TheoryData<string> Languages => ["ja", "en"];

    public async ValueTask InitializeAsync()
    {
        portal = await PortalUnderTest.StartAsync(Engine.Sqlite);
        await using var work = await portal.Get<Works>().BeginAsync(Reader.System);
        var row = StatisticsStore.Add(work, Population(demonstration: false), StatisticsKind.Computed);
        await StatisticsStore.PutInForceAsync(work, row.Id, default);
        StatisticsStore.Add(work, Population(demonstration: true), StatisticsKind.Example);
        await work.CommitAsync();
    }

    public ValueTask DisposeAsync() => portal.DisposeAsync();

    [Theory]
    [MemberData(nameof(Languages))]
    public async Task An_anonymous_result_shows_everything_and_prints_on_four_pages(string language)
    {
        var page = await OpenAsync(language);
        Assert.Equal(1, await page.Locator(".board h1").CountAsync());
        Assert.Equal(3, await page.Locator(".verdict p").CountAsync());
        Assert.Equal(5, await page.Locator(".board__actions tbody tr").CountAsync());
        Assert.Equal(5, await page.Locator("figure.chart").CountAsync());
        Assert.Equal(25, await page.Locator(".measures tbody tr:not(.measures__group)").CountAsync());
        await Looks.KeepAsync(page, $"result-{language}");
        var pdf = await page.PdfAsync(new() { Format = "A4", Tagged = true, PreferCSSPageSize = true });
        await Looks.KeepAsync(pdf, $"result-{language}.pdf");
        await Looks.KeepAsync(System.Text.Encoding.UTF8.GetBytes(await page.ContentAsync()), $"result-{language}.html");
        Assert.Equal(4, Looks.Pages(pdf));
    }

    [Theory]
    [InlineData("ja", '1', '9', 0)]
    [InlineData("en", '1', '9', 4)]
    [InlineData("ja", 'u', 'u', 4)]
    [InlineData("en", 'u', 'u', 4)]
    [InlineData("ja", '5', '1', 0)]
    public async Task Whatever_the_answers_the_print_has_four_pages(string language, char level, char option, int earlier)
    {
        var answers = new string(level, 25) + string.Concat(Rules.Questionnaire.Profile.Select(item =>
            option == 'u' ? "u" : $"{Math.Min(option - '0', item.Choices)}"));
        var page = await OpenAsync(language, answers, earlier, compare: earlier > 0);
        var pdf = await page.PdfAsync(new() { Format = "A4", Tagged = true, PreferCSSPageSize = true });
        await Looks.KeepAsync(pdf, $"result-{language}-{level}.pdf");
        await Looks.KeepAsync(System.Text.Encoding.UTF8.GetBytes(await page.ContentAsync()), $"result-{language}-{level}.html");
        Assert.Equal(4, Looks.Pages(pdf));
    }

    [Theory]
    [MemberData(nameof(Languages))]
    public async Task A_plan_is_computed_anew_and_taken_away_as_a_calendar(string language)
    {
        var page = await OpenAsync(language);
        Assert.Empty(await Axe.ViolationsAsync(page));
        await page.ClickAsync("button[formaction='/benchmark/result/plan']");
        await page.ArrivedAsync("/benchmark/result/plan");
        Assert.Equal(5, await page.Locator("[name=tick]:checked").CountAsync());
        Assert.Empty(await Axe.ViolationsAsync(page));
        var before = await page.InnerTextAsync("dl.figures");
        await page.Locator("[name=tick]:checked").First.UncheckAsync();
        await page.ClickAsync("button[value=recalculate]");
        await page.WaitForFunctionAsync("() => document.querySelectorAll('[name=tick]:checked').length === 4");
        Assert.NotEqual(before, await page.InnerTextAsync("dl.figures"));
        await page.ClickAsync("button[value=ics]");
        await page.WaitForSelectorAsync("[data-error-summary]");
        Assert.Equal(4, await page.Locator("[data-error-summary] li").CountAsync());
        foreach (var item in await page.EvalOnSelectorAllAsync<string[]>("[name=tick]:checked", "boxes => boxes.map(b => b.value)"))
            await page.FillAsync($"[name=due-{item}]", "令和9年3月31日");
        await Looks.KeepAsync(page, $"plan-{language}");
        var calendar = await page.RunAndWaitForDownloadAsync(() => page.ClickAsync("button[value=ics]"));
        var text = await File.ReadAllTextAsync(await calendar.PathAsync());
        Assert.Equal(4, text.Split("BEGIN:VEVENT").Length - 1);
        Assert.Contains("DTSTART;VALUE=DATE:20270331", text, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Languages))]
    public async Task On_a_phone_and_in_the_dark_nothing_leaves_the_page(string language)
    {
        var page = await OpenAsync(language, width: 375, compare: true);
        Assert.True(await page.EvaluateAsync<bool>("() => document.documentElement.scrollWidth <= window.innerWidth"));
        await Looks.KeepAsync(page, $"phone-{language}");
        await page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Dark });
        Assert.Empty(await Axe.ViolationsAsync(page));
        await Looks.KeepAsync(page, $"dark-{language}");
    }

    private async Task<IPage> OpenAsync(string language, string? answers = null, int earlier = 1, int width = 1280, bool compare = false)
    {
        var page = await Browser.PageAsync(language, width);
        await page.GotoAsync(portal.Portal.Address + "/sign-in");
        await page.EvaluateAsync("""
            fields => {
              const form = document.querySelector('main form');
              form.action = '/benchmark/result';
              for (const input of form.querySelectorAll('input:not([type=hidden])')) input.remove();
              for (const [name, value] of fields) {
                const input = document.createElement('input');
                input.type = 'hidden'; input.name = name; input.value = value;
                form.append(input);
              }
              form.submit();
            }
            """, (string[][])[
                ["result", $"2026-11-23|{Rules.Version}|{answers ?? Sample}"],
                .. Enumerable.Range(1, earlier).Select(years => (string[])["earlier", $"{2026 - years}-11-20|{Rules.Version}|{Before}"]),
                .. compare ? (string[][])[["compare", "example"]] : [],
            ]);
        await page.ArrivedAsync("/benchmark/result");
        return page;
    }

    private static string Sample => "3243142u3332244335241u3333"[..25] + "343232423343u32";

    private static string Before => "2232132222231133224112222" + "343232423343232";

    private static Statistics Population(bool demonstration)
        => Statistics.Compute(Rules, DemonstrationSet.Results(Rules), DemonstrationSet.Source, new(2026, 11, 22), demonstration);
}
