using Microsoft.EntityFrameworkCore;
using Sakimori.Platform.Jobs;
using Sakimori.Platform.Records;

namespace Sakimori.Platform.Backup;

/// <summary>Holds what was under way when a backup was made.</summary>
internal static class HeldItems
{
    /// <summary>Holds letters, events and jobs that are not at their end, and the schedule of every kind of job; how many of each are held now.</summary>
    public static async Task<IReadOnlyDictionary<HeldKind, int>> HoldAsync(UnitOfWork work, IEnumerable<JobKind> kinds, CancellationToken cancel)
    {
        foreach (var statement in (string[])
        [
            """INSERT INTO backup_held ("Kind", "Letter") SELECT 0, "Id" FROM platform_mail WHERE "State" = 0 ORDER BY "Made", "Id" """,
            """INSERT INTO backup_held ("Kind", "Event") SELECT 1, "Id" FROM platform_outbox WHERE "Handled" IS NULL ORDER BY "Id" """,
            """INSERT INTO backup_held ("Kind", "Job") SELECT 2, "Id" FROM platform_job WHERE "State" IN (0, 1) ORDER BY "Due", "Id" """,
        ])
        {
            // What an earlier restore held may be held still.
            await RecordRows.ExecuteAsync(work.Connection, work.Transaction, $"{statement.Replace(" ORDER", " AND true ORDER", StringComparison.Ordinal)} ON CONFLICT DO NOTHING", cancel);
        }

        foreach (var key in kinds.Where(k => k.Schedule is not null).Select(k => k.Key).Order(StringComparer.Ordinal))
        {
            await RecordRows.ExecuteAsync(work.Connection, work.Transaction,
                """INSERT INTO backup_held ("Kind", "Schedule") VALUES (3, @key) ON CONFLICT DO NOTHING""", cancel, ("@key", key));
        }

        return await work.Enlist<BackupContext>().Held.GroupBy(h => h.Kind).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count, cancel);
    }
}
