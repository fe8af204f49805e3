using System.Collections.Frozen;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Sakimori.Web.Hosting;

/// <summary>Style sheets, script and icons, embedded in the assembly and served under an address that contains their hash.</summary>
public static class Assets
{
    private static readonly FrozenDictionary<string, (byte[] Bytes, string Hash, string Type)> Files = Load();

    /// <summary>The address of an asset; it changes with the content, so browsers may keep it for ever.</summary>
    public static string Url(string name) => $"/assets/{name}?v={Files[name].Hash}";

    /// <summary>The bytes of an asset.</summary>
    public static ReadOnlyMemory<byte> Bytes(string name) => Files[name].Bytes;

    internal static void MapAssets(this IEndpointRouteBuilder routes)
        => routes.MapGet("/assets/{name}", (string name, HttpContext http) =>
        {
            if (!Files.TryGetValue(name, out var file))
                return Results.NotFound();
            http.Response.Headers.CacheControl = "public, max-age=31536000, immutable";
            return Results.Bytes(file.Bytes, file.Type);
        }).Public().ExcludeFromDescription();

    private static FrozenDictionary<string, (byte[], string, string)> Load()
    {
        var assembly = typeof(Assets).Assembly;
        return assembly.GetManifestResourceNames()
            .Where(n => n.StartsWith("asset/", StringComparison.Ordinal))
            .ToFrozenDictionary(n => n["asset/".Length..], n =>
            {
                using var stream = assembly.GetManifestResourceStream(n)!;
                var bytes = new byte[stream.Length];
                stream.ReadExactly(bytes);
                var type = Path.GetExtension(n) switch
                {
                    ".css" => "text/css; charset=utf-8",
                    ".js" => "text/javascript; charset=utf-8",
                    ".svg" => "image/svg+xml; charset=utf-8",
                    ".png" => "image/png",
                    _ => "application/octet-stream",
                };
                return (bytes, Convert.ToHexStringLower(SHA256.HashData(bytes))[..16], type);
            });
    }
}
