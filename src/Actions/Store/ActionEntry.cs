using Sakimori.Actions.Domain;
using Sakimori.Platform.Access;

namespace Sakimori.Actions.Store;

/// <summary>One line of an action's history: who changed which field, and when.</summary>
public sealed class ActionEntry : IProtectedRow
{
    /// <inheritdoc/>
    public Guid Id { get; init; }

    /// <inheritdoc/>
    public Guid Audience { get; init; }

    /// <inheritdoc/>
    public Tlp Tlp { get; init; }

    /// <summary>The action.</summary>
    public Guid Action { get; init; }

    /// <summary>The version that the change made.</summary>
    public int Version { get; init; }

    /// <summary>When, UTC.</summary>
    public DateTime At { get; init; }

    /// <summary>Who; null for the system.</summary>
    public Guid? Account { get; init; }

    /// <summary>The name at that time.</summary>
    public required string Name { get; init; }

    /// <summary>Which field: see <see cref="Change.NameOf"/>.</summary>
    public required string Field { get; init; }

    /// <summary>The value before.</summary>
    public required string Before { get; init; }

    /// <summary>The value after.</summary>
    public required string After { get; init; }

    internal static ActionEntry Of(ActionItem action, FieldChange change, Reader reader, DateTime now)
        => new()
        {
            Id = Guid.CreateVersion7(new DateTimeOffset(now)),
            Audience = action.Audience,
            Tlp = action.Tlp,
            Action = action.Id,
            Version = action.Version,
            At = now,
            Account = reader.Account,
            Name = reader.Name ?? "",
            Field = change.Field,
            Before = change.Before,
            After = change.After,
        };
}
