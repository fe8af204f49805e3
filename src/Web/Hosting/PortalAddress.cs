namespace Sakimori.Web.Hosting;

/// <summary>The portal's own address, for links in letters and files.</summary>
/// <param name="Base">Without a slash at its end: <c>http://localhost:8080</c>.</param>
public sealed record PortalAddress(string Base)
{
    /// <summary>True when readers reach the portal by https: then every request counts as https, whatever the proxy says.</summary>
    public bool IsHttps { get; } = Base.StartsWith("https://", StringComparison.OrdinalIgnoreCase);

    /// <summary>
    /// The name under which a cookie is kept. By https it says <c>__Host-</c>, which browsers take from this very host alone and never in
    /// clear (RFC 6265bis, 4.1.3.2).
    /// </summary>
    public string Cookie(string name) => IsHttps ? $"__Host-{name}" : name;

    /// <summary>The absolute address of a path that begins with a slash.</summary>
    public string Of(string path) => Base + path;
}
