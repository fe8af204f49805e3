using System.Globalization;
using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using Sakimori.Platform.Tables;
using Sakimori.TestKit;

namespace Sakimori.Benchmark.Tests.Attacking;

/// <summary>
/// Everything that a portal publishes of its statistics, downloaded as anybody can: the open data in JSON and CSV, the page in both
/// languages for each group, the indicators. What is written in more than one place is the same everywhere, to the last digit.
/// </summary>
internal sealed partial class Published
{
    private static readonly string[] Names = ["groups", "measures", "distribution", "clusters", "years", "uses"];

    private Published(JsonElement root)
    {
        Root = root;
        foreach (var name in Names)
        {
            Tables.Add(name, [.. root.GetProperty(name).EnumerateArray().Select(row => row.EnumerateObject().ToDictionary(cell => cell.Name,
                cell => cell.Value.ValueKind switch { JsonValueKind.Null => "", JsonValueKind.String => cell.Value.GetString()!, _ => cell.Value.GetRawText() }))]);
        }
    }

    public JsonElement Root { get; }

    public Dictionary<string, List<Dictionary<string, string>>> Tables { get; } = [];

    public int? Snapshot => Root.TryGetProperty("snapshot", out var number) ? number.GetInt32() : null;

    public bool TakenDown => Root.GetProperty("taken_down").GetBoolean();

    public IEnumerable<string> Groups => Tables["groups"].Select(row => $"{row["dimension"]}:{row["value"]}");

    public IEnumerable<Dictionary<string, string>> MeasuresOf(string group) => Tables["measures"].Where(row => $"{row["dimension"]}:{row["value"]}" == group);

    public static async Task<Published> DownloadAsync(PortalUnderTest portal)
    {
        using var visitor = portal.Client();
        using var file = await visitor.GetAsync("/statistics/statistics.json");
        Assert.Equal("sakimori-statistics.json", file.Content.Headers.ContentDisposition!.FileName);
        NothingElseIn(file);
        using var json = JsonDocument.Parse(await file.Content.ReadAsStringAsync());
        var published = new Published(json.RootElement.Clone());
        foreach (var name in Names)
            await published.SameInCsvAsync(visitor, name);
        Assert.Equal(HttpStatusCode.NotFound, (await visitor.GetAsync("/statistics/results.csv")).StatusCode);
        foreach (var language in (string[])["ja", "en"])
            await published.SameOnPagesAsync(visitor, language);
        await published.SameInIndicatorsAsync(visitor);
        foreach (var (closed, status) in ((string, HttpStatusCode)[])[("/api/v1/benchmark/statistics", HttpStatusCode.Unauthorized), ("/benchmark/statistics", HttpStatusCode.Redirect)])
            Assert.Equal(status, (await visitor.GetAsync(closed)).StatusCode);
        return published;
    }

    /// <summary>A figure without a decimal that says nothing: some files write 3, others 3.0.</summary>
    public static string Short(string? figure) => figure is null ? "" : figure.EndsWith(".0", StringComparison.Ordinal) ? figure[..^2] : figure;

    /// <summary>Every number in a text that is none of what is published.</summary>
    public IEnumerable<string> Unexplained(string text, params IEnumerable<string> explained)
    {
        var known = Tables.Values.SelectMany(rows => rows).SelectMany(row => row.Values).Concat(explained).SelectMany(value => Number().Matches(value)).Select(number => Short(Plain(number)))
            .Concat(Tables["distribution"].GroupBy(bin => bin["layer"]).Select(layer => $"{layer.Sum(bin => int.Parse(bin["count"], CultureInfo.InvariantCulture))}"))
            .Concat(Tables["years"].GroupBy(row => row["layer"]).SelectMany(rows => rows.SelectMany(one => rows.Select(other => Short($"{decimal.Parse(one["mean_total"], CultureInfo.InvariantCulture) - decimal.Parse(other["mean_total"], CultureInfo.InvariantCulture)}")))))
            .Append($"{Tables["groups"].Where(row => row["dimension"] == "layer").Sum(row => int.Parse(row["n"], CultureInfo.InvariantCulture))}").ToHashSet();
        return Number().Matches(text).Where(number => !known.Contains(Short(Plain(number)))).Select(number => text[Math.Max(0, number.Index - 60)..Math.Min(text.Length, number.Index + 20)]);
    }

