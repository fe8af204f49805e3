using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.HttpOverrides;

namespace Sakimori.Host;

/// <summary>
/// Whom a request comes from when proxies stand before the portal: the address that the nearest trusted proxies name. The word of
/// anybody else is ignored, so that nobody chooses the address by which tries are counted.
/// </summary>
internal static class Proxies
{
    /// <summary>Takes the word of the trusted proxies on address and protocol; does nothing without any.</summary>
    public static void UseTrustedProxies(this WebApplication app, PortalSettings settings)
    {
        if (settings.TrustedProxies.Count == 0)
            return;
        var options = new ForwardedHeadersOptions
        {
            ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto,

            // From the right, as far as each next address is a trusted proxy.
            ForwardLimit = null,
        };
        options.KnownProxies.Clear();
        options.KnownIPNetworks.Clear();
        foreach (var network in settings.TrustedProxies)
            options.KnownIPNetworks.Add(network);
        app.UseForwardedHeaders(options);
    }
}
