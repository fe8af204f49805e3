using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Sakimori.Benchmark.Store;
using Sakimori.Platform.Records;
using Sakimori.Web.Hosting;

namespace Sakimori.Benchmark.Pages.Answering;

/// <summary>The kept results of the reader's organisation, the newest first.</summary>
internal static class ListResults
{
    private const int Size = 20;

    public static void Map(IEndpointRouteBuilder routes)
        => routes.MapGet("/benchmark/results", ShowAsync).SignedIn().ExcludeFromDescription();

    private static async Task<IResult> ShowAsync(string? older, HttpContext http, ContextFactory contexts, CancellationToken cancel)
    {
        var respondent = Respondent.Of(http.Reader())!;
        var after = Read(older);
        var list = await CheckList.ReadAsync(contexts, respondent, Size, after, cancel);
        return Show.Page<ResultsView>(new { list.Lines, First = after is null, Older = list.Older is { } line ? Write(line) : null });
    }

    // The place in the list where a page ends: moment in ticks and id. Anything else is the beginning.
    private static string Write(CheckLine line) => $"{line.Submitted.Ticks:x}-{line.Id:N}";

    private static (DateTime, Guid)? Read(string? place)
        => place?.Split('-') is [var ticks, var id]
            && long.TryParse(ticks, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var moment)
            && moment >= DateTime.MinValue.Ticks && moment <= DateTime.MaxValue.Ticks && Guid.TryParseExact(id, "N", out var check)
            ? (new DateTime(moment, DateTimeKind.Utc), check)
            : null;
}
