using System.Collections.Frozen;
using System.Security.Cryptography;

namespace Sakimori.Web.Hosting;

/// <summary>The style sheets and scripts embedded in this assembly, addressed by name and content.</summary>
public static class Assets
{
    private static readonly FrozenDictionary<string, string> Hashes = Read();

    /// <summary>The address of one asset; changes with its content, so that it may be cached for ever.</summary>
    /// <exception cref="KeyNotFoundException">There is no such asset.</exception>
    public static string Url(string name) => $"/assets/{name}?v={Hashes[name]}";

    private static FrozenDictionary<string, string> Read()
    {
        const string prefix = "asset/";
        var assembly = typeof(Assets).Assembly;
        return assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(prefix, StringComparison.Ordinal))
            .ToFrozenDictionary(name => name[prefix.Length..], name =>
            {
                using var stream = assembly.GetManifestResourceStream(name)!;
                return Convert.ToHexStringLower(SHA256.HashData(stream))[..16];
            });
    }
}
