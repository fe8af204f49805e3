using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace Sakimori.Web.Api;

/// <summary>Conditional reading by entity tags.</summary>
public static class EntityTags
{
    /// <summary>
    /// Sets the answer's ETag and says whether the caller has it already: If-None-Match is a list or <c>*</c> and compares weakly
    /// (RFC 9110, 13.1.2), as a proxy that compresses makes tags weak. A header that cannot be read matches nothing.
    /// </summary>
    /// <param name="http">The request.</param>
    /// <param name="tag">The strong tag in its quotes.</param>
    public static bool IsHeld(this HttpContext http, string tag)
    {
        http.Response.Headers.ETag = tag;
        var now = new EntityTagHeaderValue(tag);
        return EntityTagHeaderValue.TryParseList(http.Request.Headers.IfNoneMatch, out var held)
            && held.Any(t => t.Equals(EntityTagHeaderValue.Any) || t.Compare(now, useStrongComparison: false));
    }
}
