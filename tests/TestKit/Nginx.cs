using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Sakimori.TestKit;

/// <summary>A real nginx on loopback that stands before the nodes of a portal as docs/guides/nodes.md describes it.</summary>
public sealed class Nginx : IAsyncDisposable
{
    private const string Program = "/usr/sbin/nginx";
    private readonly string folder;
    private readonly Process process;

    private Nginx(string folder, Process process, int port) => (this.folder, this.process, Address) = (folder, process, $"http://localhost:{port}");

    /// <summary>The name of the header that says which node has answered: its address, or those that were tried.</summary>
    public const string NodeHeader = "X-Node";

    /// <summary>The address by which clients come.</summary>
    public string Address { get; }

    /// <summary>Starts it before the nodes at these addresses; each request goes to the next node in turn.</summary>
    public static async Task<Nginx> StartAsync(params string[] behind)
    {
        if (!File.Exists(Program))
            throw new InvalidOperationException("nginx is not installed: apt-get install nginx-light, or run ./test, which does it.");
        var folder = System.IO.Directory.CreateTempSubdirectory("sakimori-nginx-").FullName;
        int port;
        using (var probe = new TcpListener(IPAddress.Loopback, 0))
        {
            probe.Start();
            port = ((IPEndPoint)probe.LocalEndpoint).Port;
        }

        await File.WriteAllTextAsync(Path.Combine(folder, "nginx.conf"), $$"""
            daemon off;
            master_process off;
            pid {{folder}}/pid;
            error_log {{folder}}/error;
            events { }
            http {
              access_log off;
              client_body_temp_path {{folder}}/body;
              proxy_temp_path {{folder}}/proxy;
              fastcgi_temp_path {{folder}}/fastcgi;
              uwsgi_temp_path {{folder}}/uwsgi;
              scgi_temp_path {{folder}}/scgi;
            {{Described(behind, port)}}
            }
            """);
        var process = Process.Start(new ProcessStartInfo(Program, ["-p", folder, "-c", Path.Combine(folder, "nginx.conf")]))!;
        for (var n = 0; ; n++)
        {
            try
            {
                using var probe = new TcpClient();
                await probe.ConnectAsync(IPAddress.Loopback, port);
                return new(folder, process, port);
            }
            catch (SocketException) when (n < 400 && !process.HasExited)
            {
                await Task.Delay(50);
            }
        }
    }

    // The guide's own lines, with addresses of this machine and a header that says who has answered.
    private static string Described(string[] behind, int port)
    {
        var guide = File.ReadAllText(Path.Combine(SourceTree.Root, "docs", "guides", "nodes.md"));
        const string begin = "```nginx\n";
        var from = guide.IndexOf(begin, StringComparison.Ordinal) + begin.Length;
        var lines = guide[from..guide.IndexOf("```", from, StringComparison.Ordinal)].Split('\n').ToList();
        var first = lines.FindIndex(line => line.Contains("server 10.", StringComparison.Ordinal));
        var node = lines[first];
        lines.RemoveAll(line => line.Contains("server 10.", StringComparison.Ordinal));
        lines.InsertRange(first, behind.Select(address => node.Replace("10.0.0.11:8080", $"127.0.0.1:{new Uri(address).Port}", StringComparison.Ordinal)));
        return string.Join('\n', lines)
            .Replace("listen 443 ssl;", $"listen 127.0.0.1:{port}; add_header {NodeHeader} $upstream_addr always;", StringComparison.Ordinal);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        process.Kill();
        await process.WaitForExitAsync();
        process.Dispose();
        System.IO.Directory.Delete(folder, recursive: true);
    }
}
