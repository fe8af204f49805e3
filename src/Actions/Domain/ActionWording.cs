using System.Globalization;
using Sakimori.Kernel;

namespace Sakimori.Actions.Domain;

/// <summary>Reads what a form holds into fields, each slip a fault of its field.</summary>
/// <param name="Title">As posted.</param>
/// <param name="Detail">As posted.</param>
/// <param name="Owner">The name of an owner without account.</param>
/// <param name="Mail">Their address.</param>
/// <param name="Due">A day in any spelling of <see cref="Dates.Parse"/>.</param>
/// <param name="Effort">Whole person-days; full-width digits too.</param>
/// <param name="State">The identifier of a state.</param>
/// <param name="Evidence">As posted.</param>
/// <param name="Link">As posted.</param>
public sealed record ActionWording(
    string Title, string Detail, string Owner, string Mail, string Due, string Effort, string State, string Evidence, string Link)
{
    /// <summary>As the form shows an action.</summary>
    public static ActionWording Of(ActionFields fields)
        => new(fields.Title, fields.Detail, fields.Owner.Name, fields.Owner.Mail ?? "", $"{fields.Due:yyyy-MM-dd}",
            $"{fields.EffortDays}", fields.State.Id(), fields.Evidence, fields.EvidenceLink);

    /// <summary>The fields; what cannot be read stays as in <paramref name="before"/> and is listed as a fault.</summary>
    /// <param name="before">The action as it stands.</param>
    /// <param name="owner">The account that owns it; null: the name and address of the form.</param>
    public (ActionFields Fields, IReadOnlyList<Fault> Unread) Read(ActionFields before, ActionOwner? owner)
    {
        var unread = new List<Fault>();
        var due = Dates.Parse(Due);
        if (due is null)
            unread.Add(new(new("日付として読めません。", "This is not a date."), new("例：2026-11-23、令和8年11月23日", "For example 2026-11-23"), Column: "due", Value: Due));
        var effort = int.TryParse(JapaneseText.Fold(Effort).Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var days) ? days : (int?)null;
        if (effort is null)
            unread.Add(new(new("整数ではありません。", "This is not a whole number."), Text.Same($"0–{ActionFields.MostDays}"), Column: "effort", Value: Effort));
        var state = ActionStates.Parse(State);
        if (state is null)
            unread.Add(new(new("この状態はありません。", "There is no such state."), Text.Same(string.Join(", ", ActionStates.All.Select(s => s.Id()))), Column: "state", Value: State));
        return (new(Title.Trim(), Lines(Detail), owner ?? new(null, Owner.Trim(), Mail.Trim() is { Length: > 0 } mail ? mail : null),
            due ?? before.Due, effort ?? before.EffortDays, state ?? before.State, Lines(Evidence), Link.Trim()), unread);
    }

    private static string Lines(string text) => text.ReplaceLineEndings("\n").Trim();
}
