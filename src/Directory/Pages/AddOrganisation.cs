using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Sakimori.Directory.Domain;
using Sakimori.Directory.Store;
using Sakimori.Kernel;
using Sakimori.Platform.Access;
using Sakimori.Platform.Records;
using Sakimori.Web.Hosting;

namespace Sakimori.Directory.Pages;

/// <summary>The office adds an organisation.</summary>
internal static class AddOrganisation
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/directory/new", (TimeProvider time) => Page(time, null, [])).Requires(Role.Office).ExcludeFromDescription();
        routes.MapPost("/directory/new", SubmitAsync).Requires(Role.Office).Form().ExcludeFromDescription();
    }

    private static async Task<IResult> SubmitAsync(IFormCollection form, HttpContext http, Works works, TimeProvider time, CancellationToken cancel)
    {
        var faults = new List<Fault>();
        var day = FormFields.Day(form, "from", faults);
        var kind = OrganisationKinds.Parse(FormFields.Of(form, "kind"));
        if (kind is null)
            faults.Add(new(new("種別がありません。", "The kind is missing."), new("一つ選んでください。", "Choose one."), Column: "kind"));
        var profile = FormFields.Profile(form, faults);
        var outcome = await works.RunAsync(http.Reader(), async work =>
        {
            var parent = await FormFields.OrganisationAsync(work.Enlist<DirectoryContext>(), form, "parent", day, faults, cancel);
            return faults.Count > 0 ? Changes.Invalid(faults) : await OrganisationChanges.AddAsync(work, new(
                kind!.Value, new(FormFields.Of(form, "name_ja"), FormFields.Of(form, "name_en"), FormFields.Of(form, "kana")),
                FormFields.CorporateNumber(form), parent, profile, day, form["verified"] == "true"), cancel);
        }, cancel);
        return outcome.Failure is { } failure
            ? Page(time, form, failure.Faults.Count > 0 ? failure.Faults : [new(failure.Detail, Text.Same(""))])
            : Results.LocalRedirect($"/directory/{outcome.Value}");
    }

    private static RazorComponentResult<AddOrganisationView> Page(TimeProvider time, IFormCollection? entered, IReadOnlyList<Fault> faults)
        => Show.Page<AddOrganisationView>(
            new { Day = Dates.DayInJapan(time.GetUtcNow().UtcDateTime), Entered = entered, Faults = faults }, faults.Count > 0 ? 422 : 200);
}
