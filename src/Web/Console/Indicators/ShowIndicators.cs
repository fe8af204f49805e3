using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Sakimori.Kernel;
using Sakimori.Platform.Indicators;
using Sakimori.Platform.Tables;
using Sakimori.Web.Api;
using Sakimori.Web.Charts;
using Sakimori.Web.Hosting;

namespace Sakimori.Web.Console.Indicators;

/// <summary>Every indicator of every module: the list, each with its chart and its values, as files and by the API.</summary>
internal static class ShowIndicators
{
    public const string Path = "/indicators";
    private const string Api = "/api/v1/indicators";

    private static readonly IndicatorJson Written = new(new JsonSerializerOptions
    {
        Encoder = JavaScriptEncoder.Create(UnicodeRanges.All),
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        WriteIndented = true,
    });

    public static void AddIndicators(this IServiceCollection services)
        => services.AddSingleton(new NavigationItem(70, new("指標", "Indicators"), Path, _ => true));

    public static void Map(IEndpointRouteBuilder routes)
    {
        var pages = routes.MapGroup(Path).Public().ExcludeFromDescription();
        pages.MapGet("", async (HttpContext http, IndicatorRegister register, CancellationToken cancel)
            => Show.Page<IndicatorListView>(new { Rows = await register.ListAsync(http.Reader(), cancel) }));
        pages.MapGet("/{id}", (string id, HttpContext http, IndicatorRegister register, CancellationToken cancel) => AnswerAsync(id, http, register,
            (indicator, values) => Show.Page<IndicatorView>(new { Indicator = indicator, Values = values }), Show.Failure, cancel));
        pages.MapGet("/{id}/values.csv", (string id, HttpContext http, IndicatorRegister register, CancellationToken cancel) => AnswerAsync(id, http, register,
            (indicator, values) => Results.File(Csv(indicator, values, http.Language()), TableWriter.MediaType(TableFormat.CsvWithBom), $"sakimori-{indicator.Id}.csv"), Show.Failure, cancel));
        pages.MapGet("/{id}/values.json", (string id, HttpContext http, IndicatorRegister register, CancellationToken cancel) => AnswerAsync(id, http, register,
            (indicator, values) => Results.File(JsonSerializer.SerializeToUtf8Bytes(IndicatorDocument.Of(indicator, values), Written.IndicatorDocument), "application/json", $"sakimori-{indicator.Id}.json"), Show.Failure, cancel));
        pages.MapGet("/{id}/chart.svg", (string id, HttpContext http, IndicatorRegister register, CancellationToken cancel) => AnswerAsync(id, http, register,
            (indicator, values) => IndicatorChart.Of(indicator, values) is { } chart
                ? Results.File(Encoding.UTF8.GetBytes(ChartSvg.Standalone(chart, http.Language())), "image/svg+xml; charset=utf-8", $"sakimori-{indicator.Id}.svg")
                : Show.Failure(Failure.NotFound), Show.Failure, cancel));

        routes.MapGet(Api, async (HttpContext http, IndicatorRegister register, CancellationToken cancel) => Results.Json(
                new IndicatorListDocument([.. (await register.ListAsync(http.Reader(), cancel)).Select(i => IndicatorDocument.Of(i))]), IndicatorJson.Default.IndicatorListDocument))
            .Public().LimitedPerClient().WithName("listIndicators").WithTags("indicators")
            .WithSummary("The indicators of all modules: the public ones, and those that the reader may see when signed in.")
            .Produces<IndicatorListDocument>().ProducesProblem(StatusCodes.Status429TooManyRequests);
        routes.MapGet(Api + "/{id}", (string id, HttpContext http, IndicatorRegister register, CancellationToken cancel) => AnswerAsync(id, http, register,
                (indicator, values) => Results.Json(IndicatorDocument.Of(indicator, values), IndicatorJson.Default.IndicatorDocument),
                failure => Problems.Of(failure, http.Language()), cancel))
            .Public().LimitedPerClient().WithName("getIndicator").WithTags("indicators")
            .WithSummary("One indicator with its values, the earliest period first.")
            .WithDescription("A suppressed value says so and has neither value nor numerator and denominator.")
            .WithPath("id", "The indicator's id.")
            .Produces<IndicatorDocument>().ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status429TooManyRequests);
    }

    private static async Task<IResult> AnswerAsync(
        string id, HttpContext http, IndicatorRegister register, Func<Indicator, IReadOnlyList<IndicatorValue>, IResult> answer,
        Func<Failure, IResult> failed, CancellationToken cancel)
        => await register.FindAsync(http.Reader(), id, cancel) is var (indicator, values) ? answer(indicator, values) : failed(Failure.NotFound);

    private static byte[] Csv(Indicator indicator, IReadOnlyList<IndicatorValue> values, Language language)
    {
        using var file = new MemoryStream();
        Text[] headings =
        [
            new("期間", "Period"), indicator.Dimension?.Name ?? new("区分", "Member"), new("値", "Value"), new("単位", "Unit"), new("分子", "Numerator"), new("分母", "Denominator"),
            new("状態", "State"), new("確定・暫定", "Status"), new("改訂", "Revision"), new("規則の版", "Rules"), new("出典", "Source"),
        ];
        _ = TableWriter.Write(file, TableFormat.CsvWithBom, new(indicator.Name.In(language), [.. headings.Select(h => h.In(language))], values.Select(v => (IReadOnlyList<TableValue>)
        [
            TableValue.Identifier(v.Period), TableValue.Text(IndicatorWords.Member(indicator, v)?.In(language)), TableValue.Identifier(IndicatorWords.Number(v.Value)),
            TableValue.Text(indicator.Unit.Name.In(language)), TableValue.WholeNumber(v.Numerator), TableValue.WholeNumber(v.Denominator),
            TableValue.Text(IndicatorWords.State(v.State).In(language)), TableValue.Text(IndicatorWords.Status(v).In(language)), TableValue.WholeNumber(v.Revision),
            TableValue.Identifier(v.RuleVersion), TableValue.Text((v.Source ?? indicator.Source).In(language)),
        ])));
        return file.ToArray();
    }
}
