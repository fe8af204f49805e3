using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Sakimori.Kernel;
using Sakimori.Platform.Access;
using Sakimori.Platform.Audit;
using Sakimori.Platform.Records;
using Sakimori.Platform.Tables;
using Sakimori.Web.Hosting;
using Sakimori.Web.Tables;

namespace Sakimori.Web.Console.Audit;

/// <summary>The audit trail for administrators: filtered, paged, and as CSV.</summary>
internal static class ShowAudit
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/audit", ShowAsync).Requires(Role.Administrator).ExcludeFromDescription();
        routes.MapGet("/audit.csv", ExportAsync).Requires(Role.Administrator).ExcludeFromDescription();
    }

    private static async Task<IResult> ShowAsync(
        HttpContext http, ContextFactory contexts, IOrganisationNames organisations, IEnumerable<AuditAction> actions, CancellationToken cancel)
    {
        await using var platform = contexts.Read<PlatformContext>(Reader.System);
        await using var access = contexts.Read<AccessContext>(Reader.System);
        var asked = await AuditQuery.ReadAsync(http, access, organisations, cancel);
        var entries = asked.Of(platform);
        var page = await entries.Skip(asked.Query.Offset).Take(asked.Query.Size).WithPayloadsAsync(platform, cancel);
        var known = actions.ToList();
        return Show.Page<AuditView>(new
        {
            asked.Query,
            Total = await entries.CountAsync(cancel),
            Rows = await AuditQuery.NamedAsync(page, known.ToDictionary(a => a.Code, a => a.Name), access, cancel),
            Actions = known,
            Faults = asked.Unknown,
        });
    }

    // Rows are read while they are written: the file may be larger than memory.
    private static async Task<IResult> ExportAsync(
        HttpContext http, ContextFactory contexts, IOrganisationNames organisations, IEnumerable<AuditAction> actions, CancellationToken cancel)
    {
        AuditQuery asked;
        await using (var access = contexts.Read<AccessContext>(Reader.System))
            asked = await AuditQuery.ReadAsync(http, access, organisations, cancel);
        var (language, named) = (http.Language(), actions.ToDictionary(a => a.Code, a => a.Name));
        http.Features.Get<IHttpBodyControlFeature>()!.AllowSynchronousIO = true;
        return Results.Stream(body =>
        {
            using var platform = contexts.Read<PlatformContext>(Reader.System);
            using var access = contexts.Read<AccessContext>(Reader.System);
            var names = access.Accounts.Select(a => new { a.Id, a.DisplayName }).ToDictionary(a => a.Id, a => a.DisplayName);
            TableWriter.Write(body, TableFormat.CsvWithBom, new("audit", Headings(language),
                asked.Of(platform).AsEnumerable().Select(e => Row(e, names, named.GetValueOrDefault(e.Action, Text.Same(e.Action)).In(language)))));
            return Task.CompletedTask;
        }, TableWriter.MediaType(TableFormat.CsvWithBom), "audit.csv");
    }

    private static string[] Headings(Language language) => language == Language.Ja
        ? ["日時（UTC）", "アカウント", "名前", "操作", "操作の名称", "対象", "組織", "コミットメント"]
        : ["At (UTC)", "Account", "Name", "Action", "Action in words", "Subject", "Organisation", "Commitment"];

    private static TableValue[] Row(AuditEntry entry, Dictionary<Guid, string> names, string action) =>
    [
        TableValue.Text($"{entry.At:yyyy-MM-ddTHH:mm:ss.ffffffZ}"),
        TableValue.Identifier(entry.Account?.ToString()),
        TableValue.Text(entry.Account is { } account ? names.GetValueOrDefault(account) : null),
        TableValue.Text(entry.Action),
        TableValue.Text(action),
        TableValue.Identifier(entry.Subject),
        TableValue.Identifier(entry.Organisation?.ToString()),
        TableValue.Identifier(entry.Commitment is { } commitment ? Convert.ToHexStringLower(commitment) : null),
    ];
}
