using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Sakimori.Benchmark.Domain;
using Sakimori.Benchmark.Store;
using Sakimori.Kernel;
using Sakimori.Platform.Access;
using Sakimori.Platform.Tables;
using Sakimori.Web.Hosting;

namespace Sakimori.Benchmark.Pages.Figures;

/// <summary>
/// The programme office sees which statistics are in force and which there were, chooses among them, loads reference tables after a dry
/// run, and asks for the next snapshot.
/// </summary>
internal static class ManageStatistics
{
    private const string List = "/benchmark/statistics";

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet(List, (string? asked, StatisticsStore store, Questionnaires questionnaires, CancellationToken cancel)
            => ListAsync(store, questionnaires, null, asked is not null, cancel)).Requires(Role.Office).ExcludeFromDescription();
        routes.MapPost(List, DryRunAsync).Requires(Role.Office).Form().ExcludeFromDescription();
        routes.MapPost(List + "/load", LoadAsync).Requires(Role.Office).Form().ExcludeFromDescription();
        routes.MapPost(List + "/surveys", DryRunSurveyAsync).Requires(Role.Office).Form().ExcludeFromDescription();
        routes.MapPost(List + "/surveys/load", LoadSurveyAsync).Requires(Role.Office).Form().ExcludeFromDescription();
        routes.MapPost(List + "/recompute", RecomputeAsync).Requires(Role.Office).Form().ExcludeFromDescription();
        routes.MapGet(List + "/template.{format}", Template).Requires(Role.Office).ExcludeFromDescription();
        routes.MapGet(List + "/{id:guid}", ShowAsync).Requires(Role.Office).ExcludeFromDescription();
        routes.MapPost(List + "/{id:guid}/choose", ChooseAsync).Requires(Role.Office).Form().ExcludeFromDescription();
    }

    private static async Task<IResult> ListAsync(
        StatisticsStore store, Questionnaires questionnaires, Failure? failure, bool asked, CancellationToken cancel)
    {
        var lines = await store.ListAsync(cancel);
        var inForce = lines.FirstOrDefault(line => line.InForce && line.RulesVersion == questionnaires.Current.Version);
        return Show.Page<StatisticsListView>(new
        {
            Lines = lines,
            InForce = inForce is null ? null : (await store.FindAsync(inForce.Id, cancel))?.Statistics,
            Rules = questionnaires.Current,
            Asked = asked,
            Failure = failure,
        }, failure is null ? StatusCodes.Status200OK : Show.Status(failure.Kind));
    }

    private static async Task<IResult> DryRunAsync(
        IFormFile? file, [FromForm] string? date, StatisticsStore store, StatisticsChoice choice, Questionnaires questionnaires, CancellationToken cancel)
    {
        var upload = await Uploaded.ReadAsync(file, ReferenceFile.Limits, cancel);
        if (upload.Failure is { } missing)
            return await ListAsync(store, questionnaires, missing, false, cancel);
        var table = choice.Read(upload.Value.Bytes, upload.Value.Name, date);
        return table.Failure is { } faulty
            ? await ListAsync(store, questionnaires, faulty, false, cancel)
            : Show.Page<ReferenceDryRunView>(new { Table = table.Value, questionnaires.Current.Rules.Statistics.MinimumCount, File = upload.Value.Name, upload.Value.Fields });
    }

    // The file is read again: what is kept is what it says now, by the rules in force now.
    private static async Task<IResult> LoadAsync(
        IFormCollection form, HttpContext http, StatisticsStore store, StatisticsChoice choice, Questionnaires questionnaires, CancellationToken cancel)
    {
        var upload = Uploaded.Read(form);
        var table = upload.Failure ?? choice.Read(upload.Value.Bytes, upload.Value.Name, form["date"]);
        if (table.Failure is { } faulty)
            return await ListAsync(store, questionnaires, faulty, false, cancel);
        return (await choice.LoadAsync(http.Reader(), table.Value, form["choose"] == "true", cancel)).Match<IResult>(
            id => Results.LocalRedirect($"{List}/{id}"), Show.Failure);
    }

    private static async Task<IResult> DryRunSurveyAsync(
        IFormFile? file, [FromForm] string? source, [FromForm] string? source_en, StatisticsStore store, StatisticsChoice choice, Questionnaires questionnaires,
        CancellationToken cancel)
    {
        var upload = await Uploaded.ReadAsync(file, SurveyFile.Limits, cancel);
        var survey = upload.Failure ?? choice.ReadSurvey(upload.Value.Bytes, upload.Value.Name, SurveyFile.Limits, new(source ?? "", source_en ?? ""));
        return survey.Failure is { } faulty
            ? await ListAsync(store, questionnaires, faulty, false, cancel)
            : Show.Page<SurveyDryRunView>(new { Survey = survey.Value, questionnaires.Current.Rules.Statistics.MinimumCount, File = upload.Value.Name, upload.Value.Fields });
    }

    private static async Task<IResult> LoadSurveyAsync(
        IFormCollection form, HttpContext http, StatisticsStore store, StatisticsChoice choice, Questionnaires questionnaires, CancellationToken cancel)
    {
        var upload = Uploaded.Read(form);
        var survey = upload.Failure ?? choice.ReadSurvey(upload.Value.Bytes, upload.Value.Name, SurveyFile.Limits, new(form["source"].ToString(), form["source_en"].ToString()));
        if (survey.Failure is { } faulty)
            return await ListAsync(store, questionnaires, faulty, false, cancel);
        return (await choice.LoadAsync(http.Reader(), survey.Value, form["choose"] == "true", cancel, StatisticsKind.Survey)).Match<IResult>(
            id => Results.LocalRedirect($"{List}/{id}"), Show.Failure);
    }

    private static async Task<IResult> ShowAsync(Guid id, StatisticsStore store, CancellationToken cancel)
        => await store.FindAsync(id, cancel) is var (line, statistics, rules)
            ? Show.Page<StatisticsObjectView>(new { Line = line, Statistics = statistics, Rules = rules, CanChoose = StatisticsWords.CanChoose(line, await store.ListAsync(cancel)) })
            : Show.Failure(Failure.NotFound);

    private static async Task<IResult> ChooseAsync(Guid id, HttpContext http, StatisticsChoice choice, CancellationToken cancel)
        => (await choice.ChooseAsync(http.Reader(), id, cancel)).Match<IResult>(_ => Results.LocalRedirect(List), Show.Failure);

    private static async Task<IResult> RecomputeAsync(HttpContext http, StatisticsChoice choice, CancellationToken cancel)
    {
        await choice.RecomputeAsync(http.Reader(), cancel);
        return Results.LocalRedirect(List + "?asked=1");
    }

    private static IResult Template(string format, HttpContext http, Questionnaires questionnaires)
        => (format switch { "csv" => TableFormat.CsvWithBom, "xlsx" => TableFormat.Xlsx, _ => (TableFormat?)null }) is { } kind
            ? Results.File(ReferenceFile.Template(questionnaires.Current, kind, http.Language()), TableWriter.MediaType(kind),
                $"sakimori-reference-{questionnaires.Current.Version}.{format}")
            : Show.Failure(Failure.NotFound);
}
