using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;
using Sakimori.Platform.Access;
using Sakimori.TestKit;
using Sakimori.Web.Hosting;

namespace Sakimori.Portal.Tests.Leaks;

/// <summary>Somebody who asks.</summary>
/// <param name="Who">For the message of a failing test.</param>
/// <param name="Client">With a cookie, a key, or neither.</param>
/// <param name="OfA">True when organisation A's rows are this reader's to see.</param>
/// <param name="System">The system-wide role held; null for none.</param>
internal sealed record Asker(string Who, HttpClient Client, bool OfA, Role? System = null)
{
    /// <summary>True when the route says that it shows the whole deployment to holders of this reader's role.</summary>
    public bool IsEntitledTo(RouteEndpoint route)
        => route.Metadata.GetMetadata<DeclaredAccess>()!.Words is var words
            && Enum.GetValues<Role>().Any(r => r <= System && words.EndsWith($"system role {r}", StringComparison.Ordinal));
}

/// <summary>Asks routes and reduces answers to what must not depend on rows that are not the reader's.</summary>
internal static partial class Probe
{
    /// <summary>Every route of the portal with a method that is asked for; routes without methods take GET.</summary>
    public static IReadOnlyList<RouteEndpoint> Routes(PortalUnderTest portal, Func<string, bool> asked)
        => [.. portal.Get<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(e => (e.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods ?? ["GET"]).Any(asked))];

    /// <summary>The address of a route with every parameter filled with one value.</summary>
    public static string Address(RoutePattern pattern, string value)
        => "/" + string.Join('/', pattern.PathSegments.Select(segment => string.Concat(segment.Parts.Select(part => part switch
        {
            RoutePatternLiteralPart literal => literal.Content,
            RoutePatternSeparatorPart separator => separator.Content,
            _ => value,
        }))));

    /// <summary>What the answer says: status, headers and body, without the value asked for and without what is random in every answer.</summary>
    public static async Task<(string Said, string Body)> AskAsync(Asker asker, string address, string value)
    {
        using var answer = await asker.Client.GetAsync(address);
        return (await SaidAsync(answer, value), await answer.Content.ReadAsStringAsync());
    }

    /// <inheritdoc cref="AskAsync"/>
    public static async Task<string> SaidAsync(HttpResponseMessage answer, string value)
    {
        var body = await answer.Content.ReadAsStringAsync();
        var headers = string.Join('\n', answer.Headers.Concat(answer.Content.Headers)
            .Where(h => h.Key is not ("Date" or "Set-Cookie")).Select(h => $"{h.Key}: {string.Join(',', h.Value)}").Order());
        var said = $"{(int)answer.StatusCode}\n{headers}\n{answer.Headers.Contains("Set-Cookie")}\n{body}".Replace(value, "VALUE", StringComparison.OrdinalIgnoreCase);
        return Random().Replace(said, "RANDOM");
    }

    [GeneratedRegex("""(?<=name="_form" value=")[^"]+|(?<=name="secret" value=")[^"]+|(?<="trace_id":")[^"]+""")]
    private static partial Regex Random();
}
