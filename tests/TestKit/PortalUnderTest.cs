using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Sakimori.Host;
using Sakimori.Platform.Records;

namespace Sakimori.TestKit;

/// <summary>A whole portal on loopback with a data folder of its own, for one test or one class of tests.</summary>
public sealed class PortalUnderTest : IAsyncDisposable
{
    private readonly string? ownFolder;

    private PortalUnderTest(Portal portal, string? ownFolder, string? database) => (Portal, this.ownFolder, Database) = (portal, ownFolder, database);

    /// <summary>Both engines, for theories.</summary>
    public static IEnumerable<Engine> Engines => [Engine.Sqlite, Engine.Postgres];

    /// <summary>The portal.</summary>
    public Portal Portal { get; }

    /// <summary>The connection string of its database, for a further node; null on SQLite.</summary>
    public string? Database { get; }

    /// <summary>Its services.</summary>
    public IServiceProvider Services => Portal.App.Services;

    /// <summary>Starts a portal on an engine, empty unless the example is asked for.</summary>
    /// <param name="engine">The engine.</param>
    /// <param name="example">True to load the worked example.</param>
    /// <param name="services">Services that stand in the place of the portal's own: a clock, limits.</param>
    /// <param name="folder">A data folder that outlives the portal; null for one of its own.</param>
    /// <param name="settings">Further settings.</param>
    public static async Task<PortalUnderTest> StartAsync(
        Engine engine, bool example = false, Action<IServiceCollection>? services = null, string? folder = null,
        Func<PortalSettings, PortalSettings>? settings = null)
    {
        var own = folder is null ? System.IO.Directory.CreateTempSubdirectory("sakimori-test-").FullName : null;
        var given = new PortalSettings
        {
            DataFolder = folder ?? own!,
            Port = 0,
            Database = engine == Engine.Postgres ? await PostgresServer.NewDatabaseAsync() : null,
            Example = example,
            LogLevel = LogLevel.Warning,
            ApiKeyLimit = 0,
        };
        given = settings?.Invoke(given) ?? given;
        var started = await Portal.StartAsync(given, builder => services?.Invoke(builder.Services));
        return new(started.Value, own, given.Database);
    }

    /// <summary>A service of the portal.</summary>
    public T Get<T>()
        where T : notnull => Services.GetRequiredService<T>();

    /// <summary>A browser-like client: keeps cookies, follows no redirects, speaks the language.</summary>
    public HttpClient Client(string language = "en")
    {
        var client = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false, CookieContainer = new CookieContainer() })
        {
            BaseAddress = new Uri(Portal.Address),
        };
        client.DefaultRequestHeaders.AcceptLanguage.ParseAdd(language);
        return client;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await Portal.DisposeAsync();
        if (ownFolder is not null)
            System.IO.Directory.Delete(ownFolder, recursive: true);
    }
}
