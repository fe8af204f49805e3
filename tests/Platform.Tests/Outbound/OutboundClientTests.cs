using System.IO.Compression;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Microsoft.AspNetCore.Http;
using Sakimori.Kernel;
using Sakimori.Platform.Outbound;

namespace Sakimori.Platform.Tests.Outbound;

public class OutboundClientTests
{
    private static readonly OutboundSettings OneAllowed = new() { Allowed = [IPNetwork.Parse("127.0.0.1/32")] };

    [Fact]
    public async Task What_is_allowed_answers_whatever_its_status()
    {
        await using var elsewhere = await Elsewhere.StartAsync(http =>
        {
            http.Response.StatusCode = 418;
            http.Response.ContentType = "text/plain; charset=utf-8";
            return http.Response.WriteAsync("short and stout");
        });
        var answer = (await SendAsync(OneAllowed, new(HttpMethod.Post, new(elsewhere.Address + "/pot?a=1"))
        {
            Headers = [("Authorization", "Bearer x")],
            Body = "{}"u8.ToArray(),
        })).Value;
        Assert.Equal((418, "text/plain", "short and stout", false), (answer.Status, answer.ContentType, Encoding.UTF8.GetString(answer.Body), answer.Succeeded));
        Assert.Equal(["POST /pot?a=1 Bearer x {}"], elsewhere.Came);
    }

    [Theory]
    [InlineData("http://127.0.0.1:PORT/")]
    [InlineData("https://127.0.0.1:PORT/")]
    [InlineData("http://localhost:PORT/")]
    [InlineData("http://LOCALHOST.:PORT/")]
    [InlineData("http://2130706433:PORT/")]
    [InlineData("http://0x7f000001:PORT/")]
    [InlineData("http://0177.0.0.1:PORT/")]
    [InlineData("http://127.1:PORT/")]
    [InlineData("http://0:PORT/")]
    [InlineData("http://0.0.0.0:PORT/")]
    [InlineData("http://[::1]:PORT/")]
    [InlineData("http://[::ffff:127.0.0.1]:PORT/")]
    [InlineData("http://[64:ff9b::7f00:1]:PORT/")]
    [InlineData("http://1.1.1.1/")] // public, but without TLS
    [InlineData("https://user:secret@1.1.1.1/")]
    [InlineData("ftp://1.1.1.1/")]
    [InlineData("file:///etc/passwd")]
    [InlineData("gopher://127.0.0.1:PORT/")]
    public async Task By_default_nothing_inside_is_called_however_it_is_written(string url)
    {
        await using var inside = await Elsewhere.StartAsync(_ => Task.CompletedTask);
        var outcome = await SendAsync(new(), new(HttpMethod.Get, new(url.Replace("PORT", $"{new Uri(inside.Address).Port}", StringComparison.Ordinal))));
        Assert.Equal(FailureKind.Invalid, outcome.Failure?.Kind);
        Assert.Empty(inside.Came);
    }

    [Fact]
    public async Task A_redirect_is_judged_like_a_first_call()
    {
        await using var inside = await Elsewhere.StartAsync(_ => Task.CompletedTask, "127.0.0.2");
        await using var elsewhere = await Elsewhere.StartAsync(http =>
        {
            http.Response.Redirect(inside.Address);
            return Task.CompletedTask;
        });
        Assert.Equal(FailureKind.Invalid, (await SendAsync(OneAllowed, new(HttpMethod.Get, new(elsewhere.Address)))).Failure?.Kind);
        Assert.Empty(inside.Came);
        Assert.Single(elsewhere.Came);
    }

