using System.Net;
using System.Net.Sockets;

namespace Sakimori.TestKit;

/// <summary>Clients of one machine that come from different addresses of loopback.</summary>
public static class LoopbackClient
{
    /// <summary>A client that comes from <paramref name="from"/> (127.0.0.0/8), keeps cookies and follows no redirects.</summary>
    public static HttpClient From(string from, string address)
    {
        var to = new Uri(address);
        var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            CookieContainer = new CookieContainer(),
            ConnectCallback = async (_, cancel) =>
            {
                var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
                try
                {
                    socket.Bind(new IPEndPoint(IPAddress.Parse(from), 0));
                    await socket.ConnectAsync(new IPEndPoint(IPAddress.Loopback, to.Port), cancel);
                    return new NetworkStream(socket, ownsSocket: true);
                }
                catch
                {
                    socket.Dispose();
                    throw;
                }
            },
        };
        return new(handler) { BaseAddress = to };
    }
}
