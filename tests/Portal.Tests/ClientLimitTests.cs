using System.Net;
using System.Net.Sockets;
using System.Text;
using Sakimori.Platform.Records;
using Sakimori.TestKit;

namespace Sakimori.Portal.Tests;

/// <summary>Clients that are slow, silent or talk too much; what is beyond a body's limit is in <see cref="BodyLimitTests"/>.</summary>
public class ClientLimitTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    [Fact]
    public async Task A_client_that_trickles_head_or_body_is_cut_off_while_others_are_answered()
    {
        await using var portal = await PortalUnderTest.StartAsync(Engine.Sqlite);
        using var patience = new CancellationTokenSource(Patience);
        var trickling = new[]
        {
            TrickleAsync(portal, "GET / HTTP/1.1\r\nHost: localhost\r\nX-Slow: ", patience.Token),
            TrickleAsync(portal, "POST /sign-in HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 100000\r\n\r\nemail=", patience.Token),
            TrickleAsync(portal, "POST /api/v1/benchmark/score HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 50000\r\n\r\n{\"", patience.Token),
        };
        using var other = portal.Client();
        using var answer = await other.GetAsync("/benchmark", patience.Token);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var said = await Task.WhenAll(trickling);
        Assert.StartsWith("HTTP/1.1 408", said[0], StringComparison.Ordinal);
        Assert.All(said, s => Assert.DoesNotContain("HTTP/1.1 200", s, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Hundreds_of_connections_that_say_nothing_or_half_a_head_hold_nobody_up()
    {
        await using var portal = await PortalUnderTest.StartAsync(Engine.Sqlite);
        var silent = new List<Socket>();
        try
        {
            for (var n = 0; n < 300; n++)
            {
                silent.Add(await ConnectAsync(portal));
                if (n % 3 == 0)
                    await silent[^1].SendAsync("GET /benchmark HTTP/1.1\r\nHost: localhost\r\n"u8.ToArray());
            }

            using var other = portal.Client();
            for (var n = 0; n < 5; n++)
                Assert.Equal(HttpStatusCode.OK, (await other.GetAsync("/benchmark")).StatusCode);
        }
        finally
        {
            silent.ForEach(s => s.Dispose());
        }
    }

    [Theory]
    [InlineData(99, 10, 10, HttpStatusCode.OK)]
    [InlineData(120, 10, 10, HttpStatusCode.RequestHeaderFieldsTooLarge)]
    [InlineData(2, 20_000, 10, HttpStatusCode.RequestHeaderFieldsTooLarge)]
    [InlineData(1, 10, 9_000, HttpStatusCode.RequestUriTooLong)]
    public async Task A_head_with_too_many_fields_or_bytes_is_refused(int fields, int bytes, int address, HttpStatusCode status)
    {
        await using var portal = await PortalUnderTest.StartAsync(Engine.Sqlite);
        using var socket = await ConnectAsync(portal);
        var head = new StringBuilder($"GET /benchmark?x={new string('x', address)} HTTP/1.1\r\nHost: localhost\r\n");
        for (var n = 1; n < fields + 1; n++)
            head.Append($"X-Field-{n}: {new string('x', bytes)}\r\n");
        await socket.SendAsync(Encoding.ASCII.GetBytes($"{head}\r\n"));
        var buffer = new byte[64];
        var read = await socket.ReceiveAsync(buffer);
        Assert.StartsWith($"HTTP/1.1 {(int)status}", Encoding.ASCII.GetString(buffer, 0, read), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_request_that_says_two_lengths_brings_no_second_one_in()
    {
        await using var portal = await PortalUnderTest.StartAsync(Engine.Sqlite);
        using var socket = await ConnectAsync(portal);
        const string within = "0\r\n\r\nGET /health/live HTTP/1.1\r\nHost: localhost\r\n\r\n";
        await socket.SendAsync(Encoding.ASCII.GetBytes(
            $"POST /api/v1/benchmark/score HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: {within.Length}\r\nTransfer-Encoding: chunked\r\n\r\n{within}"));
        var said = new MemoryStream();
        await using var stream = new NetworkStream(socket);
        await stream.CopyToAsync(said);
        var answers = Encoding.UTF8.GetString(said.ToArray());
        Assert.StartsWith("HTTP/1.1 4", answers, StringComparison.Ordinal);
        Assert.DoesNotContain("\"live\"", answers, StringComparison.Ordinal);
    }

    // Byte by byte until the server ends it; what it answered.
    private static async Task<string> TrickleAsync(PortalUnderTest portal, string begin, CancellationToken cancel)
    {
        using var socket = await ConnectAsync(portal);
        await socket.SendAsync(Encoding.ASCII.GetBytes(begin), cancel);
        var said = new MemoryStream();
        var reading = ReadAsync();
        try
        {
            while (!reading.IsCompleted)
            {
                await socket.SendAsync("x"u8.ToArray(), cancel);
                await Task.WhenAny(reading, Task.Delay(100, cancel));
            }
        }
        catch (SocketException)
        {
            // The server no longer listens to this one.
        }

        await reading;
        return Encoding.UTF8.GetString(said.ToArray());

        async Task ReadAsync()
        {
            var buffer = new byte[4096];
            try
            {
                for (int read; (read = await socket.ReceiveAsync(buffer, cancel)) > 0;)
                    said.Write(buffer, 0, read);
            }
            catch (SocketException)
            {
                // An end without farewell.
            }
        }
    }

    private static async Task<Socket> ConnectAsync(PortalUnderTest portal)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(IPAddress.Loopback, new Uri(portal.Portal.Address).Port);
        return socket;
    }
}
