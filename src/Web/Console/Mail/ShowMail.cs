using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Sakimori.Kernel;
using Sakimori.Platform.Access;
using Sakimori.Platform.Mail;
using Sakimori.Platform.Records;
using Sakimori.Web.Hosting;
using Sakimori.Web.Tables;

namespace Sakimori.Web.Console.Mail;

/// <summary>Letters: waiting, delivered and given up; one of them; and another try.</summary>
internal static class ShowMail
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/operations/mail", ListAsync).Requires(Role.Administrator).ExcludeFromDescription();
        routes.MapGet("/operations/mail/{id:guid}", ShowAsync).Requires(Role.Administrator).ExcludeFromDescription();
        routes.MapPost("/operations/mail/{id:guid}/retry", RetryAsync).Requires(Role.Administrator).Form().ExcludeFromDescription();
    }

    private static async Task<IResult> ListAsync(HttpContext http, ContextFactory contexts, MailSettings settings, CancellationToken cancel)
    {
        var query = TableQuery.Parse(http.Request.Query, ["made"], "state");
        await using var platform = contexts.Read<PlatformContext>(Reader.System);
        var letters = platform.Mail.AsQueryable();
        if (Enum.TryParse<MailState>(query.Facets.GetValueOrDefault("state"), true, out var state))
            letters = letters.Where(m => m.State == state);
        var rows = await letters.OrderByDescending(m => m.Made).ThenByDescending(m => m.Id).Skip(query.Offset).Take(query.Size).ToListAsync(cancel);
        return Show.Page<MailListView>(new { Query = query, Total = await letters.CountAsync(cancel), Rows = rows, Settings = settings });
    }

    private static async Task<IResult> ShowAsync(
        Guid id, ContextFactory contexts, MailSettings settings, IEnumerable<Demonstration> demonstrations, CancellationToken cancel)
    {
        await using var platform = contexts.Read<PlatformContext>(Reader.System);
        return await platform.Mail.SingleOrDefaultAsync(m => m.Id == id, cancel) is { } letter
            ? Show.Page<MailView>(new { Letter = letter, AsFile = Mailbox.IsFile(letter, settings), Body = await Mailbox.ShownAsync(letter, settings, demonstrations, cancel) })
            : Show.Failure(Failure.NotFound);
    }

    private static async Task<IResult> RetryAsync(Guid id, HttpContext http, Works works, CancellationToken cancel)
    {
        await using var work = await works.BeginAsync(http.Reader(), cancel);
        if (!await Mailbox.RetryAsync(work, id, cancel))
            return Show.Failure(Failure.NotFound);
        await work.CommitAsync(cancel);
        return Results.LocalRedirect($"/operations/mail/{id}");
    }
}
