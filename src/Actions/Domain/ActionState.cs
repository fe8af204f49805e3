using Sakimori.Kernel;

namespace Sakimori.Actions.Domain;

/// <summary>Where an action stands.</summary>
public enum ActionState
{
    /// <summary>Promised, not begun.</summary>
    Planned,

    /// <summary>Begun.</summary>
    InProgress,

    /// <summary>Reported done by its owner; somebody else may verify it.</summary>
    Done,

    /// <summary>Given up.</summary>
    Dropped,
}

/// <summary>Names, identifiers and the ways from one state to another.</summary>
public static class ActionStates
{
    private static readonly Text[] Names =
    [
        new("予定", "planned"),
        new("実施中", "in progress"),
        new("完了", "done"),
        new("取りやめ", "dropped"),
    ];

    private static readonly string[] Ids = ["planned", "in_progress", "done", "dropped"];

    private static readonly ActionState[][] Ways =
    [
        [ActionState.InProgress, ActionState.Done, ActionState.Dropped],
        [ActionState.Planned, ActionState.Done, ActionState.Dropped],
        [ActionState.InProgress],
        [ActionState.Planned],
    ];

    /// <summary>Every state, in the order of the work.</summary>
    public static IReadOnlyList<ActionState> All { get; }
        = [ActionState.Planned, ActionState.InProgress, ActionState.Done, ActionState.Dropped];

    /// <summary>The name as it is shown.</summary>
    public static Text Name(this ActionState state) => Names[(int)state];

    /// <summary>The identifier in addresses, files and JSON: <c>planned</c>, <c>in_progress</c>, <c>done</c>, <c>dropped</c>.</summary>
    public static string Id(this ActionState state) => Ids[(int)state];

    /// <summary>The state of an identifier; null when there is none.</summary>
    public static ActionState? Parse(string? id) => Array.IndexOf(Ids, id) is >= 0 and var at ? (ActionState)at : null;

    /// <summary>True while there is still something to do.</summary>
    public static bool IsOpen(this ActionState state) => state is ActionState.Planned or ActionState.InProgress;

    /// <summary>
    /// The states that may follow. What is done is reopened before anything else happens to it; what was dropped is planned anew.
    /// </summary>
    public static IReadOnlyList<ActionState> Next(this ActionState state) => Ways[(int)state];
}
