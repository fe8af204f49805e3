using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Sakimori.Platform.Tests.Outbound;

/// <summary>A server elsewhere: a real one on an address of this machine that answers as it is told and notes who came.</summary>
internal sealed class Elsewhere : IAsyncDisposable
{
    private readonly WebApplication app;

    private Elsewhere(WebApplication app) => this.app = app;

    /// <summary>Method, path, query, <c>Authorization</c> and body of each request.</summary>
    public ConcurrentQueue<string> Came { get; } = [];

    /// <summary>Where it is, without a slash at the end.</summary>
    public string Address => app.Urls.Single();

    public static async Task<Elsewhere> StartAsync(RequestDelegate answer, string ip = "127.0.0.1", X509Certificate2? certificate = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Parse(ip), 0, listen =>
        {
            if (certificate is not null)
                listen.UseHttps(certificate);
        }));
        builder.WebHost.UseKestrelHttpsConfiguration();
        var elsewhere = new Elsewhere(builder.Build());
        elsewhere.app.Run(async http =>
        {
            using var body = new StreamReader(http.Request.Body);
            elsewhere.Came.Enqueue($"{http.Request.Method} {http.Request.Path}{http.Request.QueryString} {http.Request.Headers.Authorization} {await body.ReadToEndAsync()}".TrimEnd());
            await answer(http);
        });
        await elsewhere.app.StartAsync();
        return elsewhere;
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();
}
