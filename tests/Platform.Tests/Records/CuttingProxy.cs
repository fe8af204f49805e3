using System.Net;
using System.Net.Sockets;

namespace Sakimori.Platform.Tests.Records;

/// <summary>When a connection is cut.</summary>
internal enum Cut
{
    /// <summary>Never: everything passes.</summary>
    None,

    /// <summary>Before the message COMMIT reaches the server.</summary>
    BeforeCommit,

    /// <summary>When the server has answered COMMIT and before the client hears it.</summary>
    BeforeAnswer,
}

/// <summary>Stands between a client and a PostgreSQL server on loopback and cuts the connection at the commit, once.</summary>
internal sealed class CuttingProxy : IDisposable
{
    private static readonly byte[] Commit = "COMMIT\0"u8.ToArray();
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly int server;
    private volatile bool closed;
    private int next;

    public CuttingProxy(int server)
    {
        this.server = server;
        listener.Start();
        _ = AcceptAsync();
    }

    /// <summary>Where clients connect.</summary>
    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    /// <summary>How many connections it has cut.</summary>
    public int Cuts { get; private set; }

    /// <summary>Cuts at the next commit.</summary>
    /// <param name="at">Where.</param>
    /// <param name="andClose">True when nobody gets through afterwards.</param>
    public void CutNext(Cut at, bool andClose = false)
    {
        CloseAfterwards = andClose;
        Interlocked.Exchange(ref next, (int)at);
    }

    private bool CloseAfterwards { get; set; }

    public void Dispose() => listener.Dispose();

    private async Task AcceptAsync()
    {
        while (true)
        {
            TcpClient client;
            try
            {
                client = await listener.AcceptTcpClientAsync();
            }
            catch (Exception end) when (end is SocketException or ObjectDisposedException)
            {
                return;
            }

            _ = closed ? Task.Run(client.Dispose) : ServeAsync(client);
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using (client)
        using (var behind = new TcpClient { NoDelay = true })
        {
            client.NoDelay = true;
            await behind.ConnectAsync(IPAddress.Loopback, server);
            var (near, far) = (client.GetStream(), behind.GetStream());
            var answered = new TaskCompletionSource();
            var awaited = false;
            var back = Task.Run(async () =>
            {
                var buffer = new byte[65536];
                for (int read; (read = await far.ReadAsync(buffer)) > 0;)
                {
                    if (Volatile.Read(ref awaited))
                    {
                        answered.TrySetResult();
                        return;
                    }

                    await near.WriteAsync(buffer.AsMemory(0, read));
                }
            });
            var chunk = new byte[65536];
            try
            {
                for (int read; (read = await near.ReadAsync(chunk)) > 0;)
                {
                    var cut = chunk.AsSpan(0, read).IndexOf(Commit) >= 0 ? (Cut)Interlocked.Exchange(ref next, (int)Cut.None) : Cut.None;
                    if (cut == Cut.None)
                    {
                        await far.WriteAsync(chunk.AsMemory(0, read));
                        continue;
                    }

                    closed = CloseAfterwards;
                    Cuts++;
                    if (cut == Cut.BeforeAnswer)
                    {
                        Volatile.Write(ref awaited, true);
                        await far.WriteAsync(chunk.AsMemory(0, read));
                        await answered.Task;
                    }

                    return;
                }
            }
            catch (IOException)
            {
                // One of the two is gone.
            }
        }
    }
}