    /// <summary>The text of a page's content without its charts, whose figures stand in tables beside them.</summary>
    public static string TextOf(string page)
    {
        var content = page[page.IndexOf("<main", StringComparison.Ordinal)..page.IndexOf("</main>", StringComparison.Ordinal)];
        return WebUtility.HtmlDecode(Tag().Replace(Ordinal().Replace(Drawing().Replace(content, " "), " "), " "));
    }

    private async Task SameInCsvAsync(HttpClient visitor, string name)
    {
        using var answer = await visitor.GetAsync($"/statistics/{name}.csv");
        Assert.Equal($"sakimori-{name}.csv", answer.Content.Headers.ContentDisposition!.FileName);
        NothingElseIn(answer);
        var bytes = await answer.Content.ReadAsByteArrayAsync();
        if (Tables[name].Count == 0)
        {
            Assert.Single(System.Text.Encoding.UTF8.GetString(bytes).Split('\n', StringSplitOptions.RemoveEmptyEntries));
            return;
        }

        var table = TableReader.Read(bytes).Value;
        Assert.Equal(Tables[name].Select(row => string.Join('|', row.Select(cell => $"{cell.Key}={cell.Value}"))),
            table.Rows.Select(row => string.Join('|', table.Headings.Select((heading, i) => $"{heading}={row[i].Value}"))));
    }

    private async Task SameOnPagesAsync(HttpClient visitor, string language)
    {
        // What stands on the page whatever is published: thresholds, the numbers of measures, sizes and days.
        var constant = TextOf(await visitor.GetStringAsync($"/statistics/dictionary?lang={language}"));
        foreach (var group in Groups.DefaultIfEmpty())
        {
            var page = await visitor.GetStringAsync($"/statistics?lang={language}{(group is null ? "" : $"&group={Uri.EscapeDataString(group)}")}");
            var unexplained = string.Join('\n', Unexplained(TextOf(page), [constant, "3 4 5 10 15 1,000", .. Enumerable.Range(2026, 4).Select(year => $"{year}"), SourceAndDates(page), .. Tables["groups"].Select(row => $"{row["name_ja"]} {row["name_en"]}"), .. Shares()]));
            Assert.True(unexplained.Length == 0, unexplained);
            if (group is null)
                continue;
            var row = Tables["groups"].Single(row => $"{row["dimension"]}:{row["value"]}" == group);
            var figures = Figure().Matches(page[page.IndexOf("figures--plain", StringComparison.Ordinal)..]).Select(Plain).ToList();
            Assert.Equal([row["n"], row["mean_total"], row["sd_total"]], figures[..3]);
            var shown = Measure().Matches(page).ToDictionary(m => m.Groups[1].Value, m => (m.Groups[2].Value, m.Groups[3].Success ? m.Groups[3].Value : ""));
            Assert.Equal(MeasuresOf(group).ToDictionary(m => m["item"], m => (m["mean"], m["desired"])), shown);
        }
    }

    private async Task SameInIndicatorsAsync(HttpClient visitor)
    {
        var layers = Tables["groups"].Where(row => row["dimension"] == "layer").ToDictionary(row => row["value"]);
        foreach (var (indicator, column) in ((string, string)[])[("benchmark.results-counted", "n"), ("benchmark.mean-total", "mean_total")])
        {
            foreach (var value in await IndicatorAsync(visitor, indicator))
            {
                var layer = value.GetProperty("dimensions").GetProperty("layer").GetString()!;
                Assert.Equal(layers.TryGetValue(layer, out var row) ? Short(row[column]) : "null", Short(value.GetProperty("value").GetRawText()));
                Assert.Equal(JsonValueKind.Null, value.GetProperty("denominator").ValueKind);
            }
        }

        foreach (var (indicator, provided) in ((string, bool)[])[("benchmark.uses", false), ("benchmark.consent-share", true)])
        {
            foreach (var value in (await IndicatorAsync(visitor, indicator)).Where(v => v.GetProperty("state").GetString() == "given"))
            {
                // A month alone; what was joined with others is suppressed.
                var month = $"{value.GetProperty("period").GetString()}-01";
                var of = Tables["uses"].SingleOrDefault(row => row["from"] == month && row["to"] == month);
                var total = of is null ? 0 : int.Parse(of["provided"], CultureInfo.InvariantCulture) + int.Parse(of["not_provided"], CultureInfo.InvariantCulture);
                if (provided)
                    Assert.Equal((of!["provided"], $"{total}"), (value.GetProperty("numerator").GetRawText(), value.GetProperty("denominator").GetRawText()));
                else
                    Assert.Equal($"{total}", value.GetProperty("value").GetRawText());
            }
        }
    }

