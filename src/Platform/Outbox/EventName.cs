using System.Reflection;

namespace Sakimori.Platform.Outbox;

/// <summary>
/// Names a contract for the outbox. A contract that changes its meaning becomes a new type with the same name and the next
/// version; handlers of the old version stay until no event of it is left.
/// </summary>
/// <param name="name">The name; never changes, whatever the type is called.</param>
/// <param name="version">The version, from 1.</param>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct)]
public sealed class EventContractAttribute(string name, int version = 1) : Attribute
{
    /// <summary>The name.</summary>
    public string Name { get; } = name;

    /// <summary>The version.</summary>
    public int Version { get; } = version;
}

/// <summary>The name and version of a contract: from <see cref="EventContractAttribute"/>, else the type's name and 1.</summary>
internal readonly record struct EventName(string Name, int Version)
{
    /// <summary>Of a contract's type.</summary>
    public static EventName Of<TEvent>() => Named<TEvent>.Value;

    private static class Named<TEvent>
    {
        public static readonly EventName Value = typeof(TEvent).GetCustomAttribute<EventContractAttribute>() is { } contract
            ? new(contract.Name, contract.Version)
            : new(typeof(TEvent).Name, 1);
    }
}
