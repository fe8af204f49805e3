using Microsoft.Extensions.DependencyInjection;
using Sakimori.Actions.Store;
using Sakimori.Platform.Records;

namespace Sakimori.Actions;

/// <summary>The register's way in.</summary>
public static class ActionsModule
{
    /// <summary>Adds the register's services.</summary>
    public static IServiceCollection AddActions(this IServiceCollection services)
        => services.AddContext<ActionsContext>(ActionsContext.Module, 20,
            o => new SqliteActionsContext(o), o => new PostgresActionsContext(o));
}
