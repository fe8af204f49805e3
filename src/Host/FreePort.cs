using System.Net;
using System.Net.Sockets;

namespace Sakimori.Host;

/// <summary>Chooses the port to listen on.</summary>
internal static class FreePort
{
    /// <summary>The wanted port; for 0 any free one; without a wish the default, or any free one when the default is taken.</summary>
    public static int Choose(int? wanted)
    {
        if (wanted is > 0)
            return wanted.Value;
        if (wanted is null && IsFree(PortalSettings.DefaultPort))
            return PortalSettings.DefaultPort;
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }

    /// <summary>True when nothing listens on that port of loopback.</summary>
    public static bool IsFree(int port)
    {
        try
        {
            using var probe = new TcpListener(IPAddress.Loopback, port) { ExclusiveAddressUse = true };
            probe.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
