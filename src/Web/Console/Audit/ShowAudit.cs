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
        routes.MapGet("/audit.csv", Export).Requires(Role.Administrator).ExcludeFromDescription();
    }

    private static async Task<IResult> ShowAsync(HttpContext http, ContextFactory contexts, CancellationToken cancel)
    {
        var query = TableQuery.Parse(http.Request.Query, ["at"], AuditQuery.Facets);
        await using var platform = contexts.Read<PlatformContext>(Reader.System);
        await using var access = contexts.Read<AccessContext>(Reader.System);
        var entries = AuditQuery.Filter(platform, query);
        var page = await entries.Include(a => a.Payload).Skip(query.Offset).Take(query.Size).ToListAsync(cancel);
        return Show.Page<AuditView>(new
        {
            Query = query,
            Total = await entries.CountAsync(cancel),
            Rows = await AuditQuery.NamedAsync(page, access, cancel),
        });
    }

    // Rows are read while they are written: the file may be larger than memory.
    private static IResult Export(HttpContext http, ContextFactory contexts)
    {
        var query = TableQuery.Parse(http.Request.Query, ["at"], AuditQuery.Facets);
        http.Features.Get<IHttpBodyControlFeature>()!.AllowSynchronousIO = true;
        return Results.Stream(body =>
        {
            using var platform = contexts.Read<PlatformContext>(Reader.System);
            using var access = contexts.Read<AccessContext>(Reader.System);
            var names = access.Accounts.Select(a => new { a.Id, a.DisplayName }).ToDictionary(a => a.Id, a => a.DisplayName);
            TableWriter.Write(body, TableFormat.CsvWithBom, new("audit", Headings(http.Language()),
                AuditQuery.Filter(platform, query).AsEnumerable().Select(e => Row(e, names))));
            return Task.CompletedTask;
        }, TableWriter.MediaType(TableFormat.CsvWithBom), "audit.csv");
    }

    private static string[] Headings(Language language) => language == Language.Ja
        ? ["日時（UTC）", "アカウント", "名前", "操作", "対象", "組織", "コミットメント"]
        : ["At (UTC)", "Account", "Name", "Action", "Subject", "Organisation", "Commitment"];

    private static TableValue[] Row(AuditEntry entry, Dictionary<Guid, string> names) =>
    [
        TableValue.Text($"{entry.At:yyyy-MM-ddTHH:mm:ss.ffffffZ}"),
        TableValue.Identifier(entry.Account?.ToString()),
        TableValue.Text(entry.Account is { } account ? names.GetValueOrDefault(account) : null),
        TableValue.Text(entry.Action),
        TableValue.Identifier(entry.Subject),
        TableValue.Identifier(entry.Organisation?.ToString()),
        TableValue.Identifier(entry.Commitment is { } commitment ? Convert.ToHexStringLower(commitment) : null),
    ];
}
