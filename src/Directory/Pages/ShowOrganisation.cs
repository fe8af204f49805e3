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

/// <summary>One organisation on a day: its tree, its names, its history, its contacts.</summary>
internal static class ShowOrganisation
{
    public static void Map(IEndpointRouteBuilder routes)
        => routes.MapGet("/directory/{id:guid}", ShowAsync).SignedIn().ExcludeFromDescription();

    private static async Task<IResult> ShowAsync(
        Guid id, string? on, string? registered, HttpContext http, ContextFactory contexts, TimeProvider time, CancellationToken cancel)
    {
        await using var context = contexts.Read<DirectoryContext>(http.Reader());
        var row = await context.Organisations.Include(o => o.Names).Include(o => o.Parents).Include(o => o.Profiles).AsSplitQuery()
            .SingleOrDefaultAsync(o => o.Id == id, cancel);
        if (row is null)
            return Show.Failure(Failure.NotFound);
        var day = Dates.Parse(on ?? "") ?? Dates.DayInJapan(time.GetUtcNow().UtcDateTime);
        var organisation = row.ToOrganisation();
        var children = await context.Lines(day, new(Parent: id), "name", false).Take(500).ToListAsync(cancel);
        var contacts = await context.Contacts.Where(c => c.Organisation == id).OrderBy(c => c.Role).ThenBy(c => c.Id).ToListAsync(cancel);
        Guid[] others = [.. organisation.Place.Parents.Entries.Select(e => e.Value), .. new[] { organisation.Place.MergedInto }.OfType<Guid>()];
        var names = await context.CurrentNames.Where(n => others.Contains(n.Organisation))
            .ToDictionaryAsync(n => n.Organisation, n => n.Name, cancel);
        return Show.Page<ShowOrganisationView>(new
        {
            Organisation = organisation,
            Day = day,
            Children = children,
            Contacts = contacts,
            Names = names,
            Registered = registered is not null && http.Reader().Holds(Role.Manager, id),
            Office = http.Reader().SeesDirectory(),
            MayHold = http.Reader().Holds(Role.Administrator),
            Manager = http.Reader().SeesDirectory() || http.Reader().Holds(Role.Manager, id),
        });
    }
}
