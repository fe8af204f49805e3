using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Sakimori.Kernel;
using Sakimori.Web.Hosting;

namespace Sakimori.Benchmark.Files;

/// <summary>The self-check as a workbook, for everybody: <c>?lang=ja</c> or <c>en</c>, else the language of the page.</summary>
internal static class DownloadTemplate
{
    // A workbook is the same until the rules change, and takes a while to write.
    private static readonly Dictionary<Language, Lazy<byte[]>> Workbooks = Languages.All.ToDictionary(
        language => language, language => new Lazy<byte[]>(() => TemplateWorkbook.Write(ShippedRules.Current, language)));

    public static void Map(IEndpointRouteBuilder routes)
        => routes.MapGet("/benchmark/template.xlsx", (string? lang, HttpContext http) =>
        {
            var language = Languages.Parse(lang) ?? http.Language();
            return Results.File(Workbooks[language].Value, TemplateWorkbook.MediaType, TemplateWorkbook.FileName(ShippedRules.Current, language));
        }).Public().ExcludeFromDescription();
}
