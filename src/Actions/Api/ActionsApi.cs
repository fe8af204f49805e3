using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Unicode;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Sakimori.Actions.Domain;
using Sakimori.Actions.Store;
using Sakimori.Kernel;
using Sakimori.Web.Api;
using Sakimori.Web.Hosting;
using Sakimori.Web.Tables;

namespace Sakimori.Actions.Api;

/// <summary><c>/api/v1/actions</c>: the list, one action with its ETag, and changes with If-Match. Verifying takes a person.</summary>
internal static class ActionsApi
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/v1/actions", ListAsync).Api("actions:read").WithName("listActions").WithTags("actions")
            .WithSummary("The actions of the key's organisation.")
            .WithQuery("q", "A part of the title.")
            .WithQuery("state", "Only actions in this state.")
            .WithQuery("owner", "Only actions of this owner.")
            .WithQuery("overdue", "yes: only those whose day has passed.")
            .WithQuery("origin", "Where they come from: module.kind.")
            .WithQuery("subject", "The id of what they come from.")
            .WithQuery("sort", "The column that orders them.")
            .WithQuery("dir", "asc or desc.")
            .WithQuery("page", "Counts from 1.")
            .WithQuery("size", "Actions a page; total says how many there are.")
            .Produces<ActionListDocument>();
        routes.MapGet("/api/v1/actions/{id:guid}", GetAsync).Api("actions:read").WithName("getAction").WithTags("actions")
            .WithSummary("One action; its version is the ETag.")
            .WithPath("id", "The action's id.")
            .WithHeader("If-None-Match", "An ETag: the answer is 304 while it still holds.")
            .Produces(StatusCodes.Status304NotModified)
            .Produces<ActionDocument>().ProducesProblem(StatusCodes.Status404NotFound);
        routes.MapPatch("/api/v1/actions/{id:guid}", PatchAsync).Api("actions:write").WithName("changeAction").WithTags("actions")
            .WithSummary("Changes the members that are given; If-Match names the version it rests on.")
            .WithPath("id", "The action's id.")
            .WithHeader("If-Match", "The ETag of the version that the change rests on; 412 when somebody was faster.", required: true)
            .Accepts<ActionPatch>("application/json", "application/merge-patch+json")
            .Produces<ActionDocument>()
            .ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status412PreconditionFailed)
            .ProducesProblem(StatusCodes.Status422UnprocessableEntity)
            .ProducesProblem(StatusCodes.Status428PreconditionRequired);
    }

    private static async Task<IResult> ListAsync(HttpContext http, ActionList list, CancellationToken cancel)
    {
        var query = TableQuery.Parse(http.Request.Query, ActionList.Sorts, ActionList.Facets);
        var page = await list.PageAsync(http.Reader(), query, cancel);
        return Results.Json(new ActionListDocument([.. page.Rows.Select(a => ActionDocument.Of(a, page.Today))], page.Total, query.Page, query.Size),
            ActionsApiJson.Written.ActionListDocument);
    }

    private static async Task<IResult> GetAsync(Guid id, HttpContext http, ActionRegister register, ActionList list, CancellationToken cancel)
    {
        if (await register.FindAsync(http.Reader(), id, cancel) is not { } open)
            return Problems.Of(Failure.NotFound, http.Language());
        return http.IsHeld(Tag(open.Action.Version))
            ? Results.StatusCode(StatusCodes.Status304NotModified)
            : Results.Json(ActionDocument.Of(open.Action, list.Today), ActionsApiJson.Written.ActionDocument);
    }

    private static async Task<IResult> PatchAsync(Guid id, HttpContext http, ActionRegister register, ActionList list, CancellationToken cancel)
    {
        if (http.Request.Headers.IfMatch.ToString() is not ['"', .. var digits, '"'] || !int.TryParse(digits, out var version))
        {
            return Problems.Of(new Failure(FailureKind.Invalid, new(
                "If-Match に取組みの ETag を付けてください。", "Send the action's ETag as If-Match.")), http.Language(), StatusCodes.Status428PreconditionRequired);
        }

        ActionPatch? patch;
        try
        {
            patch = await JsonSerializer.DeserializeAsync(http.Request.Body, ActionsApiJson.Default.ActionPatch, cancel);
        }
        catch (JsonException wrong)
        {
            return Problems.Of(new Failure(FailureKind.Invalid, new("本文を読めません。", "The body cannot be read."),
                [new(new("この値は読めません。", "This cannot be read."), new("API リファレンスの形の JSON", "JSON as in the reference at /api"), Column: wrong.Path)]), http.Language());
        }

        var changed = await register.ChangeAsync(http.Reader(), id, version, before => (patch ?? new()).Wording(before).Read(before, patch?.OwnerOf(before)), cancel);
        return changed.Failure is { } failure
            ? Problems.Of(failure, http.Language(), failure.Kind == FailureKind.Conflict ? StatusCodes.Status412PreconditionFailed : null)
            : await GetAsync(id, http, register, list, cancel);
    }

    private static string Tag(int version) => $"\"{version}\"";
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow)]
[JsonSerializable(typeof(ActionDocument))]
[JsonSerializable(typeof(ActionListDocument))]
[JsonSerializable(typeof(ActionPatch))]
internal sealed partial class ActionsApiJson : JsonSerializerContext
{
    /// <summary>Writes Japanese as itself, as every other answer of the API does.</summary>
    public static ActionsApiJson Written { get; } = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        Encoder = JavaScriptEncoder.Create(UnicodeRanges.All),
    });
}
