using Microsoft.AspNetCore.DataProtection.EntityFrameworkCore;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Sakimori.Platform.Access;
using Sakimori.Platform.Audit;
using Sakimori.Platform.Audit.Sealing;
using Sakimori.Platform.Backup;
using Sakimori.Platform.Evidence;
using Sakimori.Platform.Indicators;
using Sakimori.Platform.Jobs;
using Sakimori.Platform.Keys;
using Sakimori.Platform.Mail;
using Sakimori.Platform.Operations;
using Sakimori.Platform.Outbound;
using Sakimori.Platform.Outbox;
using Sakimori.Platform.Privacy;
using Sakimori.Platform.Records;

namespace Sakimori.Platform;

/// <summary>Platform's way in.</summary>
public static class PlatformModule
{
    /// <summary>Adds records, access, audit, outbox, mail and jobs on a database.</summary>
    /// <param name="services">The services.</param>
    /// <param name="database">The database.</param>
    /// <param name="mail">How letters leave.</param>
    /// <param name="role">Whether jobs, events and letters are worked on here.</param>
    public static IServiceCollection AddPlatform(
        this IServiceCollection services, Database database, MailSettings mail, NodeRole role = NodeRole.All)
    {
        services.AddAuditActions(new("アカウントと権限", "Accounts and roles"), PlatformActions.Access);
        services.AddAuditActions(new("運用", "Operations"), PlatformActions.Operations);
        services.AddAuditActions(new("証拠と署名鍵", "Evidence and signing keys"), PlatformActions.Evidence);
        services.AddAuditActions(new("個人データ", "Personal data"), PlatformActions.Privacy);
        services.AddPersonalData(new("アカウントと権限", "Accounts and roles"), AccessPersonalData.All);
        services.AddPersonalData(new("運用", "Operations"), PlatformPersonalData.Operations);
        services.AddPersonalData(new("証拠と署名鍵", "Evidence and signing keys"), PlatformPersonalData.Evidence);
        services.AddPersonalData(new("個人データ", "Personal data"), PlatformPersonalData.Notice);
        services.AddSingleton<PersonalDataRegister>();
        services.AddPersonalExports(PlatformExports.All);
        services.AddPersonalErasures(PlatformErasures.All);
        services.AddPersonalRetentions(PlatformRetentions.All);
        services.AddHoldSubject(HoldSubject.Accounts);
        services.AddSingleton<PersonalExports>();
        services.AddSingleton<AccountErasure>();
        services.AddSingleton<LegalHolds>();
        services.TryAddSingleton(new RetentionSettings());
        services.AddSingleton<PrivacyNotices>();
        services.AddSingleton(database);
        services.AddSingleton(mail);
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<ContextFactory>();
        services.AddSingleton<HotReads>();
        services.AddSingleton<Works>();
        services.AddSingleton<Migrator>();
        services.AddSingleton(s => new OutboxSignal(s.GetServices<EventHandling>()));
        services.AddSingleton<HotLane>();
        services.AddHostedService(s => s.GetRequiredService<HotLane>());
        services.AddAccess();
        services.TryAddSingleton(new MasterKeySettings(null, MayMake: false));
        services.AddSingleton<MasterKey>();
        services.AddSingleton<SealedKeys>();
        services.AddSingleton<SigningKeys>();
        services.TryAddSingleton(new AuditLogSettings(null));
        services.AddSingleton<AuditSealing>();
        services.AddSingleton<AuditLogExport>();
        services.AddSingleton<AuditVerification>();
        services.AddSingleton<AuditSealer>();
        services.AddHostedService(s => s.GetRequiredService<AuditSealer>());
        services.AddSingleton<EvidenceStore>();
        services.TryAddSingleton(new BackupSettings());
        services.AddSingleton<Backups>();
        services.AddSingleton<Restores>();
        services.AddSingleton<HeldItems>();
        services.AddSingleton<HeldWatch>();
        services.AddHostedService(s => s.GetRequiredService<HeldWatch>());
        services.AddSingleton<IndicatorRegister>();
        services.TryAddSingleton(new OutboundSettings());
        services.AddSingleton<OutboundClient>();
        services.AddSingleton<OutboxDispatcher>();
        services.AddSingleton<MailDelivery>();
        services.TryAddSingleton(new CpuQuotaSettings());
        services.AddSingleton<CpuQuota>();
        services.AddSingleton<JobTable>();
        services.AddSingleton<JobWorker>();
        if (role != NodeRole.Web)
        {
            services.AddHostedService(s => s.GetRequiredService<OutboxDispatcher>());
            services.AddHostedService(s => s.GetRequiredService<MailDelivery>());
            services.AddHostedService(s => s.GetRequiredService<JobWorker>());
        }

        services.AddHostedService<ConditionGauges>();
        services.AddJob<PruneRecords>(PruneRecords.Key, new("古い記録の整理", "Prune old records"), Schedule.Daily(new(3, 30)));
        services.AddJob<RetainRecords>(RetainRecords.Key, RetainRecords.Title, Schedule.Daily(new(3, 45)));
        services.AddContext<PlatformContext>(PlatformContext.Module, 0,
            o => new SqlitePlatformContext(o), o => new PostgresPlatformContext(o));
        services.AddContext<BackupContext>(BackupContext.Module, 2,
            o => new SqliteBackupContext(o), o => new PostgresBackupContext(o));
        services.AddContext<AccessContext>(AccessContext.Module, 1,
            o => new SqliteAccessContext(o), o => new PostgresAccessContext(o));

        // Data-protection keys live in the database so that every node reads the same cookies; their secrets are sealed.
        services.AddScoped(s => s.GetRequiredService<ContextFactory>().ForKeys());
        services.AddSingleton<IConfigureOptions<KeyManagementOptions>>(s => new ConfigureOptions<KeyManagementOptions>(options =>
        {
            options.XmlRepository = new EntityFrameworkCoreXmlRepository<AccessContext>(
                s, s.GetRequiredService<Microsoft.Extensions.Logging.ILoggerFactory>());
            if (s.GetRequiredService<MasterKey>() is { File: not null } master)
                options.XmlEncryptor = new ServerKeyEncryptor(master, s.GetRequiredService<ContextFactory>());
        }));
        return services;
    }
}
