using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Sakimori.Directory.Domain;
using Sakimori.Directory.Store;
using Sakimori.Kernel;
using Sakimori.Platform.Access;
using Sakimori.Platform.Records;
using Sakimori.Web.Hosting;

namespace Sakimori.Directory.Pages;

/// <summary>The forms that change an organisation: the office all of them, its managers those of their own size and industry.</summary>
internal static class ChangeOrganisation
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        foreach (var change in OrganisationChangeForm.All)
        {
            var address = $"/directory/{{id:guid}}/{change.Code}";
            routes.MapGet(address, (Guid id, HttpContext http, ContextFactory contexts, TimeProvider time, CancellationToken cancel)
                => ShowAsync(id, change, http, contexts, time, cancel)).SignedIn().ExcludeFromDescription();
            routes.MapPost(address, (
                    Guid id, IFormCollection form, HttpContext http, ContextFactory contexts, Works works, TimeProvider time, CancellationToken cancel)
                => SubmitAsync(id, change, form, http, contexts, works, time, cancel)).SignedIn().Form().ExcludeFromDescription();
        }
    }

    private static async Task<IResult> ShowAsync(
        Guid id, OrganisationChangeForm change, HttpContext http, ContextFactory contexts, TimeProvider time, CancellationToken cancel)
        => May(http.Reader(), change, id) ? await PageAsync(change, id, http, contexts, time, null, [], cancel) : Show.Failure(Failure.NotFound);

    private static async Task<IResult> SubmitAsync(
        Guid id, OrganisationChangeForm asked, IFormCollection form, HttpContext http, ContextFactory contexts, Works works, TimeProvider time, CancellationToken cancel)
    {
        if (!May(http.Reader(), asked, id))
            return Show.Failure(Failure.NotFound);
        var faults = new List<Fault>();
        var day = asked.Code is "correct" or "verify" ? Dates.DayInJapan(time.GetUtcNow().UtcDateTime) : FormFields.Day(form, "day", faults);
        var outcome = await works.RunAsync(http.Reader(), work => ChangeAsync(work, id, asked.Code, day, form, faults, cancel), cancel);
        return outcome.Failure switch
        {
            null => Results.LocalRedirect($"/directory/{id}"),
            { Kind: FailureKind.Invalid or FailureKind.Conflict } failure => await PageAsync(asked, id, http, contexts, time, form,
                failure.Faults.Count > 0 ? failure.Faults : [new(failure.Detail, Text.Same(""))], cancel),
            var failure => Show.Failure(failure),
        };
    }

    private static async Task<Outcome<Guid>> ChangeAsync(
        UnitOfWork work, Guid id, string change, DateOnly day, IFormCollection form, List<Fault> faults, CancellationToken cancel)
    {
        var context = work.Enlist<DirectoryContext>();
        int? version = int.TryParse(form["version"], out var v) ? v : null;
        var profile = change == "describe" ? FormFields.Profile(form, faults) : Profile.Unknown;
        var parent = change == "move" ? await FormFields.OrganisationAsync(context, form, "parent", day, faults, cancel) : null;
        var into = change == "merge" ? await FormFields.OrganisationAsync(context, form, "into", day, faults, cancel) : null;
        if (change == "merge" && into is null && faults.Count == 0)
            faults.Add(new(new("統合先がありません。", "The other organisation is missing."), new("統合先を入力してください。", "Say which one."), Column: "into"));
        if (faults.Count > 0)
            return Changes.Invalid(faults);
        return change switch
        {
            "rename" => await OrganisationChanges.RenameAsync(work, id, version, day,
                new(FormFields.Of(form, "name_ja"), FormFields.Of(form, "name_en"), FormFields.Of(form, "kana")), cancel),
            "describe" => await OrganisationChanges.DescribeAsync(work, id, version, day, _ => profile, cancel),
            "move" => await OrganisationChanges.MoveAsync(work, id, version, day, parent, cancel),
            "merge" => await OrganisationChanges.MergeAsync(work, id, version, day, into!.Value, cancel),
            "close" => await OrganisationChanges.CloseAsync(work, id, version, day, cancel),
            "correct" => await OrganisationChanges.CorrectAsync(work, id, version,
                OrganisationKinds.Parse(FormFields.Of(form, "kind")) ?? OrganisationKind.Company, FormFields.CorporateNumber(form), cancel),
            _ => await OrganisationChanges.VerifyAsync(work, id, version, day, cancel),
        };
    }

    private static async Task<IResult> PageAsync(
        OrganisationChangeForm change, Guid id, HttpContext http, ContextFactory contexts, TimeProvider time, IFormCollection? entered,
        IReadOnlyList<Fault> faults, CancellationToken cancel)
    {
        await using var context = contexts.Read<DirectoryContext>(http.Reader());
        var row = await context.Organisations.Include(o => o.Names).Include(o => o.Parents).Include(o => o.Profiles).AsSplitQuery()
            .SingleOrDefaultAsync(o => o.Id == id, cancel);
        return row is null ? Show.Failure(Failure.NotFound) : Show.Page<ChangeOrganisationView>(new
        {
            Change = change,
            Organisation = row.ToOrganisation(),
            Day = Dates.DayInJapan(time.GetUtcNow().UtcDateTime),
            Entered = entered,
            Faults = faults,
        }, faults.Count > 0 ? 422 : 200);
    }

    private static bool May(Reader reader, OrganisationChangeForm change, Guid id)
        => reader.SeesDirectory() || (change.ForManagers && reader.Holds(Role.Manager, id));
}
