using System.Text.Json.Serialization;
using Sakimori.Actions.Domain;

namespace Sakimori.Actions.Contracts;

/// <summary>An action that another module plans. Its audience is the reader's own organisation; its TLP label AMBER.</summary>
/// <param name="Title">What is to be done, 1–200 characters, in the language of whoever plans it.</param>
/// <param name="Detail">How, up to 4,000 characters; may be empty.</param>
/// <param name="Owner">Who has promised it.</param>
/// <param name="Due">The last day for it, in Japan.</param>
/// <param name="EffortDays">The effort in person-days, 0–1,000.</param>
/// <param name="Origin">What it comes from.</param>
public sealed record NewAction(string Title, string Detail, ActionOwner Owner, DateOnly Due, int EffortDays, ActionOrigin Origin);

/// <summary>Event: an action was planned. Subject <c>action:ID</c>. Version 1.</summary>
/// <param name="Action">The action's id.</param>
/// <param name="Organisation">Whose action it is; null for an account without organisation.</param>
/// <param name="Origin">What it comes from.</param>
public sealed record ActionPlanned(Guid Action, Guid? Organisation, ActionOrigin Origin);

/// <summary>Event: an action went from one state to another. Subject <c>action:ID</c>. Version 1.</summary>
/// <param name="Action">The action's id.</param>
/// <param name="From">The state before.</param>
/// <param name="To">The state after.</param>
public sealed record ActionMoved(Guid Action, string From, string To);

/// <summary>The room's contracts as JSON.</summary>
[JsonSerializable(typeof(ActionPlanned))]
[JsonSerializable(typeof(ActionMoved))]
internal sealed partial class ActionsJson : JsonSerializerContext;
