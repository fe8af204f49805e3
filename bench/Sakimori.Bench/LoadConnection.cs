using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Sakimori.Bench;

/// <summary>What a server answered.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="Location">The header of that name; null when there is none.</param>
/// <param name="Bytes">Length of head and body.</param>
internal readonly record struct LoadAnswer(int Status, string? Location, int Bytes);

/// <summary>
/// One kept-alive HTTP/1.1 connection that sends prepared bytes and reads the answer to its end. It knows no more of HTTP than a load needs, so that
/// the two shared cores are left to the server.
/// </summary>
internal sealed class LoadConnection : IDisposable
{
    private static readonly byte[] EndOfChunks = "\r\n0\r\n\r\n"u8.ToArray();
    private byte[] buffer = new byte[256 * 1024];
    private int have;
    private int head = -1;
    private int body;

    public LoadConnection(Uri address)
    {
        Socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        Socket.Connect(IPAddress.Loopback, address.Port);
    }

    /// <summary>For waiting until something has come.</summary>
    public Socket Socket { get; }

    /// <summary>The bytes of a request; the body's length is added.</summary>
    public static byte[] Request(string method, Uri address, string pathAndQuery, string headers = "", string? body = null)
        => Encoding.UTF8.GetBytes($"{method} {pathAndQuery} HTTP/1.1\r\nHost: localhost:{address.Port}\r\nAccept-Language: ja\r\n{headers}"
            + (body is null ? "" : $"Content-Length: {Encoding.UTF8.GetByteCount(body)}\r\n") + $"\r\n{body}");

    /// <summary>Sends a request.</summary>
    public void Send(ReadOnlySpan<byte> request)
    {
        (have, head, body) = (0, -1, 0);
        while (request.Length > 0)
            request = request[Socket.Send(request)..];
    }

    /// <summary>Reads what has come; the answer once it is whole, else null.</summary>
    /// <exception cref="IOException">The server closed the connection.</exception>
    public LoadAnswer? Receive()
    {
        if (have == buffer.Length)
            Array.Resize(ref buffer, buffer.Length * 2);
        var read = Socket.Receive(buffer.AsSpan(have));
        if (read == 0)
            throw new IOException("The server closed the connection.");
        have += read;
        if (head < 0 && buffer.AsSpan(0, have).IndexOf("\r\n\r\n"u8) is >= 0 and var end)
        {
            head = end + 4;
            body = Header("\r\nContent-Length: "u8, head) is { } length ? int.Parse(length)
                : Header("\r\nTransfer-Encoding: "u8, head) is null ? 0 : -1;
        }

        return head < 0 || (body >= 0 ? have < head + body : !buffer.AsSpan(head - 2, have - head + 2).EndsWith(EndOfChunks)) ? null
            : new(int.Parse(buffer.AsSpan(9, 3)), Header("\r\nLocation: "u8, head), have);
    }

    /// <summary>The text of the last answer's body, chunk lengths included.</summary>
    public string LastText(LoadAnswer answer) => Encoding.UTF8.GetString(buffer, 0, answer.Bytes);

    public void Dispose() => Socket.Dispose();

    private string? Header(ReadOnlySpan<byte> mark, int head)
    {
        var lines = buffer.AsSpan(0, head);
        if (lines.IndexOf(mark) is not (>= 0 and var at))
            return null;
        lines = lines[(at + mark.Length)..];
        return Encoding.ASCII.GetString(lines[..lines.IndexOf("\r\n"u8)]);
    }
}
