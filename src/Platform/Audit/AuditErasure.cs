using Microsoft.EntityFrameworkCore;
using Sakimori.Platform.Records;

namespace Sakimori.Platform.Audit;

/// <summary>Erases what audit entries say of persons; the entries and their commitments stay.</summary>
public static class AuditErasure
{
    /// <summary>Erases the content of every entry about a subject, salt included, so that nobody can guess it from the commitment.</summary>
    /// <returns>How many contents were erased.</returns>
    public static async Task<int> EraseAsync(UnitOfWork work, string subject, CancellationToken cancel)
    {
        var platform = work.Enlist<PlatformContext>();
        var erased = await platform.Set<AuditPayload>()
            .Where(p => platform.Audit.Any(a => a.Id == p.Id && a.Subject == subject)).ExecuteDeleteAsync(cancel);
        if (erased > 0)
            work.Audit("platform.audit.erased", subject);
        return erased;
    }
}
