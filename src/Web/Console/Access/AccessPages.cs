using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Sakimori.Kernel;
using Sakimori.Platform.Access;
using Sakimori.Web.Hosting;

namespace Sakimori.Web.Console.Access;

/// <summary>The pages of Access and what they add to the portal.</summary>
internal static class AccessPages
{
    public static void AddAccessPages(this IServiceCollection services)
    {
        services.TryAddSingleton(new ThrottleSettings());
        services.AddSingleton<Throttle>();
        services.AddSingleton<SecondStep>();
        services.AddSingleton<RecoveryDesk>();
        services.AddHostedService(s => s.GetRequiredService<RecoveryDesk>());
        services.AddSingleton(new NavigationItem(80, new("メンバー", "Members"), ListMembers.Path, reader => ListMembers.Managed(reader) is not null));
        services.AddSingleton(new NavigationItem(90, new("アカウントと役割", "Accounts"), ListAccounts.Path, reader => reader.Holds(Role.Administrator)));
        services.AddSingleton(new ApiScope(WhoCalls.Scope,
            new("このキーが誰の代わりに働くかを読む", "Read on whose behalf the key acts"), Role.Reader));
    }

    public static void MapAccess(this IEndpointRouteBuilder routes)
    {
        BecomeAdministrator.Map(routes);
        SignIn.Map(routes);
        SignInCode.Map(routes);
        RecoverPassword.Map(routes);
        AcceptInvitation.Map(routes);
        ShowAccount.Map(routes);
        ChangeProfile.Map(routes);
        ChangeAddress.Map(routes);
        ChangePassword.Map(routes);
        EnrolCode.Map(routes);
        CloseOwnAccount.Map(routes);
        ChooseOrganisation.Map(routes);
        ListAccounts.Map(routes);
        ShowOneAccount.Map(routes);
        Invite.Map(routes);
        ListMembers.Map(routes);
        ListKeys.Map(routes);
        WhoCalls.Map(routes);
    }
}
