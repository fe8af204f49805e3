using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Sakimori.Web.Hosting;

/// <summary>The headers that every answer carries. No inline script or style, nothing from another host.</summary>
public static class SecurityHeaders
{
    /// <summary>The policy of ordinary pages.</summary>
    public const string ContentSecurityPolicy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; "
        + "form-action 'self'; frame-ancestors 'none'; base-uri 'none'; object-src 'none'";

    /// <summary>What an answer by https says for a year: never reach this host, or one below it, in clear (RFC 6797).</summary>
    public const string StrictTransportSecurity = "max-age=31536000; includeSubDomains";

    internal static IApplicationBuilder UseSecurityHeaders(this IApplicationBuilder app)
        => app.Use((http, next) =>
        {
            http.SetSecurityHeaders();
            return next(http);
        });

    /// <summary>Sets them; once more where an answer begins anew, because an exception takes what was set before.</summary>
    internal static void SetSecurityHeaders(this HttpContext http)
    {
        var headers = http.Response.Headers;
        headers.ContentSecurityPolicy = ContentSecurityPolicy;
        headers.XContentTypeOptions = "nosniff";
        headers.XFrameOptions = "DENY";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=(), payment=(), usb=()";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        headers.CacheControl = "no-store";
        if (http.RequestServices.GetRequiredService<PortalAddress>().IsHttps)
            headers.StrictTransportSecurity = StrictTransportSecurity;
    }
}
