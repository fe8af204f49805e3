using Sakimori.Kernel;

namespace Sakimori.Platform.Audit.Sealing;

/// <summary>How the audit trail differs from what was sealed.</summary>
public enum AuditDefect
{
    /// <summary>An entry is not what it was when it was sealed, or its seal is not.</summary>
    Altered,

    /// <summary>An entry stands in another place.</summary>
    Reordered,

    /// <summary>There is an entry that was not sealed there.</summary>
    Inserted,

    /// <summary>An entry between others is gone.</summary>
    Removed,

    /// <summary>The last entries are gone.</summary>
    CutFromEnd,

    /// <summary>Entries and seals go together, but not with the checkpoint: they were made anew.</summary>
    Rewritten,
}

/// <summary>One difference and its place.</summary>
/// <param name="Defect">What kind.</param>
/// <param name="Index">The place of the first entry in the log, from 0; null for an entry that has none.</param>
/// <param name="Count">How many entries one after another.</param>
/// <param name="Entry">The id of the first; null when it is not known.</param>
public sealed record AuditFinding(AuditDefect Defect, long? Index, long Count, Guid? Entry)
{
    /// <summary>The finding in a sentence.</summary>
    public Text Words
    {
        get
        {
            var place = Index is not { } first ? new Text("ログに場所がない項目", "An entry without a place in the log")
                : Count == 1 ? new Text($"{first}番の項目", $"Entry {first}") : new Text($"{first}～{first + Count - 1}番の項目", $"Entries {first} to {first + Count - 1}");
            var id = Entry is { } entry ? $" ({entry})" : "";
            return Defect switch
            {
                AuditDefect.Altered => new($"{place.Ja}{id}が、封印した後に書き換えられています。", $"{place.En}{id}: altered after sealing."),
                AuditDefect.Reordered => new($"{place.Ja}{id}の順序が入れ替えられています。", $"{place.En}{id}: not in the order in which they were sealed."),
                AuditDefect.Inserted => new($"{place.Ja}{id}が、後から差し込まれています。", $"{place.En}{id}: inserted afterwards."),
                AuditDefect.Removed => new($"{place.Ja}{id}が、途中から削除されています。", $"{place.En}{id}: removed from between others."),
                AuditDefect.CutFromEnd => new($"{place.Ja}{id}が、末尾から削除されています。", $"{place.En}{id}: cut from the end."),
                _ => new($"{place.Ja}{id}が、封印ごと作り直されています。", $"{place.En}{id}: rewritten together with their seals."),
            };
        }
    }
}

/// <summary>How the check of the audit trail ended.</summary>
/// <param name="Sealed">How many entries are sealed.</param>
/// <param name="Waiting">How many wait to be sealed.</param>
/// <param name="Erased">Of how many sealed entries the content was erased or kept no longer: they verify by their commitment.</param>
/// <param name="Late">How many were sealed more than an hour after the time that they carry: older than the log, held up, or dated back.</param>
/// <param name="Proved">How many entries the checkpoints prove; those after them are held against the database's own seals only.</param>
/// <param name="Findings">Every difference, in the order of the log, at most <see cref="AuditVerification.MostFindings"/>; empty when nothing was changed.</param>
public sealed record AuditVerdict(long Sealed, long Waiting, long Erased, long Late, long Proved, IReadOnlyList<AuditFinding> Findings);
