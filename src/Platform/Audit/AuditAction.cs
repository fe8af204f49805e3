using Microsoft.Extensions.DependencyInjection;
using Sakimori.Kernel;

namespace Sakimori.Platform.Audit;

/// <summary>What an action of the audit trail is called. Each room adds those that it writes.</summary>
/// <param name="Code">The dotted verb that entries carry; its first part is the room.</param>
/// <param name="Name">What was done, in the past tense.</param>
public sealed record AuditAction(string Code, Text Name)
{
    /// <summary>What the room is called.</summary>
    public Text Room { get; init; }
}

/// <summary>Adds names of actions.</summary>
public static class AuditActions
{
    /// <summary>Adds the actions that a room writes into the audit trail.</summary>
    public static IServiceCollection AddAuditActions(this IServiceCollection services, Text room, IEnumerable<AuditAction> actions)
    {
        foreach (var action in actions)
            services.AddSingleton(action with { Room = room });
        return services;
    }
}
