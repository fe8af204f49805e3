namespace Sakimori.Actions.Domain;

/// <summary>What an action comes from: a result, a finding, a measure of a plan.</summary>
/// <param name="Module">The module, such as <c>benchmark</c>.</param>
/// <param name="Kind">What kind of thing within it, such as <c>check</c>.</param>
/// <param name="Subject">The thing's id.</param>
/// <param name="Item">The item within it, such as the measure <c>M14</c>; empty when the whole thing is meant.</param>
/// <param name="From">The level it stands at; null when it has none.</param>
/// <param name="To">The level that is aimed at; null when it has none.</param>
public sealed record ActionOrigin(string Module, string Kind, Guid Subject, string Item = "", int? From = null, int? To = null);

/// <summary>Who has promised it.</summary>
/// <param name="Account">The account; null for somebody without one.</param>
/// <param name="Name">The name, 1–100 characters.</param>
/// <param name="Mail">Where reminders go when there is no account; null for none.</param>
public sealed record ActionOwner(Guid? Account, string Name, string? Mail = null);
