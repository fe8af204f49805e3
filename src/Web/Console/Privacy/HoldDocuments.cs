using Sakimori.Platform.Privacy;

namespace Sakimori.Web.Console.Privacy;

/// <summary>A page of holds.</summary>
/// <param name="Items">The latest first.</param>
/// <param name="Total">How many there are on all pages.</param>
/// <param name="Page">Counts from 1.</param>
/// <param name="Size">Holds a page.</param>
internal sealed record HoldListDocument(IReadOnlyList<HoldDocument> Items, int Total, int Page, int Size);

/// <summary>A hold.</summary>
/// <param name="Number">Counts from 1.</param>
/// <param name="Kind">account, person or organisation.</param>
/// <param name="Subject">Its id.</param>
/// <param name="Reason">Why; empty once the account was erased.</param>
/// <param name="By">Who placed it; empty once erased.</param>
/// <param name="From">Since when, UTC.</param>
/// <param name="LiftedBy">Who lifted it; null while it stands.</param>
/// <param name="Lifted">When, UTC; null while it stands.</param>
internal sealed record HoldDocument(int Number, string Kind, Guid Subject, string Reason, string By, DateTime From, string? LiftedBy, DateTime? Lifted)
{
    public static HoldDocument Of(LegalHold hold) => new(hold.Number, hold.Kind.Code(), hold.Subject, hold.Reason, hold.ByName, hold.From, hold.LiftedByName, hold.Lifted);
}

/// <summary>A hold to be placed.</summary>
/// <param name="Kind">account, person or organisation.</param>
/// <param name="Subject">Its id.</param>
/// <param name="Reason">Why.</param>
internal sealed record NewHoldDocument(string? Kind, string? Subject, string? Reason);

/// <summary>A hold that was placed.</summary>
/// <param name="Number">Its number.</param>
internal sealed record PlacedHoldDocument(int Number);