    [Fact]
    public async Task The_connection_goes_to_what_was_judged_and_to_nothing_else_that_the_name_stands_for()
    {
        await using var inside = await Elsewhere.StartAsync(_ => Task.CompletedTask, "127.0.0.2");
        var port = new Uri(inside.Address).Port;
        var looked = 0;

        // The first address is refused; were the name looked up again for the connection, it would stand for the second alone.
        using var client = new OutboundClient(new() { Allowed = [IPNetwork.Parse("127.0.0.3/32")] }, TimeProvider.System, (_, _) => Task.FromResult<IPAddress[]>(
            looked++ == 0 ? [IPAddress.Parse("127.0.0.2"), IPAddress.Parse("127.0.0.3")] : [IPAddress.Parse("127.0.0.2")]));
        var first = await client.SendAsync(new(HttpMethod.Get, new($"http://name.example:{port}/")), default);
        Assert.Equal((FailureKind.Unavailable, 1), (first.Failure!.Kind, looked));
        var second = await client.SendAsync(new(HttpMethod.Get, new($"http://name.example:{port}/")), default);
        Assert.Equal((FailureKind.Invalid, 2), (second.Failure!.Kind, looked));
        Assert.Empty(inside.Came);
    }

    [Theory]
    [InlineData(3, null)]
    [InlineData(4, FailureKind.Limit)]
    public async Task Three_redirects_are_followed_and_no_more(int redirects, FailureKind? failure)
    {
        await using var elsewhere = await Elsewhere.StartAsync(http =>
        {
            var left = int.Parse(http.Request.Path.Value![1..]);
            if (left > 0)
                http.Response.Redirect($"/{left - 1}");
            return Task.CompletedTask;
        });
        var outcome = await SendAsync(OneAllowed, new(HttpMethod.Get, new($"{elsewhere.Address}/{redirects}")));
        Assert.Equal(failure, outcome.Failure?.Kind);
        if (failure is null)
            Assert.Equal("/0", outcome.Value.Url.AbsolutePath);
    }

    [Theory]
    [InlineData(303, "GET /there Bearer x")]
    [InlineData(302, "GET /there Bearer x")]
    [InlineData(307, "POST /there Bearer x body")]
    [InlineData(308, "POST /there Bearer x body")]
    public async Task A_redirect_keeps_method_and_body_where_its_status_says_so(int status, string came)
    {
        await using var elsewhere = await Elsewhere.StartAsync(http =>
        {
            if (http.Request.Path == "/")
                (http.Response.StatusCode, http.Response.Headers.Location) = (status, "/there");
            return Task.CompletedTask;
        });
        await SendAsync(OneAllowed, new(HttpMethod.Post, new(elsewhere.Address)) { Headers = [("Authorization", "Bearer x")], Body = "body"u8.ToArray() });
        Assert.Equal(["POST / Bearer x body", came], elsewhere.Came);
    }

    [Fact]
    public async Task What_is_meant_for_one_host_is_not_sent_to_another()
    {
        await using var other = await Elsewhere.StartAsync(_ => Task.CompletedTask, "127.0.0.2");
        await using var elsewhere = await Elsewhere.StartAsync(http =>
        {
            http.Response.Redirect(other.Address);
            return Task.CompletedTask;
        });
        await SendAsync(new() { Allowed = [IPNetwork.Parse("127.0.0.0/8")] }, new(HttpMethod.Get, new(elsewhere.Address)) { Headers = [("Authorization", "Bearer x")] });
        Assert.Equal(["GET / Bearer x"], elsewhere.Came);
        Assert.Equal(["GET /"], other.Came);
    }

    [Theory]
    [InlineData(1000, true, null)]
    [InlineData(1001, true, FailureKind.Limit)]
    [InlineData(1000, false, null)]
    [InlineData(1001, false, FailureKind.Limit)]
    public async Task An_answer_ends_at_its_limit_whether_it_names_its_length_or_not(int length, bool named, FailureKind? failure)
    {
        await using var elsewhere = await Elsewhere.StartAsync(async http =>
        {
            if (named)
                http.Response.ContentLength = length;
            await http.Response.StartAsync();
            await http.Response.WriteAsync(new string('x', length));
        });
        var outcome = await SendAsync(OneAllowed with { MostBytes = 1000 }, new(HttpMethod.Get, new(elsewhere.Address)));
        Assert.Equal(failure, outcome.Failure?.Kind);
    }

