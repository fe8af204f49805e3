using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Sakimori.Benchmark.Domain;
using Sakimori.Benchmark.Store;
using Sakimori.Kernel;
using Sakimori.Platform.Tables;
using Sakimori.Web.Hosting;

namespace Sakimori.Benchmark.Pages.OpenData;

/// <summary>What is published of many, for everybody: as a page with charts, and as open data with its dictionary and licence.</summary>
internal static class ShowFigures
{
    public const string Root = "/statistics";

    /// <summary>Under which terms the data may be used.</summary>
    public static Text Licence { get; } = new(
        "クリエイティブ・コモンズ 表示 4.0 国際（CC BY 4.0）。出典として、このポータルの名称、統計の版、基準日を示してください。",
        "Creative Commons Attribution 4.0 International (CC BY 4.0). Name this portal, the snapshot and the day as of which it holds as the source.");

    private static readonly JsonWriterOptions Readable = new() { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All), Indented = true };

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet(Root, ShowAsync).Public().ExcludeFromDescription();
        routes.MapGet(Root + "/dictionary", () => Show.Page<DictionaryView>()).Public().ExcludeFromDescription();
        routes.MapGet(Root + "/statistics.json", JsonAsync).Public().ExcludeFromDescription();
        routes.MapGet(Root + "/{table}.csv", CsvAsync).Public().ExcludeFromDescription();
    }

    private static async Task<IResult> ShowAsync(string? group, FiguresReader reader, CancellationToken cancel)
    {
        var figures = await reader.ReadAsync(cancel);
        var chosen = Segment.Parse(group) is { } asked ? figures.Groups.FirstOrDefault(peers => peers.Segment == asked) : null;
        return Show.Page<FiguresView>(new { Figures = figures, Chosen = chosen ?? (figures.Groups.Count > 0 ? figures.Groups[0] : null) });
    }

    private static async Task<IResult> CsvAsync(string table, FiguresReader reader, CancellationToken cancel)
    {
        if (OpenTable.All.FirstOrDefault(t => t.Id == table) is not { } found)
            return Show.Failure(Failure.NotFound);
        using var file = new MemoryStream();
        _ = TableWriter.Write(file, TableFormat.CsvWithBom, new(found.Title.En, [.. found.Columns.Select(c => c.Id)], found.Rows(await reader.ReadAsync(cancel))));
        return Results.File(file.ToArray(), TableWriter.MediaType(TableFormat.CsvWithBom), $"sakimori-{found.Id}.csv");
    }

    private static async Task<IResult> JsonAsync(FiguresReader reader, CancellationToken cancel)
    {
        var figures = await reader.ReadAsync(cancel);
        using var file = new MemoryStream();
        using (var json = new Utf8JsonWriter(file, Readable))
            Write(json, figures);
        return Results.File(file.ToArray(), "application/json", "sakimori-statistics.json");
    }

    private static void Write(Utf8JsonWriter json, PublishedFigures figures)
    {
        json.WriteStartObject();
        Both(json, "licence", Licence);
        json.WriteString("rules_version", figures.Rules.Version);
        if (figures.Statistics is { } statistics)
        {
            Both(json, "source", statistics.Source);
            json.WriteString("date", $"{statistics.Date:yyyy-MM-dd}");
            json.WriteBoolean("demonstration", statistics.Demonstration);
        }

        if (figures.Snapshot is { } number)
            json.WriteNumber("snapshot", number);
        json.WriteBoolean("taken_down", figures.TakenDown);
        foreach (var table in OpenTable.All)
        {
            json.WriteStartArray(table.Id);
            foreach (var row in table.Rows(figures))
            {
                json.WriteStartObject();
                foreach (var (column, value) in table.Columns.Zip(row))
                    Cell(json, column.Id, value);
                json.WriteEndObject();
            }

            json.WriteEndArray();
        }

        json.WriteStartObject("dictionary");
        foreach (var table in OpenTable.All)
        {
            json.WriteStartObject(table.Id);
            Both(json, "title", table.Title);
            json.WriteStartObject("columns");
            foreach (var column in table.Columns)
                Both(json, column.Id, column.Holds);
            json.WriteEndObject();
            json.WriteEndObject();
        }

        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void Both(Utf8JsonWriter json, string name, Text text)
    {
        json.WriteStartObject(name);
        json.WriteString("ja", text.Ja);
        json.WriteString("en", text.En);
        json.WriteEndObject();
    }

    private static void Cell(Utf8JsonWriter json, string name, TableValue value)
    {
        json.WritePropertyName(name);
        if (value.Kind == TableValueKind.Empty)
            json.WriteNullValue();
        else if (value.Kind is TableValueKind.WholeNumber or TableValueKind.Tenths)
            json.WriteRawValue(value.ToString());
        else
            json.WriteStringValue(value.ToString());
    }
}
