using Microsoft.Extensions.DependencyInjection;
using Sakimori.Kernel;
using Sakimori.Platform.Access;

namespace Sakimori.Web.Console.Access;

/// <summary>What the pages of Access add to the portal.</summary>
internal static class AccessPages
{
    public static void AddAccessPages(this IServiceCollection services)
    {
        services.AddSingleton(new ApiScope(WhoCalls.Scope,
            new("このキーが誰の代わりに働くかを読む", "Read on whose behalf the key acts"), Role.Reader));
    }
}
