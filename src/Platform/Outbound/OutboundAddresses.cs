using System.Net;
using System.Net.Sockets;

namespace Sakimori.Platform.Outbound;

/// <summary>Which addresses belong to the public internet: the special-purpose registries of IANA for IPv4 and IPv6 (RFC 6890 and its successors).</summary>
internal static class OutboundAddresses
{
    private static readonly IPNetwork[] SpecialV4 =
    [
        .. new[]
        {
            "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24",
            "192.88.99.0/24", "192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4",
        }.Select(IPNetwork.Parse),
    ];

    // Within 2000::/3; all else of IPv6 is not public: protocol assignments with Teredo, documentation, 6to4.
    private static readonly IPNetwork[] SpecialV6 = [.. new[] { "2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20" }.Select(IPNetwork.Parse)];

    private static readonly IPNetwork GlobalV6 = IPNetwork.Parse("2000::/3");
    private static readonly IPNetwork TranslatedV4 = IPNetwork.Parse("64:ff9b::/96");

    /// <summary>The address that is really reached: IPv4 addresses have several ways of being written as IPv6.</summary>
    public static IPAddress Reached(IPAddress address)
        => address.IsIPv4MappedToIPv6 ? address.MapToIPv4()
            : TranslatedV4.Contains(address) ? new IPAddress(address.GetAddressBytes()[12..])
            : address;

    /// <summary>Whether everybody can be reached there, and nobody's inner network.</summary>
    public static bool IsPublic(IPAddress address)
    {
        var reached = Reached(address);
        return reached.AddressFamily == AddressFamily.InterNetwork
            ? !Array.Exists(SpecialV4, network => network.Contains(reached))
            : GlobalV6.Contains(reached) && reached.ScopeId == 0 && !Array.Exists(SpecialV6, network => network.Contains(reached));
    }
}
