using Sakimori.Actions.Domain;
using Sakimori.Kernel;
using Sakimori.Platform.Access;
using Sakimori.Platform.Records;

namespace Sakimori.Actions.Store;

/// <summary>One action 取組み: something that somebody has promised to do.</summary>
public sealed class ActionItem : IProtectedRow
{
    /// <inheritdoc/>
    public Guid Id { get; init; }

    /// <inheritdoc/>
    public Guid Audience { get; init; }

    /// <inheritdoc/>
    public Tlp Tlp { get; init; }

    /// <summary>Whose action it is; null for an account without organisation.</summary>
    public Guid? Organisation { get; init; }

    /// <summary>What is to be done.</summary>
    public required string Title { get; set; }

    /// <summary>Title and owner, folded: what a search finds.</summary>
    public required string Found { get; set; }

    /// <summary>How.</summary>
    public required string Detail { get; set; }

    /// <summary>The owner's account; null for somebody without one.</summary>
    public Guid? OwnerAccount { get; set; }

    /// <summary>The owner's name.</summary>
    public required string OwnerName { get; set; }

    /// <summary>Orders lists by owner.</summary>
    public required string OwnerKey { get; set; }

    /// <summary>Where reminders go when there is no account.</summary>
    public string? OwnerMail { get; set; }

    /// <summary>The last day for it, in Japan.</summary>
    public DateOnly Due { get; set; }

    /// <summary>The effort in person-days.</summary>
    public int EffortDays { get; set; }

    /// <summary>Where it stands.</summary>
    public ActionState State { get; set; }

    /// <summary>What shows that it is done.</summary>
    public required string Evidence { get; set; }

    /// <summary>Where that can be seen.</summary>
    public required string EvidenceLink { get; set; }

    /// <summary>Who reported it done or last gave evidence; null before.</summary>
    public Guid? ReportedBy { get; set; }

    /// <summary>Who verified it; null before.</summary>
    public Guid? VerifiedBy { get; set; }

    /// <summary>The verifier's name at that time.</summary>
    public string? VerifiedByName { get; set; }

    /// <summary>When it was verified, UTC; null before.</summary>
    public DateTime? VerifiedAt { get; set; }

    /// <summary>The module that it comes from.</summary>
    public required string OriginModule { get; init; }

    /// <summary>The kind of thing that it comes from.</summary>
    public required string OriginKind { get; init; }

    /// <summary>The thing's id.</summary>
    public Guid OriginSubject { get; init; }

    /// <summary>The item within it.</summary>
    public required string OriginItem { get; init; }

    /// <summary>The level it stood at.</summary>
    public int? FromLevel { get; init; }

    /// <summary>The level aimed at.</summary>
    public int? ToLevel { get; init; }

    /// <summary>Who planned it; null for the system.</summary>
    public Guid? MadeBy { get; set; }

    /// <summary>When it was planned, UTC.</summary>
    public DateTime Made { get; init; }

    /// <summary>The day in Japan up to which the owner knows of the due date.</summary>
    public DateOnly Reminded { get; set; }

    /// <summary>How often it was changed, from 1: a change based on an older one is refused.</summary>
    public int Version { get; set; }

    /// <summary>What people write.</summary>
    public ActionFields Fields
        => new(Title, Detail, new(OwnerAccount, OwnerName, OwnerMail), Due, EffortDays, State, Evidence, EvidenceLink);

    /// <summary>What it comes from.</summary>
    public ActionOrigin Origin => new(OriginModule, OriginKind, OriginSubject, OriginItem, FromLevel, ToLevel);

    internal static ActionItem New(UnitOfWork work, Guid audience, ActionFields fields, ActionOrigin origin)
        => new()
        {
            Id = Guid.CreateVersion7(new DateTimeOffset(work.Now)),
            Audience = audience,
            Tlp = Tlp.Amber,
            Organisation = work.Reader.Organisation,
            Title = fields.Title,
            Found = Folded(fields),
            Detail = fields.Detail,
            OwnerAccount = fields.Owner.Account,
            OwnerName = fields.Owner.Name,
            OwnerKey = JapaneseText.SortKey(fields.Owner.Name),
            OwnerMail = fields.Owner.Mail,
            Due = fields.Due,
            EffortDays = fields.EffortDays,
            State = fields.State,
            Evidence = fields.Evidence,
            EvidenceLink = fields.EvidenceLink,
            OriginModule = origin.Module,
            OriginKind = origin.Kind,
            OriginSubject = origin.Subject,
            OriginItem = origin.Item,
            FromLevel = origin.From,
            ToLevel = origin.To,
            MadeBy = work.Reader.Account,
            Made = work.Now,
            Reminded = Dates.DayInJapan(work.Now),
            Version = 1,
        };

    /// <summary>Takes over what people wrote; the next version.</summary>
    internal void Take(ActionFields fields, UnitOfWork work)
    {
        if (fields.Due != Due)
            Reminded = Dates.DayInJapan(work.Now);
        if (fields.State != ActionState.Done)
            (ReportedBy, VerifiedBy, VerifiedByName, VerifiedAt) = (null, null, null, null);
        else if (fields.State != State || fields.Evidence != Evidence || fields.EvidenceLink != EvidenceLink)
            ReportedBy = work.Reader.Account;
        (Title, Detail, Found) = (fields.Title, fields.Detail, Folded(fields));
        (OwnerAccount, OwnerName, OwnerMail) = (fields.Owner.Account, fields.Owner.Name, fields.Owner.Mail);
        OwnerKey = JapaneseText.SortKey(fields.Owner.Name);
        (Due, EffortDays, State) = (fields.Due, fields.EffortDays, fields.State);
        (Evidence, EvidenceLink) = (fields.Evidence, fields.EvidenceLink);
        Version++;
    }

    /// <summary>The owner was erased: the action stays without a name, and whoever changes it next has to name another one.</summary>
    internal void ForgetOwner()
    {
        (OwnerName, OwnerKey, OwnerMail) = ("", JapaneseText.SortKey(""), null);
        Found = Sought($"{Title}\n");
        Version++;
    }

    /// <summary>Nobody is named any more: the action ended long ago.</summary>
    internal void ForgetEverybody()
    {
        ForgetOwner();
        (OwnerAccount, MadeBy, ReportedBy, VerifiedBy) = (null, null, null, null);
        VerifiedByName = VerifiedByName is null ? null : "";
    }

    /// <summary>A search text as <see cref="Found"/> holds it.</summary>
    internal static string Sought(string text) => JapaneseText.Fold(text).ToUpperInvariant();

    private static string Folded(ActionFields fields) => Sought($"{fields.Title}\n{fields.Owner.Name}");
}
