using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Sakimori.Actions.Api;
using Sakimori.Actions.Pages;
using Sakimori.Actions.Store;
using Sakimori.Kernel;
using Sakimori.Platform.Access;
using Sakimori.Platform.Audit;
using Sakimori.Platform.Jobs;
using Sakimori.Platform.Privacy;
using Sakimori.Platform.Records;
using Sakimori.Web.Hosting;

namespace Sakimori.Actions;

/// <summary>The register's way in.</summary>
public static class ActionsModule
{
    /// <summary>Adds the register's services.</summary>
    public static IServiceCollection AddActions(this IServiceCollection services)
    {
        services.AddContext<ActionsContext>(ActionsContext.Module, 20,
            o => new SqliteActionsContext(o), o => new PostgresActionsContext(o));
        services.AddAuditActions(new("取組み", "Actions"), ActionsAudit.All);
        services.AddPersonalData(new("取組み", "Actions"), ActionsPersonalData.All);
        services.AddPersonalExports(ActionsExports.All);
        services.AddPersonalErasures(ActionsErasures.All);
        services.AddPersonalRetentions(ActionsErasures.Retentions);
        services.AddSingleton<ActionRegister>();
        services.AddSingleton<ActionList>();
        services.AddJob<ActionReminders>(ActionReminders.Key, new("取組みの期限のお知らせ", "Reminders of actions due"), Schedule.Daily(new(8, 0)));
        services.AddSingleton(new ApiScope("actions:read", new("取組みを読む", "Read actions"), Role.Reader));
        services.AddSingleton(new ApiScope("actions:write", new("取組みを変更する", "Change actions"), Role.Contributor));
        services.AddSingleton(new NavigationItem(20, new Text("取組み", "Actions"), "/actions", reader => reader.Account is not null)
        {
            Purpose = new("約束した取組みの担当者・期限・証跡を一か所で管理します。", "Who has promised what until when, and what shows that it is done."),
        });
        return services;
    }

    /// <summary>Maps the register's pages and API.</summary>
    public static void MapActions(this IEndpointRouteBuilder routes)
    {
        ListActions.Map(routes);
        ShowAction.Map(routes);
        ActionsApi.Map(routes);
    }
}
