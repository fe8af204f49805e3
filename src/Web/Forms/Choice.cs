namespace Sakimori.Web.Forms;

/// <summary>One of several values that a reader may choose.</summary>
/// <param name="Value">What is posted.</param>
/// <param name="Label">What the reader sees.</param>
/// <param name="Description">A sentence beneath the label; null for none.</param>
/// <param name="Level">The level's number, shown before the label; null when the choices are no levels.</param>
public sealed record Choice(string Value, string Label, string? Description = null, int? Level = null)
{
    /// <summary>The heading under which a select lists it, with those beside it that share it; null for none.</summary>
    public string? Group { get; init; }
}
