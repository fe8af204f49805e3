using Sakimori.Platform.Transparency;

namespace Sakimori.Platform.Audit.Sealing;

/// <summary>What was counted on the way.</summary>
/// <param name="Leaves">Places of the log that the database has.</param>
/// <param name="Present">Those whose entry is there.</param>
/// <param name="Erased">Those whose content was erased.</param>
/// <param name="Late">Those that were sealed long after the time that they carry.</param>
internal readonly record struct AuditCounts(long Leaves, long Present, long Erased, long Late);

/// <summary>
/// Goes along the log as the database has it and as it was, and says at each difference what was done. An entry that is found again
/// further on has moved; one that is found nowhere near was put in, taken out or made anew.
/// </summary>
internal sealed class AuditAlignment(AuditFindings findings)
{
    private readonly HashSet<TreeHash> missed = [];
    private readonly HashSet<TreeHash> early = [];
    private readonly HashSet<TreeHash> swapped = [];
    private long index;

    /// <summary>Compares, and counts.</summary>
    /// <param name="entries">What the database has.</param>
    /// <param name="trusted">What it had, as far as that is proved; entries behind it are held against their own seals.</param>
    public async Task<AuditCounts> RunAsync(IAsyncEnumerable<SealedEntry> entries, IAsyncEnumerable<TreeHash> trusted)
    {
        var counts = new AuditCounts(0, 0, 0, 0);
        await using var here = new Lookahead<SealedEntry>(Counted().GetAsyncEnumerator(), e => e.Sealed);
        await using var there = new Lookahead<TreeHash>(trusted.GetAsyncEnumerator(), h => h);
        while (true)
        {
            var (any, expected) = (await here.AnyAsync(), await there.AnyAsync());
            if (any && (!expected || here.Hash == there.Hash))
                await SameSealAsync(here, expected ? there : null);
            else if (any)
                await OtherSealAsync(here, there);
            else if (expected)
                Take(there, AuditDefect.CutFromEnd, null);
            else
                break;
        }

        findings.End(index);
        return counts;

        async IAsyncEnumerable<SealedEntry> Counted()
        {
            await foreach (var entry in entries)
            {
                counts = new(counts.Leaves + 1, counts.Present + (entry.Actual is null ? 0 : 1), counts.Erased + (entry.Erased ? 1 : 0), counts.Late + (entry.Late ? 1 : 0));
                yield return entry;
            }
        }
    }

    // The seal is right, or nothing is known of it: is the entry what was sealed?
    private async ValueTask SameSealAsync(Lookahead<SealedEntry> here, Lookahead<TreeHash>? there)
    {
        var entry = here.Current;
        if (entry.Actual is not { } actual)
            findings.Add(AuditDefect.Removed, index, entry.Id);
        else if (actual != entry.Sealed)
            findings.Add(await HasMovedAsync(here, entry.Sealed, actual) ? AuditDefect.Reordered : AuditDefect.Altered, index, entry.Id);
        here.Skip();
        there?.Skip();
        index++;
    }

    private async ValueTask<bool> HasMovedAsync(Lookahead<SealedEntry> here, TreeHash seal, TreeHash actual)
    {
        if (!swapped.Contains(actual) && !await here.SeesAsync(actual))
            return false;
        swapped.Add(seal);
        return true;
    }

    // Both have more, and the seal is not the one that stood there.
    private async ValueTask OtherSealAsync(Lookahead<SealedEntry> here, Lookahead<TreeHash> there)
    {
        var (entry, seal, was) = (here.Current, here.Hash, there.Hash);
        if (missed.Remove(seal))
        {
            findings.Add(AuditDefect.Reordered, index, entry.Id);
            here.Skip();
            if (early.Remove(was))
                Pass(there);
            return;
        }

        if (early.Remove(was))
        {
            Pass(there);
            return;
        }

        switch (await there.SeesAsync(seal), await here.SeesAsync(was))
        {
            case (true, true):
                early.Add(seal);
                missed.Add(was);
                here.Skip();
                Take(there, AuditDefect.Reordered, entry.Id);
                break;
            case (false, true):
                findings.Add(AuditDefect.Inserted, index, entry.Id);
                here.Skip();
                break;
            case (true, false):
                Take(there, AuditDefect.Removed, null);
                break;
            default:
                here.Skip();
                Take(there, entry.Actual == seal ? AuditDefect.Rewritten : AuditDefect.Altered, entry.Id);
                break;
        }
    }

    private void Take(Lookahead<TreeHash> there, AuditDefect defect, Guid? entry)
    {
        findings.Add(defect, index, entry);
        Pass(there);
    }

    private void Pass(Lookahead<TreeHash> there)
    {
        there.Skip();
        index++;
    }
}
