using Sakimori.Actions.Domain;
using Sakimori.Actions.Store;

namespace Sakimori.Actions.Api;

/// <summary>A page of the list.</summary>
/// <param name="Items">The actions.</param>
/// <param name="Total">How many there are on all pages.</param>
/// <param name="Page">The page, from 1.</param>
/// <param name="Size">Actions on a page.</param>
internal sealed record ActionListDocument(IReadOnlyList<ActionDocument> Items, int Total, int Page, int Size);

/// <summary>An action.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Title">What is to be done.</param>
/// <param name="Detail">How.</param>
/// <param name="Owner">The owner's name.</param>
/// <param name="Mail">The address of an owner without account.</param>
/// <param name="Due">The last day for it, in Japan.</param>
/// <param name="Overdue">Whether that day is over while it is open.</param>
/// <param name="Effort">Person-days.</param>
/// <param name="State">planned, in_progress, done or dropped.</param>
/// <param name="Evidence">What shows that it is done.</param>
/// <param name="Link">Where that can be seen.</param>
/// <param name="Verified">When somebody else verified it, UTC; null before.</param>
/// <param name="Origin">What it comes from.</param>
/// <param name="Version">Its version, as in the ETag.</param>
internal sealed record ActionDocument(
    Guid Id, string Title, string Detail, string Owner, string? Mail, DateOnly Due, bool Overdue, int Effort, string State,
    string Evidence, string Link, DateTime? Verified, OriginDocument Origin, int Version)
{
    public static ActionDocument Of(ActionItem a, DateOnly today)
        => new(a.Id, a.Title, a.Detail, a.OwnerName, a.OwnerMail, a.Due, Deadline.IsOverdue(a.State, a.Due, today), a.EffortDays, a.State.Id(),
            a.Evidence, a.EvidenceLink, a.VerifiedAt, new(a.OriginModule, a.OriginKind, a.OriginSubject, a.OriginItem, a.FromLevel, a.ToLevel), a.Version);
}

/// <summary>What an action comes from.</summary>
/// <param name="Module">The module.</param>
/// <param name="Kind">The kind of thing.</param>
/// <param name="Subject">Its id.</param>
/// <param name="Item">The item within it.</param>
/// <param name="From">The level it stood at.</param>
/// <param name="To">The level aimed at.</param>
internal sealed record OriginDocument(string Module, string Kind, Guid Subject, string Item, int? From, int? To);

/// <summary>What is to be changed; what is left out stays. A new owner is one without account.</summary>
internal sealed record ActionPatch(
    string? Title = null, string? Detail = null, string? Owner = null, string? Mail = null, string? Due = null, int? Effort = null,
    string? State = null, string? Evidence = null, string? Link = null)
{
    public ActionWording Wording(ActionFields before)
    {
        var words = ActionWording.Of(before);
        return new(Title ?? words.Title, Detail ?? words.Detail, Owner ?? words.Owner, Mail ?? words.Mail, Due ?? words.Due,
            Effort is { } effort ? $"{effort}" : words.Effort, State ?? words.State, Evidence ?? words.Evidence, Link ?? words.Link);
    }

    public ActionOwner? OwnerOf(ActionFields before) => Owner is null && Mail is null ? before.Owner : null;
}
