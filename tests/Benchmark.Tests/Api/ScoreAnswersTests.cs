using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Sakimori.Platform.Records;
using Sakimori.TestKit;

namespace Sakimori.Benchmark.Tests.Api;

public sealed class ScoreAnswersTests(ScoreAnswersTests.EmptyPortal shared) : IClassFixture<ScoreAnswersTests.EmptyPortal>
{
    [Fact]
    public async Task The_same_answers_as_csv_and_as_json_give_the_same_result()
    {
        var csv = Filled(3);
        var json = JsonSerializer.Serialize(csv.Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1)
            .Select(l => l.Split(',')).Select(c => new { item = c[0], answer = int.Parse(c[1]) }));
        var first = await PostAsync(csv, "text/csv");
        var second = await PostAsync(json, "application/json");
        Assert.Equal(HttpStatusCode.OK, first.Status);
        Assert.Equal(first.Body, second.Body);
        using var result = JsonDocument.Parse(first.Body);
        Assert.Equal(75, result.RootElement.GetProperty("total").GetInt32());
        Assert.Equal(25, result.RootElement.GetProperty("measures").GetArrayLength());
    }

    [Fact]
    public async Task An_unknown_measure_counts_one_and_has_no_level_and_no_gap()
    {
        var answer = await PostAsync(Filled(3).Replace("M04,3", "M04,unknown", StringComparison.Ordinal), "text/csv");
        using var result = JsonDocument.Parse(answer.Body);
        Assert.Equal(73, result.RootElement.GetProperty("total").GetInt32());
        Assert.Equal(1, result.RootElement.GetProperty("unknown").GetInt32());
        var measure = result.RootElement.GetProperty("measures")[3];
        Assert.Equal(JsonValueKind.Null, measure.GetProperty("level").ValueKind);
        Assert.Equal(JsonValueKind.Null, measure.GetProperty("gap").ValueKind);
    }

    [Theory]
    [InlineData("ja", "回答が範囲の外です。")]
    [InlineData("en", "The answer is out of range.")]
    public async Task Every_fault_names_row_column_value_and_remedy_in_the_readers_language(string language, string message)
    {
        var answer = await PostAsync(Filled(3).Replace("M02,3", "M02,9", StringComparison.Ordinal), "text/csv", language);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.Status);
        using var problem = JsonDocument.Parse(answer.Body);
        var fault = Assert.Single(problem.RootElement.GetProperty("faults").EnumerateArray());
        Assert.Equal(3, fault.GetProperty("row").GetInt32());
        Assert.Equal("answer", fault.GetProperty("column").GetString());
        Assert.Equal("9", fault.GetProperty("value").GetString());
        Assert.Equal(message, fault.GetProperty("message").GetString());
    }

    [Theory]
    [InlineData("", "text/csv", HttpStatusCode.UnprocessableEntity)]
    [InlineData("item,answer\nM01", "text/csv", HttpStatusCode.UnprocessableEntity)]
    [InlineData("[1,2,{\"item\":{}}]", "application/json", HttpStatusCode.UnprocessableEntity)]
    [InlineData("{", "application/json", HttpStatusCode.UnprocessableEntity)]
    [InlineData("<a/>", "application/xml", HttpStatusCode.UnsupportedMediaType)]
    public async Task What_is_no_answer_sheet_is_a_problem_document(string body, string type, HttpStatusCode status)
    {
        var answer = await PostAsync(body, type);
        Assert.Equal(status, answer.Status);
        Assert.Equal("application/problem+json", answer.Type);
    }

    [Fact]
    public async Task A_body_beyond_the_limit_is_refused()
        => Assert.Equal(HttpStatusCode.RequestEntityTooLarge, (await PostAsync(new string('x', 100_000), "text/csv")).Status);

    [Fact]
    public async Task The_document_describes_exactly_the_fields_that_are_written()
    {
        using var client = shared.Portal.Client();
        using var document = JsonDocument.Parse(await client.GetStringAsync("/api/v1/openapi.json"));
        Assert.StartsWith("3.1", document.RootElement.GetProperty("openapi").GetString(), StringComparison.Ordinal);
        var described = document.RootElement.GetProperty("components").GetProperty("schemas").GetProperty("ScoreDocument")
            .GetProperty("properties").EnumerateObject().Select(p => p.Name).Order();
        using var written = JsonDocument.Parse((await PostAsync(Filled(2), "text/csv")).Body);
        Assert.Equal(described, written.RootElement.EnumerateObject().Select(p => p.Name).Order());
    }

    private static string Filled(int answer) => string.Concat(AnswerTable.Template(ShippedRules.Current.Questionnaire)
        .Split('\n', StringSplitOptions.RemoveEmptyEntries)
        .Select((line, i) => i == 0 ? line + "\n" : $"{line}{answer}\n"));

    private async Task<(HttpStatusCode Status, string? Type, string Body)> PostAsync(string body, string type, string language = "en")
    {
        using var client = shared.Portal.Client(language);
        using var content = new StringContent(body, Encoding.UTF8, MediaTypeHeaderValue.Parse(type));
        using var answer = await client.PostAsync("/api/v1/benchmark/score", content);
        return (answer.StatusCode, answer.Content.Headers.ContentType?.MediaType, await answer.Content.ReadAsStringAsync());
    }

    /// <summary>One empty portal for the whole class.</summary>
    public sealed class EmptyPortal : IAsyncLifetime
    {
        public PortalUnderTest Portal { get; private set; } = null!;

        public async ValueTask InitializeAsync() => Portal = await PortalUnderTest.StartAsync(Engine.Sqlite);

        public ValueTask DisposeAsync() => Portal.DisposeAsync();
    }
}