    [Fact]
    public async Task An_answer_without_end_is_read_no_further_than_its_limit()
    {
        await using var elsewhere = await Elsewhere.StartAsync(async http =>
        {
            while (!http.RequestAborted.IsCancellationRequested)
                await http.Response.WriteAsync(new string('x', 65_536), http.RequestAborted);
        });
        Assert.Equal(FailureKind.Limit, (await SendAsync(OneAllowed, new(HttpMethod.Get, new(elsewhere.Address)))).Failure?.Kind);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task An_answer_that_does_not_end_in_time_is_given_up_also_when_it_trickles(bool trickles)
    {
        await using var elsewhere = await Elsewhere.StartAsync(async http =>
        {
            while (!http.RequestAborted.IsCancellationRequested)
            {
                if (trickles)
                    await http.Response.WriteAsync("x", http.RequestAborted);
                await Task.Delay(20, http.RequestAborted);
            }
        });
        Assert.Equal(FailureKind.Unavailable, (await SendAsync(OneAllowed with { MostTime = TimeSpan.FromMilliseconds(400) }, new(HttpMethod.Get, new(elsewhere.Address)))).Failure?.Kind);
    }

    [Fact]
    public async Task What_is_packed_stays_packed()
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.SmallestSize, leaveOpen: true))
            gzip.Write(new byte[10_000_000]);
        await using var elsewhere = await Elsewhere.StartAsync(http =>
        {
            http.Response.Headers.ContentEncoding = "gzip";
            return http.Response.Body.WriteAsync(packed.ToArray()).AsTask();
        });
        Assert.Equal(packed.Length, (await SendAsync(OneAllowed, new(HttpMethod.Get, new(elsewhere.Address)))).Value.Body.Length);
    }

    [Fact]
    public async Task A_server_whose_certificate_nobody_vouches_for_gets_nothing()
    {
        using var authority = TestCertificates.Authority("Test authority");
        using var other = TestCertificates.Authority("Another authority");
        using var certificate = TestCertificates.Issue(authority, "127.0.0.1");
        await using var elsewhere = await Elsewhere.StartAsync(_ => Task.CompletedTask, certificate: certificate);
        var folder = System.IO.Directory.CreateTempSubdirectory("sakimori-tls-").FullName;
        try
        {
            foreach (var (trusted, came) in new[] { (null, 0), (other, 0), (authority, 1) })
            {
                var file = trusted is null ? null : Path.Combine(folder, "authority.pem");
                if (trusted is not null)
                    await File.WriteAllTextAsync(file!, trusted.ExportCertificatePem());
                var outcome = await SendAsync(OneAllowed with { AuthorityFile = file }, new(HttpMethod.Get, new(elsewhere.Address)));
                Assert.Equal(came == 1 ? null : FailureKind.Unavailable, outcome.Failure?.Kind);
                Assert.Equal(came, elsewhere.Came.Count);
            }
        }
        finally
        {
            System.IO.Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public async Task Failures_say_nothing_of_what_a_name_stands_for()
    {
        using var client = new OutboundClient(new(), TimeProvider.System, (name, _) => name == "inner.example"
            ? Task.FromResult<IPAddress[]>([IPAddress.Parse("10.1.2.3")]) : Task.FromException<IPAddress[]>(new SocketException((int)SocketError.HostNotFound)));
        var inner = (await client.SendAsync(new(HttpMethod.Get, new("https://inner.example/")), default)).Failure!;
        var none = (await client.SendAsync(new(HttpMethod.Get, new("https://none.example/")), default)).Failure!;
        Assert.Equal(inner, none);
        Assert.DoesNotContain("10.1.2.3", inner.Detail.Ja + inner.Detail.En, StringComparison.Ordinal);
    }

    private static async Task<Outcome<OutboundAnswer>> SendAsync(OutboundSettings settings, OutboundCall call)
    {
        using var client = new OutboundClient(settings, TimeProvider.System);
        return await client.SendAsync(call, default);
    }
}
