namespace Sakimori.Web.Hosting;

/// <summary>The portal's own address, for links in letters and files.</summary>
/// <param name="Base">Without a slash at its end: <c>http://localhost:8080</c>.</param>
public sealed record PortalAddress(string Base)
{
    /// <summary>The absolute address of a path that begins with a slash.</summary>
    public string Of(string path) => Base + path;
}
