using System.Net;
using Sakimori.Benchmark;
using Sakimori.Benchmark.Domain;
using Sakimori.Benchmark.Files;
using Sakimori.Kernel;
using Sakimori.Platform.Records;
using Sakimori.TestKit;

namespace Sakimori.Portal.Tests;

public sealed class BenchmarkFilesTests : IAsyncLifetime
{
    private static readonly RuleSet Rules = ShippedRules.Current;
    private PortalUnderTest portal = null!;

    public async ValueTask InitializeAsync() => portal = await PortalUnderTest.StartAsync(Engine.Sqlite);

    public ValueTask DisposeAsync() => portal.DisposeAsync();

    [Theory]
    [InlineData("ja", Language.Ja)]
    [InlineData("en", Language.En)]
    public async Task Everybody_gets_the_workbook_of_the_self_check_in_the_language_asked_for(string lang, Language language)
    {
        using var client = portal.Client();
        using var response = await client.GetAsync($"/benchmark/template.xlsx?lang={lang}");
        Assert.Equal((HttpStatusCode.OK, TemplateWorkbook.MediaType), (response.StatusCode, response.Content.Headers.ContentType?.MediaType));
        Assert.Equal(TemplateWorkbook.FileName(Rules, language), response.Content.Headers.ContentDisposition?.FileName);
        Assert.Equal(TemplateWorkbook.Write(Rules, language), await response.Content.ReadAsByteArrayAsync());
    }

    [Theory]
    [InlineData("docx", ResultDocument.MediaType)]
    [InlineData("xlsx", ResultWorkbook.MediaType)]
    public async Task An_anonymous_result_is_taken_away_as_document_and_workbook(string name, string type)
        => await TakenAsync($"/benchmark/result/{name}", type, []);

    [Fact]
    public async Task A_plan_is_taken_away_as_a_workbook()
        => await TakenAsync("/benchmark/result/plan", PlanWorkbook.MediaType,
            [("do", "xlsx"), ("tick", "M01"), ("to-M01", "4"), ("owner-M01", "=1+1"), ("due-M01", "2027-03-31")]);

    private async Task TakenAsync(string path, string type, (string, string)[] further)
    {
        using var client = portal.Client();
        var answers = Answers.From(Rules.Questionnaire, _ => Answer.Of(2));
        using var response = await client.SubmitAsync("/sign-in", path, [("result", $"2026-11-23|{Rules.Version}|{answers.Code}"), .. further]);
        Assert.Equal((HttpStatusCode.OK, type), (response.StatusCode, response.Content.Headers.ContentType?.MediaType));
        Assert.True((await response.Content.ReadAsByteArrayAsync()).AsSpan().StartsWith("PK"u8));
    }
}
