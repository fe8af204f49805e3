using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Sakimori.Kernel;
using Sakimori.Platform.Access;
using Sakimori.Platform.Mail;
using Sakimori.Web.Console.Audit;
using Sakimori.Web.Console.Backup;
using Sakimori.Web.Console.Jobs;
using Sakimori.Web.Console.Mail;
using Sakimori.Web.Hosting;

namespace Sakimori.Web.Console.Operations;

/// <summary>The pages of those who run the portal.</summary>
internal static class OperationsPages
{
    /// <summary>Adds their entry in the navigation and the notice that holds while no mail server is set.</summary>
    public static void AddOperationsPages(this IServiceCollection services)
    {
        services.AddSingleton(new NavigationItem(910, new("運用", "Operations"), "/operations", IsAdministrator));
        services.AddSingleton(new NavigationItem(920, new("監査証跡", "Audit trail"), "/audit", IsAdministrator));
        BackupApi.AddScope(services);
        HeldApi.AddScopes(services);
        ManageHeld.AddNotice(services);
        services.AddSingleton(s => new StandingNotice(reader => IsAdministrator(reader) && s.GetService<MailSettings>() is { Smtp: null }
            ? new Text("メールサーバーが設定されていません。メールは届かず、ファイルに書き出されます。", "No mail server is set: e-mail is written to files and reaches nobody.")
            : null));
    }

    public static void MapOperations(this IEndpointRouteBuilder routes)
    {
        ShowOperations.Map(routes);
        ShowMail.Map(routes);
        ShowJobs.Map(routes);
        ShowAudit.Map(routes);
        BackupApi.Map(routes);
        ManageHeld.Map(routes);
        HeldApi.Map(routes);
    }

    private static bool IsAdministrator(Reader reader) => reader.Holds(Role.Administrator);
}
