using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Sakimori.Kernel;
using Sakimori.Platform.Access;
using Sakimori.Platform.Privacy;
using Sakimori.Web.Hosting;

namespace Sakimori.Web.Console.Privacy;

/// <summary>The office completes the privacy notice: each change is a new version.</summary>
internal static class EditNotice
{
    public const string Path = "/privacy/notice";

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet(Path, ShowAsync).Requires(Role.Office).ExcludeFromDescription();
        routes.MapGet(Path + "/{number:int}", ShowVersionAsync).Requires(Role.Office).ExcludeFromDescription();
        routes.MapPost(Path, WriteAsync).Requires(Role.Office).Form().ExcludeFromDescription();
    }

    private static async Task<IResult> ShowAsync(string? done, PrivacyNotices notices, TimeProvider time, CancellationToken cancel)
    {
        var versions = await notices.ListAsync(cancel);
        var (latest, today) = (versions.Count > 0 ? versions[0] : null, Dates.DayInJapan(time.GetUtcNow().UtcDateTime));
        var words = latest?.Words ?? new(Text.Same(""), Text.Same(""), "", Text.Same(""), today);
        return Show.Page<EditNoticeView>(new
        {
            Words = words with { Effective = words.Effective > today ? words.Effective : today },
            BasedOn = latest?.Number ?? 0,
            Versions = versions,
            Written = done == "written",
        });
    }

    private static async Task<IResult> ShowVersionAsync(int number, PrivacyNotices notices, CancellationToken cancel)
        => (await notices.ListAsync(cancel)).FirstOrDefault(n => n.Number == number) is { } notice
            ? Show.Page<NoticeVersionView>(new { Notice = notice })
            : Show.Failure(Failure.NotFound);

    private static async Task<IResult> WriteAsync(HttpContext http, PrivacyNotices notices, CancellationToken cancel)
    {
        var form = await http.Request.ReadFormAsync(cancel);
        string Of(string field) => form[field].ToString();
        var words = new NoticeWords(
            new(Of("operator_ja"), Of("operator_en")), new(Of("address_ja"), Of("address_en")), Of("contact"), new(Of("more_ja"), Of("more_en")), Dates.Parse(Of("effective")));
        var basedOn = int.TryParse(Of("based_on"), out var number) ? number : -1;
        var written = await notices.WriteAsync(http.Reader(), words, basedOn, cancel);
        if (written.Failure is not { } failure)
            return Results.LocalRedirect($"{Path}?done=written");
        return Show.Page<EditNoticeView>(
            new
            {
                Words = words,
                Entered = Of("effective"),
                BasedOn = basedOn,
                Versions = await notices.ListAsync(cancel),
                Faults = failure.Faults.Count > 0 ? failure.Faults : [new Fault(failure.Detail, Text.Same(""))],
            },
            failure.Kind == FailureKind.Conflict ? StatusCodes.Status409Conflict : StatusCodes.Status422UnprocessableEntity);
    }
}