    private static async Task<IReadOnlyList<JsonElement>> IndicatorAsync(HttpClient visitor, string indicator)
    {
        using var json = JsonDocument.Parse(await visitor.GetStringAsync($"/api/v1/indicators/{indicator}"));
        using var file = JsonDocument.Parse(await visitor.GetStringAsync($"/indicators/{indicator}/values.json"));
        List<JsonElement> values = [.. json.RootElement.Clone().GetProperty("values").EnumerateArray()];
        Assert.Equal(values.Select(v => v.GetProperty("value").GetRawText()), file.RootElement.GetProperty("values").EnumerateArray().Select(v => v.GetProperty("value").GetRawText()));
        return values;
    }

    // The sums of uses, of each period and over all, and their shares follow from the table.
    private IEnumerable<string> Shares()
    {
        var uses = Tables["uses"].Select(row => (Provided: int.Parse(row["provided"], CultureInfo.InvariantCulture), Not: int.Parse(row["not_provided"], CultureInfo.InvariantCulture))).ToList();
        foreach (var (provided, not) in uses.Append((Provided: uses.Sum(u => u.Provided), Not: uses.Sum(u => u.Not))).Where(u => u.Provided + u.Not > 0))
        {
            foreach (var figure in (string[])[$"{provided + not}", $"{provided}", $"{not}", $"{Kernel.Tenths.Percent(provided, provided + not)}", $"{Kernel.Tenths.Percent(not, provided + not)}"])
                yield return figure;
        }
    }

    // Days, months and years, the number of the snapshot and of the rules.
    private string SourceAndDates(string page)
        => string.Join(' ', Dated().Matches(TextOf(page)).Select(m => m.Value).Append($"{Snapshot}").Append(Root.GetProperty("rules_version").GetString()));

    // No counts in headers: what describes the file says nothing of its figures.
    private static void NothingElseIn(HttpResponseMessage answer)
        => Assert.DoesNotContain(answer.Headers.Concat(answer.Content.Headers), header => header.Key.Contains("count", StringComparison.OrdinalIgnoreCase) || header.Key.StartsWith("X-", StringComparison.OrdinalIgnoreCase) && header.Key is not ("X-Content-Type-Options" or "X-Frame-Options"));

    private static string Plain(Match number) => number.Value.Replace(",", "", StringComparison.Ordinal) is var plain && number.Groups.Count > 1 ? number.Groups[1].Value.Replace(",", "", StringComparison.Ordinal) : plain;

    [GeneratedRegex(@"[0-9][0-9,]*(?:\.[0-9]+)?")]
    private static partial Regex Number();

    [GeneratedRegex(@"[0-9]+年(?:[0-9]+月)?(?:[0-9]+日)?|令和[0-9]+年|[0-9]{1,2} [A-Z][a-z]+ [0-9]{4}|[A-Z][a-z]+ [0-9]{4}|[0-9]{4}-[0-9]{2}(?:-[0-9]{2})?")]
    private static partial Regex Dated();

    [GeneratedRegex("<dt>[^<]*</dt><dd>([0-9][0-9,]*(?:\\.[0-9]+)?)</dd>")]
    private static partial Regex Figure();

    [GeneratedRegex("<span class=\"measures__code\">(M[0-9]+)</span>[^<]*</th><td class=\"table__number\">([0-9.]+)</td>(?:<td class=\"table__number\">([0-9.]+)</td>)?")]
    private static partial Regex Measure();

    [GeneratedRegex("<svg.*?</svg>", RegexOptions.Singleline)]
    private static partial Regex Drawing();

    // The points of a scatter plot are numbered.
    [GeneratedRegex("<th scope=\"row\">[0-9]+</th>")]
    private static partial Regex Ordinal();

    [GeneratedRegex("<[^>]*>")]
    private static partial Regex Tag();
}
