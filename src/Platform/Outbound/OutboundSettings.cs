using System.Net;

namespace Sakimori.Platform.Outbound;

/// <summary>What calls from the portal to elsewhere may do.</summary>
public sealed record OutboundSettings
{
    /// <summary>Networks that are not public and may be called all the same, also without TLS; none by default.</summary>
    public IReadOnlyList<IPNetwork> Allowed { get; init; } = [];

    /// <summary>The PEM file of the authorities that alone vouch for servers; null trusts those of the machine.</summary>
    public string? AuthorityFile { get; init; }

    /// <summary>The longest answer in bytes.</summary>
    public int MostBytes { get; init; } = 1 << 20;

    /// <summary>From the first look-up of the name to the last byte of the answer, redirects included.</summary>
    public TimeSpan MostTime { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>So many redirects are followed.</summary>
    public int MostHops { get; init; } = 3;
}
