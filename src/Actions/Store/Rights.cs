using Sakimori.Kernel;
using Sakimori.Platform.Access;

namespace Sakimori.Actions.Store;

/// <summary>Who may do what with actions that they see.</summary>
internal static class Rights
{
    public static Failure Refused { get; } = new(FailureKind.Forbidden, new(
        "取組みを変更するには、この組織の「記入者」以上の役割が必要です。", "Changing actions needs the role of a contributor in this organisation."));

    /// <summary>Contributors plan for their organisation; an account without organisation plans for itself.</summary>
    public static bool MayPlan(Reader reader)
        => reader.Account is not null && (reader.Organisation is not { } organisation || reader.Holds(Role.Contributor, organisation));

    /// <summary>Contributors change what their organisation has promised; an owner what is theirs.</summary>
    public static bool MayChange(Reader reader, ActionItem action)
        => reader.Account is { } account
            && (action.OwnerAccount == account
                || (action.Organisation is { } organisation ? reader.Holds(Role.Contributor, organisation) : action.Audience == account));
}
