using System.Collections.Concurrent;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Sakimori.Kernel;
using Sakimori.Platform.Access;
using Sakimori.Platform.Mail;
using Sakimori.Platform.Records;
using Sakimori.TestKit;

namespace Sakimori.Platform.Tests.Operations;

/// <summary>Traces and metrics as a receiver on loopback gets them, and as a scraper reads them.</summary>
public partial class TelemetryTests
{
    // Not the address of the server, which is told.
    private const string Visitor = "127.0.0.7";

    [Fact]
    public async Task Spans_and_metrics_arrive_and_name_no_person()
    {
        await using var receiver = await Receiver.StartAsync();
        await using (var portal = await PortalUnderTest.StartAsync(Engine.Sqlite, settings: s => s with
        {
            OtlpEndpoint = new Uri(receiver.Address),
            OtlpOverHttp = true,
        }))
        {
            await VisitAsync(portal);
        }

        // What is left is sent when the portal stops.
        var traces = string.Concat(receiver.Bodies.Where(b => b.Path == "/v1/traces").Select(b => b.Text));
        var metrics = string.Concat(receiver.Bodies.Where(b => b.Path == "/v1/metrics").Select(b => b.Text));
        Assert.Contains("sakimori", traces, StringComparison.Ordinal);
        Assert.Contains("/setup/{token}", traces, StringComparison.Ordinal);
        Assert.Contains("/sign-in", traces, StringComparison.Ordinal);
        Assert.Contains("sakimori.units.committed", metrics, StringComparison.Ordinal);
        Assert.Contains("http.server.request.duration", metrics, StringComparison.Ordinal);
        foreach (var text in (string[])[traces, metrics])
        {
            Assert.DoesNotContain("hanako", text, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain("山田", text, StringComparison.Ordinal);
            Assert.DoesNotContain(Visitor, text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Nothing_is_sent_unless_it_is_set()
    {
        await using var portal = await PortalUnderTest.StartAsync(Engine.Sqlite);
        Assert.Null(portal.Services.GetService(typeof(OpenTelemetry.Trace.TracerProvider)));
    }

    [Fact]
    public async Task The_metrics_page_says_how_the_portal_does_in_the_prometheus_format_and_names_no_person()
    {
        await using var portal = await PortalUnderTest.StartAsync(Engine.Sqlite);
        await VisitAsync(portal);
        using var client = portal.Client();
        using var answer = await client.GetAsync("/metrics");
        Assert.Equal("text/plain", answer.Content.Headers.ContentType!.MediaType);
        var text = await answer.Content.ReadAsStringAsync();
        var families = TypeLine().Matches(text).Select(m => m.Groups[1].Value).ToHashSet();
        foreach (var name in (string[])["sakimori_units_committed", "http_server_request_duration_seconds", "dotnet_gc_collections"])
            Assert.Contains(families, f => f.StartsWith(name, StringComparison.Ordinal));
        Assert.Contains("http_route=\"/setup/{token}\"", text, StringComparison.Ordinal);
        foreach (var line in text.Split('\n').Where(l => l.StartsWith("sakimori_units_committed", StringComparison.Ordinal)))
            Assert.True(double.Parse(line.Split(' ')[1], System.Globalization.CultureInfo.InvariantCulture) > 0, line);
        Assert.DoesNotContain("hanako", text, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain(Visitor, text, StringComparison.Ordinal);
    }

    // Leaves what must not be told in path, query, headers, form and records.
    private static async Task VisitAsync(PortalUnderTest portal)
    {
        var visitor = await portal.VisitorAsync("山田 花子", "ja", new HeldRole(Role.Administrator, Scopes.System));
        using var client = LoopbackClient.From(Visitor, portal.Portal.Address);
        client.DefaultRequestHeaders.UserAgent.ParseAdd("Hanako-Browser/1");
        await client.GetAsync("/hanako@example.jp?name=hanako@example.jp");
        await client.GetAsync("/setup/hanako-token?mail=hanako@example.jp");
        await client.SubmitAsync("/sign-in", "/sign-in", ("email", "hanako@example.jp"), ("password", "Hanako-Password"));
        await visitor.Client.GetAsync("/operations");
        await using var work = await portal.Get<Works>().BeginAsync(Reader.System);
        work.Send(new Letter("hanako@example.jp", Language.Ja, new("件名", "Subject"), new("本文", "Body")));
        await work.CommitAsync();
    }

    [GeneratedRegex("^# TYPE ([a-z_]+) ", RegexOptions.Multiline)]
    private static partial Regex TypeLine();

    /// <summary>Takes OTLP over HTTP and keeps what it gets; strings of protobuf are read as they are.</summary>
    private sealed class Receiver : IAsyncDisposable
    {
        private readonly WebApplication app;

        private Receiver(WebApplication app) => this.app = app;

        public string Address => app.Urls.Single();

        public ConcurrentQueue<(string Path, string Text)> Bodies { get; } = [];

        public static async Task<Receiver> StartAsync()
        {
            var builder = WebApplication.CreateSlimBuilder();
            builder.WebHost.UseUrls("http://127.0.0.1:0");
            var app = builder.Build();
            var receiver = new Receiver(app);
            app.MapPost("/v1/{signal}", async (HttpContext http) =>
            {
                using var body = new MemoryStream();
                await http.Request.Body.CopyToAsync(body);
                receiver.Bodies.Enqueue((http.Request.Path, Encoding.UTF8.GetString(body.ToArray())));
                http.Response.ContentType = "application/x-protobuf";
            });
            await app.StartAsync();
            return receiver;
        }

        public ValueTask DisposeAsync() => app.DisposeAsync();
    }
}
