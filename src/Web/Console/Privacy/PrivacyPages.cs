using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Sakimori.Kernel;
using Sakimori.Platform.Access;
using Sakimori.Web.Hosting;

namespace Sakimori.Web.Console.Privacy;

/// <summary>The register of personal data and the privacy notice.</summary>
internal static class PrivacyPages
{
    public static void AddPrivacyPages(this IServiceCollection services)
    {
        services.AddSingleton(new NavigationItem(85, new("個人データ台帳", "Personal data"), ShowRegister.Path, reader => reader.Holds(Role.Office)));
        services.AddSingleton(new ApiScope(ShowRegister.Scope, new("個人データ台帳を読む", "Read the register of personal data"), Role.Office));
        services.AddSingleton(new ApiScope(HoldsApi.Read, new("保全の一覧を読む", "Read legal holds"), Role.Administrator));
        services.AddSingleton(new ApiScope(HoldsApi.Write, new("保全を始め、解除する", "Place and lift legal holds"), Role.Administrator));
    }

    public static void MapPrivacy(this IEndpointRouteBuilder routes)
    {
        ShowNotice.Map(routes);
        EditNotice.Map(routes);
        ExportOwnData.Map(routes);
        EraseOwnAccount.Map(routes);
        EraseAccount.Map(routes);
        ManageHolds.Map(routes);
        HoldsApi.Map(routes);
        ShowRegister.Map(routes);
    }
}
