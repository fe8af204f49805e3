using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.Extensions.DependencyInjection;
using Sakimori.Platform.Records;

namespace Sakimori.Platform.Outbox;

/// <summary>Handles one kind of event. What it writes in the unit of work happens exactly once.</summary>
/// <typeparam name="TEvent">The contract.</typeparam>
public interface IHandles<in TEvent>
{
    /// <summary>
    /// Handles an event. The dispatcher commits; an exception rolls back and the event is tried again later, while later events of
    /// the same subject wait.
    /// </summary>
    Task HandleAsync(TEvent happened, UnitOfWork work, CancellationToken cancel);
}

/// <summary>A registered handler.</summary>
/// <param name="Name">What the marks call it; never changes, else events are handled again.</param>
/// <param name="Event">The contract that it handles.</param>
/// <param name="HandleAsync">Handles a body.</param>
internal sealed record EventHandling(
    string Name, EventName Event, Func<IServiceProvider, string, UnitOfWork, CancellationToken, Task> HandleAsync);

/// <summary>Registers handlers.</summary>
public static class EventHandlerRegistration
{
    /// <summary>Registers a handler for a contract; a module calls it in its <c>AddX</c>.</summary>
    /// <param name="services">The services; the handler's own dependencies come from a scope of them.</param>
    /// <param name="type">How the contract is read; by reflection when null.</param>
    public static IServiceCollection AddEventHandler<TEvent, THandler>(this IServiceCollection services, JsonTypeInfo<TEvent>? type = null)
        where TEvent : notnull
        where THandler : class, IHandles<TEvent>
    {
        services.AddScoped<THandler>();
        return services.AddSingleton(new EventHandling(typeof(THandler).FullName!, EventName.Of<TEvent>(), (scope, body, work, cancel) =>
        {
            var happened = type is null ? JsonSerializer.Deserialize<TEvent>(body) : JsonSerializer.Deserialize(body, type);
            return scope.GetRequiredService<THandler>().HandleAsync(happened!, work, cancel);
        }));
    }
}
