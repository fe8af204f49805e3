using System.Linq.Expressions;
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
        var erased = await EraseAsync(work, a => a.Subject == subject, cancel);
        if (erased > 0)
            work.Audit("platform.audit.erased", subject);
        return erased;
    }

    /// <summary>Erases the content of entries that an index finds, without an entry of its own: the caller's says it.</summary>
    /// <returns>How many contents were erased.</returns>
    public static Task<int> EraseAsync(UnitOfWork work, Expression<Func<AuditEntry, bool>> of, CancellationToken cancel)
        => Contents(work, of).ExecuteDeleteAsync(cancel);

    /// <summary>Erases the content of those of the entries that mention one of the words, without regard to the case of Latin letters.</summary>
    /// <returns>How many contents were erased.</returns>
    public static async Task<int> EraseMentionsAsync(
        UnitOfWork work, Expression<Func<AuditEntry, bool>> of, IEnumerable<string> words, CancellationToken cancel)
    {
        var erased = 0;
        foreach (var word in words.Select(AuditEntry.AsWritten).Distinct())
        {
            var mentions = Contents(work, of).Select(p => new { p.Id, Before = p.Before!.ToUpper(), After = p.After!.ToUpper() })
                .Where(p => p.Before.Contains(word) || p.After.Contains(word)).Select(p => p.Id);
            erased += await work.Enlist<PlatformContext>().Set<AuditPayload>().Where(p => mentions.Contains(p.Id)).ExecuteDeleteAsync(cancel);
        }

        return erased;
    }

    private static IQueryable<AuditPayload> Contents(UnitOfWork work, Expression<Func<AuditEntry, bool>> of)
    {
        var platform = work.Enlist<PlatformContext>();
        var entries = platform.Audit.Where(of).Select(a => a.Id);
        return platform.Set<AuditPayload>().Where(p => entries.Contains(p.Id));
    }
}
