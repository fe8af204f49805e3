using System.Buffers;
using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using Sakimori.Platform.Records;
using Sakimori.Platform.Transparency;

namespace Sakimori.Platform.Audit.Sealing;

/// <summary>A place of the log as the database has it.</summary>
/// <param name="Id">The entry's id.</param>
/// <param name="Sealed">The hash with which it was sealed.</param>
/// <param name="Actual">The hash of the entry that is there; null when it is gone.</param>
/// <param name="Erased">True when it has a commitment and no content.</param>
/// <param name="Late">True when it was sealed long after the time that it carries.</param>
internal readonly record struct SealedEntry(Guid Id, TreeHash Sealed, TreeHash? Actual, bool Erased, bool Late);

/// <summary>Reads sealed entries in the order of the log, some thousand at a time.</summary>
internal static class SealedEntries
{
    private const int Seals = 64;
    private const int Entries = 4096;

    /// <summary>The hashes with which entries were sealed.</summary>
    public static async IAsyncEnumerable<TreeHash> HashesAsync(PlatformContext platform, long until, [EnumeratorCancellation] CancellationToken cancel)
    {
        await foreach (var seals in PagesAsync(platform, until, cancel))
        {
            foreach (var seal in seals)
            {
                for (var i = 0; i < seal.Kept; i++)
                    yield return seal.Hash(i);
            }
        }
    }

    /// <summary>The ids of the entries that were sealed.</summary>
    public static async IAsyncEnumerable<Guid> IdsAsync(PlatformContext platform, long until, [EnumeratorCancellation] CancellationToken cancel)
    {
        await foreach (var seals in PagesAsync(platform, until, cancel))
        {
            foreach (var seal in seals)
            {
                for (var i = 0; i < seal.Kept; i++)
                    yield return seal.Id(i);
            }
        }
    }

    /// <summary>The entries that are there now, with the hashes with which they were sealed.</summary>
    public static async IAsyncEnumerable<SealedEntry> ReadAsync(PlatformContext platform, long until, [EnumeratorCancellation] CancellationToken cancel)
    {
        var buffer = new ArrayBufferWriter<byte>(512);
        await foreach (var seals in PagesAsync(platform, until, cancel))
        {
            var ids = seals.SelectMany(s => Enumerable.Range(0, s.Kept).Select(s.Id)).ToList();
            var entries = await platform.Audit.Where(a => ids.Contains(a.Id)).ToDictionaryAsync(a => a.Id, cancel);
            var contents = await platform.Set<AuditPayload>().Where(p => ids.Contains(p.Id)).ToDictionaryAsync(p => p.Id, cancel);
            foreach (var seal in seals)
            {
                for (var i = 0; i < seal.Kept; i++)
                    yield return Of(seal.Id(i), seal.Hash(i), seal.At);
            }

            SealedEntry Of(Guid id, TreeHash hash, DateTime at)
            {
                if (!entries.TryGetValue(id, out var entry))
                    return new(id, hash, null, false, false);
                var content = contents.GetValueOrDefault(id);

                // A content that is not what the entry commits to counts as an altered entry.
                var kept = content is null || (entry.Commitment is { } commitment && commitment.AsSpan().SequenceEqual(content.Commit()));
                return new(id, hash, kept ? AuditLeaf.Hash(entry, buffer) : TreeHash.Empty, content is null && entry.Commitment is not null,
                    entry.At < at - AuditVerification.Prompt);
            }
        }
    }

    private static async IAsyncEnumerable<List<AuditSeal>> PagesAsync(PlatformContext platform, long until, [EnumeratorCancellation] CancellationToken cancel)
    {
        for (long from = 0; ;)
        {
            var read = await platform.AuditSeals.Where(s => s.First >= from && s.First < until).OrderBy(s => s.First).Take(Seals).ToListAsync(cancel);
            var last = read.Count < Seals;
            for (var page = new List<AuditSeal>(); read.Count > 0; page = [])
            {
                while (read.Count > 0 && (page.Count == 0 || page.Sum(s => s.Kept) + read[0].Kept <= Entries))
                {
                    page.Add(read[0]);
                    read.RemoveAt(0);
                }

                from = page[^1].First + 1;
                yield return page;
            }

            if (last)
                yield break;
        }
    }
}
