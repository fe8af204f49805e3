namespace Sakimori.Web.Components;

/// <summary>How far a step has come.</summary>
public enum StepState
{
    /// <summary>Not reached yet.</summary>
    Ahead,

    /// <summary>Complete.</summary>
    Done,

    /// <summary>Visited, but something is missing.</summary>
    Missing,
}

/// <summary>One step of a sequence.</summary>
/// <param name="Title">Its name.</param>
/// <param name="State">How far it has come.</param>
/// <param name="Href">Where it can be opened; null while it cannot.</param>
public sealed record Step(string Title, StepState State = StepState.Ahead, string? Href = null);
