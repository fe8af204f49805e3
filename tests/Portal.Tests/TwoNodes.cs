using System.Net;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Sakimori.Host;
using Sakimori.Platform.Records;
using Sakimori.TestKit;

namespace Sakimori.Portal.Tests;

/// <summary>Two nodes with data folders of their own on one PostgreSQL database, behind a real nginx that sends each request to the next of them.</summary>
internal sealed class TwoNodes : IAsyncDisposable
{
    private readonly string masterKey;

    private TwoNodes(PortalUnderTest first, PortalUnderTest second, Nginx nginx, string masterKey) => (First, Second, Nginx, this.masterKey) = (first, second, nginx, masterKey);

    public PortalUnderTest First { get; }

    public PortalUnderTest Second { get; }

    public Nginx Nginx { get; }

    /// <summary>Starts both at the same time on an empty database.</summary>
    public static async Task<TwoNodes> StartAsync(
        Action<IServiceCollection>? services = null, bool example = false, Func<PortalSettings, PortalSettings>? first = null, Func<PortalSettings, PortalSettings>? second = null)
    {
        var database = await PostgresServer.NewDatabaseAsync();
        var masterKey = Path.GetTempFileName();
        await File.WriteAllTextAsync(masterKey, Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)) + "\n");
        var nodes = await Task.WhenAll(NodeAsync(first), NodeAsync(second));
        return new(nodes[0], nodes[1], await Nginx.StartAsync(nodes[0].Portal.Address, nodes[1].Portal.Address), masterKey);

        Task<PortalUnderTest> NodeAsync(Func<PortalSettings, PortalSettings>? settings) => Task.Run(() => PortalUnderTest.StartAsync(
            Engine.Postgres, example,
            s =>
            {
                s.Configure<PasswordHasherOptions>(hasher => hasher.IterationCount = 1000);
                services?.Invoke(s);
            },
            settings: s => (settings ?? (given => given))(s with { Database = database, MasterKeyFile = masterKey })));
    }

    /// <summary>A browser-like client that comes through nginx.</summary>
    public HttpClient Client(string language = "en")
    {
        var client = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false, CookieContainer = new CookieContainer() })
        {
            BaseAddress = new Uri(Nginx.Address),
        };
        client.DefaultRequestHeaders.AcceptLanguage.ParseAdd(language);
        return client;
    }

    /// <summary>Which node has answered.</summary>
    public static string Node(HttpResponseMessage answer) => Assert.Single(answer.Headers.GetValues(Nginx.NodeHeader));

    public async ValueTask DisposeAsync()
    {
        await Nginx.DisposeAsync();
        await First.DisposeAsync();
        await Second.DisposeAsync();
        File.Delete(masterKey);
    }
}
