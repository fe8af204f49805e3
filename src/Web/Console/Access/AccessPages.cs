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
        services.AddSingleton(s => new StandingNotice(reader => !reader.AsksForCode ? null
            : s.GetRequiredService<AccessSettings>().AdministratorsNeedCode
                ? new Text("認証アプリのコードを登録するまで、管理者の権限は使えません。", "Your administrator's rights are withheld until you set up an authenticator code.")
                : new Text("管理者のアカウントに、認証アプリのコードがまだ登録されていません。", "Your administrator's account has no authenticator code yet."), EnrolCode.Path));
        services.AddSingleton(new ApiScope(WhoCalls.Scope,
            new("このキーが誰の代わりに働くかを読む", "Read on whose behalf the key acts"), Role.Reader));
        services.AddSingleton(new ApiScope(MembersApi.Read, new("メンバーと招待を読む", "Read members and invitations"), Role.Manager));
        services.AddSingleton(new ApiScope(MembersApi.Write, new("招待し、メンバーの役割を変える", "Invite, and change the roles of members"), Role.Manager));
        services.AddSingleton(new ApiScope(KeysApi.Read, new("API キーの一覧を読む", "Read the list of API keys"), Role.Manager));
        services.AddSingleton(new ApiScope(KeysApi.Write, new("API キーを作り、取り消す", "Make and revoke API keys"), Role.Manager));
        services.AddSingleton(new ApiScope(AccountsApi.Read, new("すべてのアカウントを読む", "Read every account"), Role.Administrator));
        services.AddSingleton(new ApiScope(AccountsApi.Write, new("アカウントと役割を変える", "Change accounts and roles"), Role.Administrator));
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
        AccountsApi.Map(routes);
        MembersApi.Map(routes);
        InvitationsApi.Map(routes);
        KeysApi.Map(routes);
    }
}
