using Sakimori.Kernel;

namespace Sakimori.Web.Tests;

/// <summary>Readers whose pages the tests look at.</summary>
internal static class Readers
{
    public static PageContext Of(Language language, string path = "/") => new(language, path, null,
        [
            new(new("ベンチマーク", "Benchmark"), "/benchmark"),
            new(new("組織", "Organisations"), "/directory"),
            new(new("監査証跡", "Audit trail"), "/audit"),
        ], [])
    {
        Antiforgery = () => ("__token", "secret"),
    };
}
