using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Sakimori.Actions;
using Sakimori.Benchmark;
using Sakimori.Benchmark.Example;
using Sakimori.Directory;
using Sakimori.Kernel;
using Sakimori.Platform;
using Sakimori.Platform.Access;
using Sakimori.Platform.Backup;
using Sakimori.Platform.Jobs;
using Sakimori.Platform.Keys;
using Sakimori.Platform.Operations;
using Sakimori.Platform.Privacy;
using Sakimori.Platform.Records;
using Sakimori.Web.Api;
using Sakimori.Web.Hosting;

namespace Sakimori.Host;

/// <summary>A running portal.</summary>
public sealed class Portal : IAsyncDisposable
{
    private readonly DataFolder folder;
    private readonly Database database;

    private Portal(WebApplication app, DataFolder folder, Database database, int port)
    {
        App = app;
        Address = $"http://localhost:{port}";
        this.folder = folder;
        this.database = database;
    }

    /// <summary>The web application.</summary>
    public WebApplication App { get; }

    /// <summary>The address it listens on: <c>http://localhost:PORT</c>.</summary>
    public string Address { get; }

    /// <summary>True when the default port was taken and a free one was chosen instead.</summary>
    public bool DefaultPortWasTaken { get; private init; }

    /// <summary>The path of the one-time administrator link; null when there is an administrator already.</summary>
    public string? AdministratorLink { get; private set; }

    /// <summary>Takes the data folder, migrates the database and starts to listen.</summary>
    public static async Task<Outcome<Portal>> StartAsync(
        PortalSettings settings, Action<WebApplicationBuilder>? configure = null, CancellationToken cancel = default)
    {
        if (settings.Validate() is { } wrong)
            return wrong;
        var port = FreePort.Choose(settings.Port);
        if (!FreePort.IsFree(port))
        {
            return new Failure(FailureKind.Conflict, new(
                $"ポート {port} は使用中です。--port で別の番号を指定してください。", $"Port {port} is taken. Choose another with --port."));
        }

        var taken = DataFolder.Take(settings.DataFolder);
        if (taken.Failure is { } held)
            return held;
        var opened = await OpenRecords.OpenAsync(settings, taken.Value, cancel);
        if (opened.Failure is { } unreachable)
        {
            taken.Value.Dispose();
            return unreachable;
        }

        var database = opened.Value;
        var app = Build(settings, database, port, configure);
        var portal = new Portal(app, taken.Value, database, port)
        {
            DefaultPortWasTaken = settings.Port is null && port != PortalSettings.DefaultPort,
        };
        if (await PrepareAsync(settings, app.Services, cancel) is { } refused)
        {
            await portal.DisposeAsync();
            return refused;
        }

        if (settings.Role != NodeRole.Worker && await FirstAdministrator.OfferAsync(app.Services.GetRequiredService<Works>(), cancel) is { } token)
            portal.AdministratorLink = $"/setup/{token}";
        await app.StartAsync(cancel);
        return portal;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await App.StopAsync();
        await App.DisposeAsync();
        await database.DisposeAsync();
        folder.Dispose();
    }

    // One node after the other: tables, the keys that all of them read, the example.
    private static async Task<Failure?> PrepareAsync(PortalSettings settings, IServiceProvider services, CancellationToken cancel)
    {
        IAsyncDisposable? alone = null;
        try
        {
            alone = await services.GetRequiredService<Database>().StartAloneAsync(cancel);
        }
        catch (Exception error) when (OpenRecords.IsOutOfReach(error))
        {
            return OpenRecords.Unreachable(settings, error);
        }

        await using (alone)
        {
            if (await OpenRecords.MigrateAsync(settings, services.GetRequiredService<Migrator>(), cancel) is { } refused)
                return refused;
            if (await KeysAsync(settings, services, cancel) is { } noKeys)
                return noKeys;

            // Two nodes that made the first key at the same time would not read each other's cookies.
            services.GetDataProtector("start").Protect([]);
            if (settings.Example)
                await services.GetRequiredService<WorkedExample>().LoadAsync(services.GetRequiredService<TimeProvider>(), cancel);
            return null;
        }
    }

    // Without the master key nobody could sign in or sign: it is better said at once.
    private static async Task<Failure?> KeysAsync(PortalSettings settings, IServiceProvider services, CancellationToken cancel)
    {
        await using (var connection = await services.GetRequiredService<Database>().OpenAsync(cancel))
        {
            if (await MasterKeyCheck.RefusalAsync(settings.MasterKey(), connection, cancel) is { } refused)
                return refused;
        }

        return await services.GetRequiredService<SealedKeys>().SealPlainAsync(cancel);
    }

    private static WebApplication Build(PortalSettings settings, Database database, int port, Action<WebApplicationBuilder>? configure)
    {
        var address = settings.BaseUrl ?? $"http://localhost:{port}";
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            ClientLimits.Set(kestrel.Limits);
            Listen(kestrel, settings.Listen, port);
        });
        builder.Logging.AddLogs(settings.LogLevel);
        builder.Services.AddSingleton(new AccessSettings(settings.AdministratorsNeedCode));
        builder.Services.AddSingleton(new RetentionSettings(settings.KeepNamesYears));
        builder.Services.AddSingleton(settings.MasterKey());
        builder.Services.AddDailyBackup(settings.Backup());
        builder.Services.AddSingleton(settings.Outbound);
        builder.Services.AddSingleton(new CpuQuotaSettings(settings.WorkerCpuPercent));
        builder.Services.AddSingleton(settings.AuditLog());
        builder.Services.AddPlatform(database, settings.Mail(address), settings.Role);
        builder.Services.AddSingleton(new PortalAddress(address));
        builder.Services.AddSingleton(s => new RunningPortal(
            Path.GetFullPath(settings.DataFolder), s.GetRequiredService<TimeProvider>().UtcMoment()));
        builder.Services.AddHostedService<ResetRequests>();
        builder.Services.AddTelemetry(settings);
        builder.Services.AddWebKit();
        builder.Services.AddSingleton(new RateLimitSettings(KeyPerMinute: settings.ApiKeyLimit));
        builder.Services.AddModules();
        configure?.Invoke(builder);
        var app = builder.Build();
        app.UseTrustedProxies(settings);
        app.UseRequestLog();
        app.UseWebKit();
        app.MapHealth();
        app.MapMetrics(settings);
        if (settings.Role == NodeRole.Worker)
            return app;
        app.MapWebKit();
        app.MapDirectory();
        app.MapActions();
        app.MapBenchmark();
        return app;
    }

    private static void Listen(KestrelServerOptions kestrel, string on, int port)
    {
        if (on == "localhost")
            kestrel.ListenLocalhost(port);
        else if (on == "any")
            kestrel.ListenAnyIP(port);
        else
            kestrel.Listen(IPAddress.Parse(on), port);
    }
}
