using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Sakimori.Kernel;
using Sakimori.Platform.Access;
using Sakimori.Platform.Jobs;
using Sakimori.Platform.Privacy;
using Sakimori.Platform.Tables;
using Sakimori.Web.Api;
using Sakimori.Web.Hosting;

namespace Sakimori.Web.Console.Privacy;

/// <summary>The register of personal data 個人データ台帳 for the office: as a page, as CSV and by the API.</summary>
internal static class ShowRegister
{
    public const string Path = "/privacy/register";
    public const string Scope = "privacy:read";
    private const string Api = "/api/v1/privacy/register";

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet(Path, (HttpContext http, PersonalDataRegister register, IEnumerable<JobKind> jobs)
            => Show.Page<RegisterView>(new { Rows = register.All, Jobs = jobs.ToDictionary(j => j.Key, j => j.Title), Holds = http.Reader().Holds(Role.Administrator) }))
            .Requires(Role.Office).ExcludeFromDescription();
        routes.MapGet(Path + ".csv", (HttpContext http, PersonalDataRegister register)
            => Results.File(Csv(register, http.Language()), TableWriter.MediaType(TableFormat.CsvWithBom), "sakimori-personal-data.csv"))
            .Requires(Role.Office).ExcludeFromDescription();
        routes.MapGet(Api, (PersonalDataRegister register) => Results.Json(
                new PersonalDataListDocument([.. register.All.Select(PersonalDataDocument.Of)]), PrivacyJson.Default.PersonalDataListDocument))
            .Api(Scope, Role.Office).WithName("getPersonalDataRegister").WithTags("privacy")
            .WithSummary("What the portal keeps of persons, as its modules declare it, by id.")
            .Produces<PersonalDataListDocument>().ProducesProblem(StatusCodes.Status404NotFound);
    }

    private static byte[] Csv(PersonalDataRegister register, Language language)
    {
        using var file = new MemoryStream();
        Text[] headings =
        [
            new("識別子", "Id"), new("機能", "Part"), new("保存するもの", "What"), new("対象者", "Whose"), new("目的", "Purpose"), new("閲覧できる人", "Seen by"),
            new("期間", "Period"), new("日数", "Days"), new("消す処理", "Deleting job"), new("消え方", "How it goes"), new("表", "Tables"),
        ];
        _ = TableWriter.Write(file, TableFormat.CsvWithBom, new(new Text("個人データ台帳", "Personal data").In(language), [.. headings.Select(h => h.In(language))],
            register.All.Select(d => (IReadOnlyList<TableValue>)
            [
                TableValue.Identifier(d.Id), .. ((Text[])[d.Room, d.What, d.Whose, d.Purpose, d.SeenBy, d.Period]).Select(t => TableValue.Text(t.In(language))),
                TableValue.WholeNumber(d.Days), TableValue.Identifier(d.Job), TableValue.Text(d.Ending.In(language)), TableValue.Identifier(string.Join(' ', d.Tables)),
            ])));
        return file.ToArray();
    }
}
