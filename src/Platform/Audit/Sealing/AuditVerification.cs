using System.Text;
using Microsoft.EntityFrameworkCore;
using Sakimori.Platform.Access;
using Sakimori.Platform.Records;
using Sakimori.Platform.Transparency;

namespace Sakimori.Platform.Audit.Sealing;

/// <summary>
/// Computes the log anew from the entries that are in the database and holds it against checkpoints that were kept elsewhere. The place of
/// a difference is named exactly as long as the seals in the database or the tiles in a folder still give the root of a checkpoint; else it
/// lies between the last checkpoint that fits and the first that does not. Memory does not grow with the trail as long as nothing was inserted.
/// </summary>
public sealed class AuditVerification(ContextFactory contexts, Database database)
{
    /// <summary>The most differences that are told.</summary>
    public const int MostFindings = 100;

    /// <summary>An entry that is sealed later than this after the time that it carries is counted as late.</summary>
    public static readonly TimeSpan Prompt = TimeSpan.FromHours(1);

    // One statement, so that nothing is sealed between the figures.
    private const string Figures = """
        SELECT (SELECT count(*) FROM platform_audit), (SELECT count(*) FROM platform_audit_pending),
            (SELECT coalesce(max("First" + "Count"), 0) FROM platform_audit_seal), (SELECT "Checkpoint" FROM platform_audit_log),
            (SELECT "Key" FROM platform_audit_log), (SELECT "Origin" FROM platform_audit_log)
        """;

    /// <summary>The log's last checkpoint as it is signed, and the key that checks it; null before the first.</summary>
    public async Task<(string Note, NoteKey Key)?> CheckpointAsync(CancellationToken cancel)
        => await NowAsync(cancel) is { Note: { Length: > 0 } note, Key: { } key } ? (note, key) : null;

    /// <summary>Checks the audit trail; also while entries are written and sealed.</summary>
    /// <param name="kept">Checkpoints of this log that were kept outside the database, in any order.</param>
    /// <param name="tiles">The files of the log outside the database; null when there are none.</param>
    /// <param name="cancel">Cancels.</param>
    public async Task<AuditVerdict> RunAsync(IEnumerable<Checkpoint> kept, ILogStorage? tiles, CancellationToken cancel)
    {
        await using var platform = contexts.Read<PlatformContext>(Reader.System);
        var now = await NowAsync(cancel);
        var outside = kept.OrderBy(c => c.Size).ToList();
        var known = outside.Count > 0 ? outside : now.Own is { } only ? [only] : [];
        var findings = new AuditFindings();
        var here = SealedEntries.HashesAsync(platform, now.Size, cancel);
        var fits = await LeafHashes.FitAsync(here, now.Own is { } own ? [.. known, own] : known);
        var (source, fitSource) = (here, fits);
        if (tiles is not null && known.Exists(k => !fits.Contains(k)) && await LeafHashes.FitAsync(LeafHashes.Of(tiles, known[^1].Size), known) is { Count: > 0 } inTiles
            && inTiles.Contains(known[^1]))
            (source, fitSource) = (LeafHashes.Of(tiles, known[^1].Size), inTiles);
        var proved = known.FindLast(fitSource.Contains);
        AddUnproved(known, fitSource, now.Size, findings);
        var counts = await new AuditAlignment(findings).RunAsync(
            SealedEntries.ReadAsync(platform, now.Size, cancel), LeafHashes.First(source, proved?.Size ?? 0));
        if (now.Entries - now.Waiting > counts.Present)
            await AddUnsealedAsync(platform, now.Size, findings, cancel);
        if (findings.None)
            AddEnd(now.Own, now.Size, outside.Count > 0 ? outside[^1].Size : 0, fits, findings);
        return new(counts.Leaves, now.Waiting, counts.Erased, counts.Late, outside.Count > 0 ? proved?.Size ?? 0 : 0, findings.InOrder());
    }

    // What no leaf hashes prove any more: between the last checkpoint that fits and the first that does not.
    private static void AddUnproved(List<Checkpoint> known, HashSet<Checkpoint> fits, long size, AuditFindings findings)
    {
        var until = 0L;
        foreach (var checkpoint in known)
        {
            if (fits.Contains(checkpoint))
            {
                until = checkpoint.Size;
                continue;
            }

            findings.Add(checkpoint.Size > size
                ? new(AuditDefect.CutFromEnd, size, checkpoint.Size - size, null)
                : new AuditFinding(AuditDefect.Rewritten, until, checkpoint.Size - until, null));
            return;
        }
    }

    // Behind what the checkpoints prove, only the database's own checkpoint speaks.
    private static void AddEnd(Checkpoint? own, long size, long proved, HashSet<Checkpoint> fits, AuditFindings findings)
    {
        if (own is null || own.Size < size)
        {
            if (size > Math.Max(proved, own?.Size ?? 0))
                findings.Add(new(own is null ? AuditDefect.Rewritten : AuditDefect.Inserted, Math.Max(proved, own?.Size ?? 0), size - Math.Max(proved, own?.Size ?? 0), null));
        }
        else if (own.Size > size)
        {
            findings.Add(new(AuditDefect.CutFromEnd, size, own.Size - size, null));
        }
        else if (!fits.Contains(own) && own.Size > proved)
        {
            findings.Add(new(AuditDefect.Rewritten, proved, own.Size - proved, null));
        }
    }

    // Entries that neither were sealed nor wait for it. Only looked for when the figures say that there are some.
    private static async Task AddUnsealedAsync(PlatformContext platform, long size, AuditFindings findings, CancellationToken cancel)
    {
        var placed = (await platform.PendingEntries.Select(p => p.Entry).ToListAsync(cancel)).ToHashSet();
        await foreach (var id in SealedEntries.IdsAsync(platform, size, cancel))
            placed.Add(id);
        await foreach (var id in platform.Audit.Select(a => a.Id).AsAsyncEnumerable().WithCancellation(cancel))
        {
            if (!placed.Contains(id))
                findings.Add(new(AuditDefect.Inserted, null, 1, id));
        }
    }

    private async Task<Now> NowAsync(CancellationToken cancel)
    {
        await using var connection = await database.OpenAsync(cancel);
        await using var command = connection.CreateCommand();
        command.CommandText = Figures;
        await using var row = await command.ExecuteReaderAsync(cancel);
        await row.ReadAsync(cancel);
        if (row.IsDBNull(3))
            return new(row.GetInt64(0), row.GetInt64(1), row.GetInt64(2), "", null);

        // Whoever meddled may have put anything there.
        var (origin, bytes) = (row.GetString(5), await row.GetFieldValueAsync<byte[]>(4, cancel));
        var key = NoteKey.IsName(origin) && bytes.Length == NoteKey.Length ? NoteKey.Of(origin, bytes) : null;
        return new(row.GetInt64(0), row.GetInt64(1), row.GetInt64(2), row.GetString(3), key);
    }

    private sealed record Now(long Entries, long Waiting, long Size, string Note, NoteKey? Key)
    {
        /// <summary>What the database says of its log; null when that is not signed.</summary>
        public Checkpoint? Own { get; } = Key is not null && Checkpoint.Open(Encoding.UTF8.GetBytes(Note), Key) is { Succeeded: true } opened ? opened.Value : null;
    }
}
