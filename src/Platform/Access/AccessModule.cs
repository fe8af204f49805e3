using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Sakimori.Platform.Access;

/// <summary>The services of Access.</summary>
internal static class AccessModule
{
    /// <summary>Wrong tries in a row before sign-in pauses.</summary>
    private const int Tries = 5;

    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(15);

    public static void AddAccess(this IServiceCollection services)
    {
        services.Configure<IdentityOptions>(options =>
        {
            options.Lockout.MaxFailedAccessAttempts = Tries;
            options.Lockout.DefaultLockoutTimeSpan = Pause;
            options.Tokens.ProviderMap[TokenOptions.DefaultAuthenticatorProvider] = new TokenProviderDescriptor(typeof(TimeCode));
        });
        services.AddSingleton<IPasswordHasher<Account>, PasswordHasher<Account>>();
        services.AddSingleton<TimeCode>();
        services.AddSingleton<AccountRegister>();
        services.AddSingleton<Sessions>();
        services.AddSingleton<SignIns>();
        services.AddSingleton<OwnAccount>();
        services.AddSingleton<Recovery>();
        services.AddSingleton<Invitations>();
        services.AddSingleton<RoleGrants>();
        services.AddSingleton<AccountOverview>();
        services.AddSingleton<ApiKeys>();
        services.TryAddSingleton(new AccessSettings());
        services.TryAddSingleton<IOrganisationNames, OrganisationIds>();
    }
}
