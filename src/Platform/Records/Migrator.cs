using Microsoft.EntityFrameworkCore;

namespace Sakimori.Platform.Records;

/// <summary>Brings the tables of every module up to date, in their order; each module keeps its own migration history.</summary>
public sealed class Migrator(ContextFactory contexts)
{
    /// <summary>Applies every pending migration. Idempotent.</summary>
    public async Task MigrateAsync(CancellationToken cancel = default)
    {
        foreach (var context in contexts.All())
        {
            await using (context)
                await context.Database.MigrateAsync(cancel);
        }
    }
}
