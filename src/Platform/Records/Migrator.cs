using Microsoft.EntityFrameworkCore;

namespace Sakimori.Platform.Records;

/// <summary>Brings the tables of every module up to date, in their order; each module keeps its own migration history.</summary>
public sealed class Migrator(ContextFactory contexts, Database database)
{
    private volatile bool upToDate;

    /// <summary>Applies every pending migration. Idempotent.</summary>
    public async Task MigrateAsync(CancellationToken cancel = default)
    {
        foreach (var context in contexts.All())
        {
            await using (context)
                await context.Database.MigrateAsync(cancel);
        }
    }

    /// <summary>True when the database answers and no migration is pending; once it was so, the database is only asked to answer.</summary>
    public async Task<bool> IsUpToDateAsync(CancellationToken cancel)
    {
        if (upToDate)
        {
            await using var connection = await database.OpenAsync(cancel);
            return await RecordRows.ScalarAsync(connection, null, "SELECT 1", cancel) is not null;
        }

        foreach (var context in contexts.All())
        {
            await using (context)
            {
                if ((await context.Database.GetPendingMigrationsAsync(cancel)).Any())
                    return false;
            }
        }

        return upToDate = true;
    }
}
