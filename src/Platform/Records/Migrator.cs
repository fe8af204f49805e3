using Microsoft.EntityFrameworkCore;

namespace Sakimori.Platform.Records;

/// <summary>Brings the tables of every module up to date, in their order; each module keeps its own migration history.</summary>
public sealed class Migrator(ContextFactory contexts, Database database)
{
    private volatile bool upToDate;

    /// <summary>
    /// Applies every pending migration, each in a transaction of its own: one that is interrupted leaves nothing behind, and the next start goes on
    /// with it. Idempotent. The caller owns the records alone.
    /// </summary>
    public async Task MigrateAsync(CancellationToken cancel = default)
    {
        await ReleaseAsync(cancel);
        foreach (var context in contexts.All())
        {
            await using (context)
                await context.Database.MigrateAsync(cancel);
        }
    }

    /// <summary>A migration of the records that this version does not know, as <c>module/migration</c>: a newer version has written it. Null when there is none.</summary>
    public async Task<string?> FindUnknownAsync(CancellationToken cancel)
    {
        foreach (var context in contexts.All())
        {
            await using (context)
            {
                var known = context.Database.GetMigrations().ToHashSet(StringComparer.Ordinal);
                if ((await context.Database.GetAppliedMigrationsAsync(cancel)).FirstOrDefault(applied => !known.Contains(applied)) is { } unknown)
                    return $"{context.ModuleName}/{unknown}";
            }
        }

        return null;
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

    // On SQLite EF Core marks in a table that it migrates and waits for whoever did before; a process that was killed never takes the mark
    // away. The data folder has one owner at a time, so that the mark can be nobody else's.
    private async Task ReleaseAsync(CancellationToken cancel)
    {
        if (database.Engine != Engine.Sqlite)
            return;
        await using var connection = await database.OpenAsync(cancel);
        await RecordRows.ScalarAsync(connection, null, """DROP TABLE IF EXISTS "__EFMigrationsLock" """, cancel);
    }
}
