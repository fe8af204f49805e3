using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Sakimori.Directory.Domain;
using Sakimori.Directory.Store;
using Sakimori.Kernel;
using Sakimori.Platform.Access;
using Sakimori.Platform.Records;
using Sakimori.Platform.Tables;
using Sakimori.Web.Hosting;

namespace Sakimori.Directory.Pages;

/// <summary>
/// The people of an organisation on a day: its own people and the office see them; its managers and the office add, change, end and
/// erase them.
/// </summary>
internal static class EditPeople
{
    private const string Path = "/directory/{id:guid}/people";

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet(Path, (Guid id, Guid? person, string? on, HttpContext http, ContextFactory contexts, TimeProvider time, CancellationToken cancel)
            => PageAsync(id, new() { Person = person, Day = Dates.Parse(on ?? "") ?? Today(time) }, http, contexts, cancel)).SignedIn().ExcludeFromDescription();
        routes.MapPost(Path, SubmitAsync).SignedIn().Form().ExcludeFromDescription();
        routes.MapGet(Path + ".csv", (
            Guid id, string? on, string? encoding, string? lossy, HttpContext http, ContextFactory contexts, TimeProvider time, CancellationToken cancel)
            => ExportAsync(id, on, ListOrganisations.Format(encoding), lossy == "yes", http, contexts, time, cancel)).SignedIn().ExcludeFromDescription();
        routes.MapGet(Path + ".xlsx", (Guid id, string? on, HttpContext http, ContextFactory contexts, TimeProvider time, CancellationToken cancel)
            => ExportAsync(id, on, TableFormat.Xlsx, true, http, contexts, time, cancel)).SignedIn().ExcludeFromDescription();
    }

    private static async Task<IResult> SubmitAsync(
        Guid id, IFormCollection form, HttpContext http, ContextFactory contexts, Works works, TimeProvider time, CancellationToken cancel)
    {
        Guid? person = Guid.TryParse(form["person"], out var given) ? given : null;
        var asked = new Asked { Person = person, Day = Dates.Parse(FormFields.Of(form, "day")) ?? Today(time), Entered = form };
        if (Dates.Parse(FormFields.Of(form, "day")) is not { } day)
            return await PageAsync(id, asked with { Faults = [NoDay(FormFields.Of(form, "day"))] }, http, contexts, cancel);
        var entry = new PersonEntry(FormFields.Of(form, "name"), FormFields.Of(form, "kana"), FormFields.Of(form, "post"),
            FormFields.Of(form, "mail"), FormFields.Of(form, "phone"));
        var done = await works.RunAsync(http.Reader(), work => (form["do"].ToString(), person) switch
        {
            ("end", { } who) => People.EndAsync(work, id, who, day, cancel),
            ("erase", { } who) => People.EraseAsync(work, id, who, cancel),
            _ => People.KeepAsync(work, id, person, entry, day, cancel),
        }, cancel);
        return done.Failure switch
        {
            null => Results.LocalRedirect($"/directory/{id}/people"),
            { Kind: FailureKind.Invalid } failure => await PageAsync(id, asked with { Faults = failure.Faults }, http, contexts, cancel),
            var failure => Show.Failure(failure),
        };
    }

    private static async Task<IResult> ExportAsync(
        Guid id, string? on, TableFormat format, bool lossy, HttpContext http, ContextFactory contexts, TimeProvider time, CancellationToken cancel)
    {
        await using var context = contexts.Read<DirectoryContext>(http.Reader());
        var (stream, day) = (new MemoryStream(), Dates.Parse(on ?? "") ?? Today(time));
        if ((await PeopleImport.ExportAsync(context, id, stream, format, day, http.Language(), lossy, cancel)).Failure is { } failure)
        {
            return failure.Kind == FailureKind.Invalid
                ? Show.Page<LossyExportView>(
                    new { Failed = failure, Query = http.Request.QueryString.Value!, Path = $"/directory/{id}/people", Of = new Text("担当者", "People") }, Show.Status(failure.Kind))
                : Show.Failure(failure);
        }

        stream.Position = 0;
        return Results.File(stream, TableWriter.MediaType(format), $"people-{day:yyyy-MM-dd}{TableWriter.Extension(format)}");
    }

    private static async Task<IResult> PageAsync(Guid id, Asked asked, HttpContext http, ContextFactory contexts, CancellationToken cancel)
    {
        await using var context = contexts.Read<DirectoryContext>(http.Reader());
        if (!await context.Organisations.AnyAsync(o => o.Id == id, cancel))
            return Show.Failure(Failure.NotFound);
        var name = await context.CurrentNames.SingleAsync(n => n.Organisation == id, cancel);
        var people = await context.People.On(id, asked.Day).ToListAsync(cancel);
        return Show.Page<EditPeopleView>(
            new { Organisation = id, name.Name, People = people, Asked = asked, May = People.MayChange(http.Reader(), id), MayHold = http.Reader().Holds(Role.Administrator) },
            asked.Faults.Count > 0 ? 422 : 200);
    }

    private static DateOnly Today(TimeProvider time) => Dates.DayInJapan(time.GetUtcNow().UtcDateTime);

    private static Fault NoDay(string value) => new(
        new("日付ではありません。", "This is not a date."), new("2026-11-24 か 令和8年11月24日 のように入力してください。", "Write it like 2026-11-24."), Column: "day", Value: value);
}

/// <summary>What was asked of the page of people, and what came of it.</summary>
public sealed record Asked
{
    /// <summary>The day shown; in a form the day from which the change holds.</summary>
    public DateOnly Day { get; init; }

    /// <summary>The person to change; null to add one.</summary>
    public Guid? Person { get; init; }

    /// <summary>What was entered; null at first.</summary>
    public IFormCollection? Entered { get; init; }

    /// <summary>What is wrong with it.</summary>
    public IReadOnlyList<Fault> Faults { get; init; } = [];
}
