using System.Net.Mime;
using System.Text;
using Microsoft.AspNetCore.Http;
using Sakimori.Benchmark.Domain;
using Sakimori.Benchmark.Files;
using Sakimori.Kernel;
using Sakimori.Web.Charts;
using Sakimori.Web.Hosting;
using Sakimori.Web.Html;

namespace Sakimori.Benchmark.Pages.Result;

/// <summary>The answers that every way to a result gives: the page and its files.</summary>
internal static class ResultPages
{
    /// <summary>The files that are offered beside each other, by the name they are asked for, and what a reader calls them.</summary>
    public static IReadOnlyList<(string Name, string Called)> Downloads { get; } = [("docx", "Word"), ("xlsx", "Excel"), ("csv", "CSV"), ("json", "JSON")];

    /// <summary>The page.</summary>
    public static IResult Page(ResultModel model, ResultWays ways) => Document(model, ways);

    /// <summary>The page as it is written.</summary>
    public static WrittenPage Document(ResultModel model, ResultWays ways)
        => new(model.Title, (html, page) => new ResultParts(html, page, model, ways).Write());

    /// <summary>A file of the result, by the name it is asked for: <c>docx</c>, <c>xlsx</c>, <c>csv</c>, <c>json</c> or <c>file</c>.</summary>
    public static IResult File(ResultModel model, string name, Language language) => name switch
    {
        "docx" => Results.File(ResultDocument.Write(model, language), ResultDocument.MediaType, Named(model, "result", "docx")),
        "xlsx" => Results.File(ResultWorkbook.Write(model, language), ResultWorkbook.MediaType, Named(model, "result", "xlsx")),
        "csv" => Results.File(ResultFiles.Csv(model, language), "text/csv; charset=utf-8", Named(model, "result", "csv")),
        "json" => Results.File(ResultFiles.Json(model, language), MediaTypeNames.Application.Json, Named(model, "result", "json")),
        "file" => Results.File(
            new ResultFile(model.Rules, model.Answers, Scoring.Score(model.Rules, model.Answers).Value, model.Subject.Made).Serialize(),
            MediaTypeNames.Application.Json, Named(model, "benchmark", "json")),
        _ => Show.Failure(Failure.NotFound),
    };

    /// <summary>A chart as an SVG file; not found when there is none or its figures are withheld.</summary>
    public static IResult Chart(ResultModel model, string name, Language language)
        => ResultCharts.Named(model, name) is { } chart
            ? Results.File(Encoding.UTF8.GetBytes(ChartSvg.Standalone(chart, language)), "image/svg+xml; charset=utf-8", Named(model, name, "svg"))
            : Show.Failure(Failure.NotFound);

    private static string Named(ResultModel model, string what, string ending)
        => $"sakimori-{what}-{model.Subject.Made:yyyy-MM-dd}{(model.Demonstration ? "-demonstration" : "")}.{ending}";
}
