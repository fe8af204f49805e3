using System.Buffers;
using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Sakimori.Kernel;
using Sakimori.Platform.Access;
using Sakimori.Platform.Jobs;
using Sakimori.Platform.Keys;
using Sakimori.Platform.Records;
using Sakimori.Platform.Transparency;

namespace Sakimori.Platform.Audit.Sealing;

/// <summary>
/// Seals entries of the audit trail under a lease: gives each its place in the log and signs a checkpoint, in one transaction. A place is
/// given in the order in which the sealer finds entries, never by id or time, so that one whose transaction ended late only comes later.
/// </summary>
internal sealed class AuditSealing(Works works, ContextFactory contexts, MasterKey master, SigningKeys keys, ILogger<AuditSealing> log)
{
    /// <summary>The most entries that are sealed together: so long others wait on SQLite.</summary>
    public const int Batch = 512;

    /// <summary>How long a lease holds without being renewed.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromSeconds(30);

    /// <summary>True when entries wait.</summary>
    public async Task<bool> AnyWaitingAsync(CancellationToken cancel)
    {
        await using var platform = contexts.Read<PlatformContext>(Reader.System);
        return await platform.PendingEntries.AnyAsync(cancel);
    }

    /// <summary>
    /// Takes the lease; null when another node has it. The log is made when there is none yet. Fails without the master key: then the
    /// lease is left to a node that has it.
    /// </summary>
    public async Task<Outcome<SealingLease?>> TakeAsync(CancellationToken cancel)
    {
        await using var work = await works.BeginAsync(Reader.System, cancel);
        var platform = work.Enlist<PlatformContext>();
        var there = await platform.AuditLogs.SingleOrDefaultAsync(cancel);
        if (there is null)
        {
            await keys.TakeTurnAsync(work, cancel);
            there = await platform.AuditLogs.SingleOrDefaultAsync(cancel);
        }

        if (there is null)
        {
            var made = await MakeAsync(work, cancel);
            if (made.Failure is { } failure)
                return failure;
            there = made.Value;
            platform.AuditLogs.Add(there);
            await work.FlushAsync(cancel);
        }

        var opened = master.Open(there.Sealed, AuditLog.Label(there.Origin));
        if (opened.Failure is { } closed)
            return closed;
        var signer = new NoteSigner(there.Origin, opened.Value);
        CryptographicOperations.ZeroMemory(opened.Value);
        var taken = await platform.AuditLogs.Where(l => l.LeaseUntil <= work.Now).ExecuteUpdateAsync(
            l => l.SetProperty(x => x.Token, x => x.Token + 1).SetProperty(x => x.LeaseUntil, work.Now + Lease), cancel);
        var token = await platform.AuditLogs.Select(l => l.Token).SingleAsync(cancel);
        if (taken == 0)
        {
            signer.Dispose();
            return (SealingLease?)null;
        }

        await work.CommitAsync(cancel);
        return new SealingLease(token, signer);
    }

    /// <summary>Seals what waits, at most <see cref="Batch"/> entries; how many there were.</summary>
    /// <exception cref="LeaseLostException">Another node has taken the lease: nothing was written.</exception>
    public async Task<int> SealAsync(SealingLease lease, CancellationToken cancel)
    {
        await using var work = await works.BeginAsync(Reader.System, cancel);
        var platform = work.Enlist<PlatformContext>();

        // The row stays locked until the unit ends, so nobody can take the lease meanwhile.
        if (await platform.AuditLogs.Where(l => l.Token == lease.Token)
                .ExecuteUpdateAsync(l => l.SetProperty(x => x.LeaseUntil, work.Now + Lease), cancel) == 0)
            throw new LeaseLostException();
        var there = await platform.AuditLogs.SingleAsync(cancel);
        var waiting = await WaitingEntries.ReadAsync(work, Batch, cancel);
        if (waiting.Count == 0)
            return 0;
        var entries = waiting.Select(w => w.Entry).OfType<AuditEntry>().DistinctBy(a => a.Id).ToList();
        if (entries.Count < waiting.Count)
            log.LogError("{Count} audit entries were gone before they were sealed", waiting.Count - entries.Count);
        if (entries.Count > 0)
            Append(work, there, lease.Signer, entries);
        await work.FlushAsync(cancel);
        await WaitingEntries.DeleteAsync(work, waiting, cancel);
        await work.CommitAsync(cancel);
        return waiting.Count;
    }

    /// <summary>Ends the lease, if it is still held.</summary>
    public async Task GiveBackAsync(SealingLease lease)
    {
        await using var work = await works.BeginAsync(Reader.System);
        await work.Enlist<PlatformContext>().AuditLogs.Where(l => l.Token == lease.Token).ExecuteUpdateAsync(l => l.SetProperty(x => x.LeaseUntil, work.Now));
        await work.CommitAsync();
    }

    private static void Append(UnitOfWork work, AuditLog log, NoteSigner signer, List<AuditEntry> entries)
    {
        var edge = Frontier.Of(log.Size, log.Edge);
        var (ids, hashes, buffer) = (new byte[entries.Count * AuditSeal.IdLength], new byte[entries.Count * TreeHash.Length], new ArrayBufferWriter<byte>(512));
        for (var i = 0; i < entries.Count; i++)
        {
            var hash = AuditLeaf.Hash(entries[i], buffer);
            entries[i].Id.TryWriteBytes(ids.AsSpan(i * AuditSeal.IdLength), bigEndian: true, out _);
            hash.Write(hashes.AsSpan(i * TreeHash.Length));
            edge.Append(hash);
        }

        var root = edge.Root();
        work.Enlist<PlatformContext>().AuditSeals.Add(new AuditSeal
        {
            First = log.Size,
            Count = entries.Count,
            Entries = ids,
            Hashes = hashes,
            Root = root.ToArray(),
            At = work.Now,
        });
        (log.Size, log.Edge) = (edge.Size, edge.ToBytes());
        log.Checkpoint = signer.Sign(new Checkpoint(log.Origin, edge.Size, root).ToString());
    }

    private async Task<Outcome<AuditLog>> MakeAsync(UnitOfWork work, CancellationToken cancel)
    {
        var first = !await SealedKeys.AnyAsync(work, cancel);
        var secret = RandomNumberGenerator.GetBytes(NoteSigner.SecretLength);
        var origin = $"sakimori/audit/{RandomNumberGenerator.GetHexString(8, lowercase: true)}";
        using var signer = new NoteSigner(origin, secret);
        var kept = master.Seal(secret, AuditLog.Label(origin), first);
        CryptographicOperations.ZeroMemory(secret);
        if (kept.Failure is { } failure)
            return failure;
        work.Audit("platform.audit-log.made", $"audit-log:{origin}", after: new { Key = signer.Key.ToString() });
        return new AuditLog
        {
            Id = AuditLog.Only,
            Origin = origin,
            Key = signer.Key.Bytes.ToArray(),
            Sealed = kept.Value,
            Made = work.Now,
            LeaseUntil = work.Now,
            Edge = [],
            Checkpoint = "",
        };
    }
}

/// <summary>The right to seal, until somebody else has it.</summary>
/// <param name="Token">The fencing token.</param>
/// <param name="Signer">Signs checkpoints.</param>
internal sealed record SealingLease(long Token, NoteSigner Signer) : IDisposable
{
    /// <inheritdoc/>
    public void Dispose() => Signer.Dispose();
}
