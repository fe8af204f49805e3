using Microsoft.AspNetCore.Routing.Patterns;

namespace Sakimori.Portal.Tests;

/// <summary>Fills the parameters of routes so that their handlers find what they look for.</summary>
internal static class RouteAddresses
{
    /// <summary>The addresses of a route, each parameter by its kind: rows that exist and one that does not, and the names that routes know.</summary>
    /// <param name="indicators">The names of indicators.</param>
    /// <param name="pattern">The route.</param>
    /// <param name="ids">Ids of rows.</param>
    public static IEnumerable<string> Of(IReadOnlyList<string> indicators, RoutePattern pattern, IReadOnlyList<Guid> ids)
    {
        var addresses = new List<string> { "" };
        foreach (var segment in pattern.PathSegments)
        {
            addresses = [.. addresses.Select(a => a + "/")];
            foreach (var part in segment.Parts)
            {
                var values = part switch
                {
                    RoutePatternLiteralPart literal => [literal.Content],
                    RoutePatternSeparatorPart separator => [separator.Content],
                    RoutePatternParameterPart parameter => Values(indicators, pattern, parameter, ids),
                    _ => throw new InvalidOperationException(pattern.RawText),
                };
                addresses = [.. addresses.SelectMany(a => values.Select(v => a + v))];
            }
        }

        return addresses.Select(a => a.Length == 0 ? "/" : a);
    }

    private static IReadOnlyList<string> Values(IReadOnlyList<string> indicators, RoutePattern pattern, RoutePatternParameterPart parameter, IReadOnlyList<Guid> ids)
        => parameter.ParameterPolicies.Any(p => p.Content is "int" or "long") ? ["1"]
            : parameter.ParameterPolicies.Any(p => p.Content == "guid") ? [.. ids.Append(Guid.Empty).Select(i => $"{i}")]
            : (parameter.Name, pattern.RawText!) switch
            {
                ("format", _) => ["csv", "xlsx", "json", "docx", "ics", "none"],
                ("documentName", _) => ["v1"],
                ("code", _) => ["ja", "xx"],
                ("name", "/assets/{name}") => ["site.css", "site.js", "mark.svg", "none"],
                ("name", _) => ["groups", "measures", "none"],
                ("id", var path) when path.Contains("indicators", StringComparison.Ordinal) => [.. indicators, "none"],
                _ => ["none", "2026.1", $"{Guid.Empty}"],
            };
}
