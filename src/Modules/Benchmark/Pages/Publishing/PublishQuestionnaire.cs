using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Sakimori.Benchmark.Domain;
using Sakimori.Benchmark.Store;
using Sakimori.Catalogue.Contracts;
using Sakimori.Catalogue.Store;
using Sakimori.Kernel;
using Sakimori.Platform.Access;
using Sakimori.Web.Hosting;

namespace Sakimori.Benchmark.Pages.Publishing;

/// <summary>
/// The programme office publishes a version of the questionnaire: both files are uploaded and checked, shown as they would be
/// asked, and published with a day from which new checks use them. What is published is never changed.
/// </summary>
internal static class PublishQuestionnaire
{
    private const string List = "/benchmark/questionnaires";
    private const int LargestFile = 2 * 1024 * 1024;

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet(List, ListAsync).Requires(Role.Office).ExcludeFromDescription();
        routes.MapPost(List, UploadAsync).Requires(Role.Office).Form().ExcludeFromDescription();
        routes.MapGet(List + "/{id:guid}", PreviewAsync).Requires(Role.Office).ExcludeFromDescription();
        routes.MapPost(List + "/{id:guid}/publish", PublishAsync).Requires(Role.Office).Form().ExcludeFromDescription();
        routes.MapPost(List + "/{id:guid}/withdraw", WithdrawAsync).Requires(Role.Office).Form().ExcludeFromDescription();
        routes.MapGet(List + "/{id:guid}/{file}", DownloadAsync).Requires(Role.Office).ExcludeFromDescription();
        routes.MapGet(List + "/shipped/{version}/{file}", DownloadShipped).Requires(Role.Office).ExcludeFromDescription();
    }

    private static async Task<IResult> ListAsync(CatalogueVersions catalogue, Questionnaires questionnaires, CancellationToken cancel)
        => await ListPageAsync(catalogue, questionnaires, null, cancel);

    private static async Task<IResult> UploadAsync(
        IFormFile? questionnaire, IFormFile? rules, HttpContext http, CatalogueVersions catalogue, Questionnaires questionnaires, CancellationToken cancel)
    {
        if (questionnaire is null || rules is null)
        {
            return await ListPageAsync(catalogue, questionnaires, new(FailureKind.Invalid, new("ファイルが足りません。", "A file is missing."),
                [new(new("ファイルが選ばれていません。", "No file is chosen."), new("質問票と規則表の両方を選んでください。", "Choose both questionnaire and rules."),
                    Column: questionnaire is null ? "questionnaire" : "rules")]), cancel);
        }

        if (questionnaire.Length > LargestFile || rules.Length > LargestFile)
            return await ListPageAsync(catalogue, questionnaires, new(FailureKind.Limit, new("ファイルが大きすぎます（上限 2 MiB）。", "The file is too large (at most 2 MiB).")), cancel);
        var (asked, ruled) = (await BytesAsync(questionnaire, cancel), await BytesAsync(rules, cancel));
        var used = (await catalogue.ListAsync(QuestionnaireVersions.Kind, cancel)).Where(v => v.State != VersionState.Draft).Select(v => v.Version);
        var parsed = NewVersion.Parse(asked, ruled, used.Concat(questionnaires.Shipped));
        if (parsed.Failure is { } faulty)
            return await ListPageAsync(catalogue, questionnaires, faulty, cancel);
        var id = await catalogue.DraftAsync(http.Reader(), QuestionnaireVersions.Kind, parsed.Value.Version, parsed.Value.Questionnaire.Provenance,
            [(QuestionnaireVersions.QuestionnaireFile, asked), (QuestionnaireVersions.RulesFile, ruled)], cancel);
        return Results.LocalRedirect($"{List}/{id}");
    }

    private static async Task<IResult> PreviewAsync(Guid id, CatalogueVersions catalogue, Questionnaires questionnaires, TimeProvider time, CancellationToken cancel)
        => await PreviewPageAsync(id, catalogue, questionnaires, time, null, null, cancel);

    private static async Task<IResult> PublishAsync(
        Guid id, [FromForm] string? effective, HttpContext http, CatalogueVersions catalogue, QuestionnaireVersions versions,
        Questionnaires questionnaires, TimeProvider time, CancellationToken cancel)
    {
        var published = Dates.Parse(effective ?? "") is { } day
            ? await catalogue.PublishAsync(http.Reader(), QuestionnaireVersions.Kind, id, day, questionnaires.Shipped, cancel)
            : new Failure(FailureKind.Invalid, new("適用日を確かめてください。", "Please check the effective date."),
                [new(new("日付として読めません。", "This is not a date."), new("例：2026-11-23、令和8年11月23日", "For example 2026-11-23"), Column: "effective", Value: effective)]);
        if (published.Failure is { } refused)
            return refused.Kind == FailureKind.NotFound ? Show.Failure(refused) : await PreviewPageAsync(id, catalogue, questionnaires, time, refused, effective, cancel);
        await versions.ReloadAsync(cancel);
        return Results.LocalRedirect(List);
    }

    private static async Task<IResult> WithdrawAsync(Guid id, HttpContext http, CatalogueVersions catalogue, QuestionnaireVersions versions, CancellationToken cancel)
    {
        var withdrawn = await catalogue.WithdrawAsync(http.Reader(), QuestionnaireVersions.Kind, id, cancel);
        if (withdrawn.Failure is { } refused)
            return Show.Failure(refused);
        await versions.ReloadAsync(cancel);
        return Results.LocalRedirect(List);
    }

    private static async Task<IResult> DownloadAsync(Guid id, string file, CatalogueVersions catalogue, CancellationToken cancel)
        => (await catalogue.FindAsync(QuestionnaireVersions.Kind, id, cancel)) is { } version && version.Files.FirstOrDefault(f => f.Name == file) is { } found
            ? Results.File(found.Bytes, "application/json", $"{version.Version}-{file}")
            : Show.Failure(Failure.NotFound);

    private static IResult DownloadShipped(string version, string file, Questionnaires questionnaires)
        => questionnaires.Shipped.Contains(version) && (file is QuestionnaireVersions.QuestionnaireFile or QuestionnaireVersions.RulesFile)
            ? Results.File(ShippedRules.File($"{Path.GetFileNameWithoutExtension(file)}-{version}.json").ToArray(), "application/json", $"{version}-{file}")
            : Show.Failure(Failure.NotFound);

    private static async Task<IResult> ListPageAsync(CatalogueVersions catalogue, Questionnaires questionnaires, Failure? failure, CancellationToken cancel)
        => Show.Page<QuestionnaireListView>(new
        {
            Shipped = questionnaires.All.Where(v => questionnaires.Shipped.Contains(v.Rules.Version)).ToList(),
            Versions = await catalogue.ListAsync(QuestionnaireVersions.Kind, cancel),
            Current = questionnaires.Current.Version,
            Failure = failure,
        }, failure is null ? StatusCodes.Status200OK : Show.Status(failure.Kind));

    private static async Task<IResult> PreviewPageAsync(
        Guid id, CatalogueVersions catalogue, Questionnaires questionnaires, TimeProvider time, Failure? failure, string? entered, CancellationToken cancel)
    {
        if (await catalogue.FindAsync(QuestionnaireVersions.Kind, id, cancel) is not { } version)
            return Show.Failure(Failure.NotFound);
        var rules = QuestionnaireVersions.Parse(version);
        return Show.Page<QuestionnairePreviewView>(new
        {
            Version = version,
            Rules = rules,
            Current = questionnaires.Current,
            Diff = VersionDiff.Between(questionnaires.Current, rules),
            Working = Computation.Of(rules),
            Today = Dates.DayInJapan(time.GetUtcNow().UtcDateTime),
            Failure = failure,
            Entered = entered,
        }, failure is null ? StatusCodes.Status200OK : Show.Status(failure.Kind));
    }

    private static async Task<byte[]> BytesAsync(IFormFile file, CancellationToken cancel)
    {
        using var buffer = new MemoryStream((int)file.Length);
        await file.CopyToAsync(buffer, cancel);
        return buffer.ToArray();
    }
}
