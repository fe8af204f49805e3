using Microsoft.EntityFrameworkCore;
using Sakimori.Platform.Records;

namespace Sakimori.Platform.Audit;

/// <summary>Reads the audit trail.</summary>
public static class AuditTrail
{
    /// <summary>The entries of a query with their payloads, as far as these have not been erased: two queries, however many entries.</summary>
    public static async Task<List<AuditEntry>> WithPayloadsAsync(this IQueryable<AuditEntry> entries, PlatformContext platform, CancellationToken cancel)
    {
        var read = await entries.ToListAsync(cancel);
        var ids = read.Select(e => e.Id).ToList();
        var payloads = await platform.Set<AuditPayload>().Where(p => ids.Contains(p.Id)).ToDictionaryAsync(p => p.Id, cancel);
        foreach (var entry in read)
            entry.Payload = payloads.GetValueOrDefault(entry.Id);
        return read;
    }
}
