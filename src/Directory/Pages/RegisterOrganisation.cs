using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Sakimori.Directory.Store;
using Sakimori.Kernel;
using Sakimori.Platform.Access;
using Sakimori.Platform.Records;
using Sakimori.Web.Hosting;

namespace Sakimori.Directory.Pages;

/// <summary>An organisation registers itself: entry, letter, password.</summary>
internal static class RegisterOrganisation
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/register", (HttpContext _) => Show.Page<RegisterView>()).Public().ExcludeFromDescription();
        routes.MapPost("/register", AskAsync).Public().Form().ExcludeFromDescription();
        routes.MapGet("/register/sent", (HttpContext _) => Show.Page<RegisterSentView>()).Public().ExcludeFromDescription();
        routes.MapGet("/register/joining", (HttpContext _) => Show.Page<RegisterSentView>(new { Joining = true })).SignedIn().ExcludeFromDescription();
        routes.MapGet("/register/{token}", ShowAsync).Public().ExcludeFromDescription();
        routes.MapPost("/register/{token}", ConfirmAsync).Public().Form().ExcludeFromDescription();
    }

    private static async Task<IResult> AskAsync(IFormCollection form, HttpContext http, Works works, PortalAddress address, CancellationToken cancel)
    {
        var faults = new List<Fault>();
        var people = FormFields.Number(form, "employees", faults);
        var entry = new RegistrationEntry(FormFields.Of(form, "name_ja"), FormFields.CorporateNumber(form), FormFields.Of(form, "person"),
            FormFields.Of(form, "mail"), FormFields.Optional(form, "industry"), people is { } n ? (int)Math.Clamp(n, -1, int.MaxValue) : null, http.Language());
        var asked = faults.Count > 0 ? Domain.Changes.Invalid(faults) : await works.RunAsync(Reader.System,
            work => Registrations.AskAsync(work, entry, $"{http.Connection.RemoteIpAddress}", address.Of, cancel), cancel);
        return asked.Failure switch
        {
            null => Results.LocalRedirect("/register/sent"),
            { Kind: FailureKind.Invalid } failure => Show.Page<RegisterView>(new { Entered = form, failure.Faults }, 422),
            var failure => Show.Failure(failure),
        };
    }

    private static async Task<IResult> ShowAsync(string token, ContextFactory contexts, TimeProvider time, CancellationToken cancel)
        => await Registrations.FindAsync(contexts, token, time.GetUtcNow().UtcDateTime, cancel) is { } row
            ? Show.Page<ConfirmRegistrationView>(new { Token = token, Registration = row })
            : Show.Failure(Gone);

    private static async Task<IResult> ConfirmAsync(
        string token, [FromForm] string? password, HttpContext http, ContextFactory contexts, Works works, AccountRegister accounts,
        PortalAddress address, TimeProvider time, CancellationToken cancel)
    {
        var row = await Registrations.FindAsync(contexts, token, time.GetUtcNow().UtcDateTime, cancel);
        if (row is null)
            return Show.Failure(Gone);
        Guid session = default;
        var confirmed = await works.RunAsync(Reader.System, async work =>
        {
            var done = await Registrations.ConfirmAsync(work, accounts, token, password ?? "", address.Of, cancel);
            if (done.Succeeded)
                session = Sessions.Begin(work, done.Value.Account!.Value, http.Request.Headers.UserAgent.ToString());
            return done;
        }, cancel);
        if (confirmed.Failure is { Kind: FailureKind.Invalid } failure)
            return Show.Page<ConfirmRegistrationView>(new { Token = token, Registration = row, failure.Faults }, 422);
        if (!confirmed.Succeeded)
            return Show.Failure(Gone);
        await http.SignInAsync(session);
        return Results.LocalRedirect(confirmed.Value.State == RegistrationState.Joining ? "/register/joining" : $"/directory/{confirmed.Value.Organisation}?registered=yes");
    }

    private static Failure Gone { get; } = new(FailureKind.NotFound, new(
        "このリンクは使えません。すでに使われたか、期限が切れています。", "This link does not work: it was used already or has expired."));
}
