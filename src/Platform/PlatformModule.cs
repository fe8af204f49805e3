using Microsoft.AspNetCore.DataProtection.EntityFrameworkCore;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Sakimori.Platform.Access;
using Sakimori.Platform.Outbox;
using Sakimori.Platform.Records;

namespace Sakimori.Platform;

/// <summary>Platform's way in.</summary>
public static class PlatformModule
{
    /// <summary>Adds records, access, audit and outbox on a database.</summary>
    public static IServiceCollection AddPlatform(this IServiceCollection services, Database database)
    {
        services.AddSingleton(database);
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton<ContextFactory>();
        services.AddSingleton<Works>();
        services.AddSingleton<Migrator>();
        services.AddSingleton<OutboxSignal>();
        services.AddSingleton<HotLane>();
        services.AddHostedService(s => s.GetRequiredService<HotLane>());
        services.AddAccess();
        services.AddContext<PlatformContext>(PlatformContext.Module, 0,
            o => new SqlitePlatformContext(o), o => new PostgresPlatformContext(o));
        services.AddContext<AccessContext>(AccessContext.Module, 1,
            o => new SqliteAccessContext(o), o => new PostgresAccessContext(o));

        // Data-protection keys live in the database so that every node reads the same cookies.
        services.AddScoped(s => s.GetRequiredService<ContextFactory>().ForKeys());
        services.AddSingleton<IConfigureOptions<KeyManagementOptions>>(s => new ConfigureOptions<KeyManagementOptions>(options =>
            options.XmlRepository = new EntityFrameworkCoreXmlRepository<AccessContext>(
                s, s.GetRequiredService<Microsoft.Extensions.Logging.ILoggerFactory>())));
        return services;
    }
}
