using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Sakimori.Actions.Contracts;
using Sakimori.Actions.Domain;
using Sakimori.Actions.Store;
using Sakimori.Kernel;
using Sakimori.Web.Hosting;

namespace Sakimori.Actions.Pages;

/// <summary>One action: shown, changed, verified. Who changes an older version than the one that stands sees both side by side.</summary>
internal static class ShowAction
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/actions/{id:guid}", ShowAsync).SignedIn().ExcludeFromDescription();
        routes.MapPost("/actions/{id:guid}", ChangeAsync).SignedIn().Form().ExcludeFromDescription();
        routes.MapPost("/actions/{id:guid}/verify", VerifyAsync).SignedIn().Form().ExcludeFromDescription();
    }

    private static async Task<IResult> ShowAsync(
        Guid id, string? saved, HttpContext http, ActionRegister register, ActionList list, IEnumerable<ActionOriginKind> origins, CancellationToken cancel)
        => await register.FindAsync(http.Reader(), id, cancel) is { } open
            ? View(open, http, list, origins, saved: saved)
            : Show.Failure(Failure.NotFound);

    private static async Task<IResult> ChangeAsync(
        Guid id, [FromForm] ActionForm form, HttpContext http, ActionRegister register, ActionList list, IEnumerable<ActionOriginKind> origins, CancellationToken cancel)
    {
        var reader = http.Reader();
        if (await register.FindAsync(reader, id, cancel) is not { } open)
            return Show.Failure(Failure.NotFound);
        var owner = Guid.TryParse(form.Account, out var account) ? open.Members.FirstOrDefault(m => m.Account == account) : null;
        var changed = await register.ChangeAsync(reader, id, form.Version, before => form.Wording.Read(before, owner), cancel);
        return changed.Match<IResult>(
            _ => Results.LocalRedirect($"/actions/{id}?saved=changed"),
            failure => failure.Kind is FailureKind.Invalid or FailureKind.Conflict ? View(open, http, list, origins, failure, form) : Show.Failure(failure));
    }

    private static async Task<IResult> VerifyAsync(
        Guid id, [FromForm] int version, HttpContext http, ActionRegister register, ActionList list, IEnumerable<ActionOriginKind> origins, CancellationToken cancel)
    {
        var verified = await register.VerifyAsync(http.Reader(), id, version, cancel);
        if (verified.Failure is not { } failure)
            return Results.LocalRedirect($"/actions/{id}?saved=verified");
        return failure.Kind == FailureKind.Conflict && await register.FindAsync(http.Reader(), id, cancel) is { } open
            ? View(open, http, list, origins, failure, new ActionForm { Version = version })
            : Show.Failure(failure);
    }

    private static RazorComponentResult<ShowActionView> View(
        OpenAction open, HttpContext http, ActionList list, IEnumerable<ActionOriginKind> origins, Failure? failure = null, ActionForm? entered = null, string? saved = null)
    {
        var action = open.Action;
        var reader = http.Reader();
        return Show.Page<ShowActionView>(new
        {
            Open = open,
            list.Today,
            Origin = origins.FirstOrDefault(o => o.Module == action.OriginModule && o.Kind == action.OriginKind),
            MayChange = Rights.MayChange(reader, action),
            WhyNot = reader.Account is { } account ? Change.RefusesVerification(action.Fields, action.ReportedBy, account, reader.Name ?? "") : null,
            Failure = failure,
            Entered = entered is { Title: not null } ? entered : null,
            Since = failure?.Kind == FailureKind.Conflict ? entered?.Version : null,
            Saved = saved,
        }, failure is null ? StatusCodes.Status200OK : Show.Status(failure.Kind));
    }
}

/// <summary>The form of an action as it is posted.</summary>
public sealed record ActionForm
{
    /// <summary>The version that the form showed.</summary>
    public int Version { get; init; }

    /// <summary>What is to be done; null when only the version was posted.</summary>
    public string? Title { get; init; }

    /// <summary>How.</summary>
    public string? Detail { get; init; }

    /// <summary>The owner's account; empty for somebody without one.</summary>
    public string? Account { get; init; }

    /// <summary>The name of an owner without account.</summary>
    public string? Owner { get; init; }

    /// <summary>Their address.</summary>
    public string? Mail { get; init; }

    /// <summary>The due date.</summary>
    public string? Due { get; init; }

    /// <summary>The effort.</summary>
    public string? Effort { get; init; }

    /// <summary>The state.</summary>
    public string? State { get; init; }

    /// <summary>What shows that it is done.</summary>
    public string? Evidence { get; init; }

    /// <summary>Where that can be seen.</summary>
    public string? Link { get; init; }

    /// <summary>The same as it is read.</summary>
    public ActionWording Wording
        => new(Title ?? "", Detail ?? "", Owner ?? "", Mail ?? "", Due ?? "", Effort ?? "", State ?? "", Evidence ?? "", Link ?? "");

    /// <summary>The form of an action as it stands.</summary>
    public static ActionForm Of(ActionItem action)
    {
        var words = ActionWording.Of(action.Fields);
        return new()
        {
            Version = action.Version,
            Title = words.Title,
            Detail = words.Detail,
            Account = $"{action.OwnerAccount}",
            Owner = action.OwnerAccount is null ? words.Owner : "",
            Mail = words.Mail,
            Due = words.Due,
            Effort = words.Effort,
            State = words.State,
            Evidence = words.Evidence,
            Link = words.Link,
        };
    }
}
