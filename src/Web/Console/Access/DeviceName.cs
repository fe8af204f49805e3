using Sakimori.Kernel;

namespace Sakimori.Web.Console.Access;

/// <summary>Names a device in words that its owner recognises.</summary>
internal static class DeviceName
{
    // The first that matches: browsers name their ancestors too.
    private static readonly (string Sign, string Name)[] Browsers =
    [
        ("Edg/", "Edge"), ("OPR/", "Opera"), ("Firefox/", "Firefox"), ("Chrome/", "Chrome"), ("Safari/", "Safari"),
    ];

    private static readonly (string Sign, string Name)[] Systems =
    [
        ("iPhone", "iPhone"), ("iPad", "iPad"), ("Android", "Android"), ("Windows", "Windows"), ("Mac OS X", "macOS"), ("CrOS", "ChromeOS"), ("Linux", "Linux"),
    ];

    /// <summary>Browser and system of a <c>User-Agent</c>.</summary>
    public static Text Of(string agent) => (Find(Browsers, agent), Find(Systems, agent)) switch
    {
        ({ } browser, { } system) => new($"{browser}（{system}）", $"{browser} on {system}"),
        ({ } browser, null) => Text.Same(browser),
        (null, { } system) => Text.Same(system),
        _ => new("不明な端末", "Unknown device"),
    };

    private static string? Find((string Sign, string Name)[] known, string agent)
        => known.FirstOrDefault(k => agent.Contains(k.Sign, StringComparison.Ordinal)).Name;
}
