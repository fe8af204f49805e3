namespace Sakimori.Platform.Audit.Sealing;

/// <summary>Gathers differences; those of one kind that follow one another are one.</summary>
internal sealed class AuditFindings
{
    private readonly List<AuditFinding> found = [];

    /// <summary>True as long as there are none.</summary>
    public bool None => found.Count == 0;

    /// <summary>Adds one place.</summary>
    public void Add(AuditDefect defect, long index, Guid? entry)
    {
        if (found.Count > 0 && found[^1] is { } last && last.Defect == defect
            && (defect == AuditDefect.Inserted ? last.Index == index : last.Index + last.Count == index))
            found[^1] = last with { Count = last.Count + 1 };
        else
            Add(new AuditFinding(defect, index, 1, entry));
    }

    /// <summary>Adds a difference.</summary>
    public void Add(AuditFinding finding)
    {
        if (found.Count < AuditVerification.MostFindings)
            found.Add(finding);
    }

    /// <summary>Entries that are gone up to the end were cut from it.</summary>
    /// <param name="end">How long the log is.</param>
    public void End(long end)
    {
        if (found.Count > 0 && found[^1] is { Defect: AuditDefect.Removed } last && last.Index + last.Count == end)
            found[^1] = last with { Defect = AuditDefect.CutFromEnd };
    }

    /// <summary>All of them, in the order of the log; those without a place last.</summary>
    public IReadOnlyList<AuditFinding> InOrder() => [.. found.OrderBy(f => f.Index ?? long.MaxValue)];
}
