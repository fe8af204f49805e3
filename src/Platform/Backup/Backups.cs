using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Sakimori.Kernel;
using Sakimori.Platform.Operations;
using Sakimori.Platform.Records;

namespace Sakimori.Platform.Backup;

/// <summary>What a backup holds, once it is whole.</summary>
/// <param name="Manifest">What it says of itself.</param>
/// <param name="Sums">Its row counts and checksums.</param>
public sealed record BackupMade(BackupManifest Manifest, BackupSums Sums);

/// <summary>
/// Backs the records up while they are used: everything as of one moment, from one snapshot over all tables, and nobody waits. It reads and
/// never writes; its memory does not grow with the records.
/// </summary>
public sealed class Backups(Database database, ContextFactory contexts, TimeProvider time)
{
    /// <summary>
    /// The failure of records that this program cannot back up because it did not bring them up to date; null when it can. Another version's
    /// records may have other tables.
    /// </summary>
    public async Task<Failure?> CheckAsync(CancellationToken cancel)
    {
        foreach (var context in contexts.All())
        {
            await using (context)
            {
                var known = context.Database.GetMigrations().ToList();
                var applied = (await context.Database.GetAppliedMigrationsAsync(cancel)).ToList();
                if (!known.SequenceEqual(applied))
                {
                    return new(FailureKind.Conflict, new(
                        $"記録は、このプログラム（版 {RunningPortal.ProductVersion}）とは別の版のものです。記録を使っている版のプログラムで実行してください。",
                        $"The records are of another version than this program ({RunningPortal.ProductVersion}). Run the version that uses them."));
                }
            }
        }

        return null;
    }

    /// <summary>Writes a backup, encrypted to recipients; the stream stays open. What is not written to its end cannot be read.</summary>
    /// <param name="into">Where it goes; only written to forwards and without blocking.</param>
    /// <param name="recipients">Who will be able to read it: one or more.</param>
    /// <param name="cancel">Cancels.</param>
    public async Task<BackupMade> WriteAsync(Stream into, IReadOnlyList<AgeRecipient> recipients, CancellationToken cancel)
    {
        await using var connection = await database.OpenAsync(cancel);
        await using var transaction = await Database.BeginReadAsync(connection, cancel);

        // The first statement fixes the moment on both engines.
        var audit = await AuditAsync(connection, transaction, cancel);
        var manifest = new BackupManifest(
            BackupManifest.CurrentFormat, Guid.CreateVersion7(time.GetUtcNow()), RunningPortal.ProductVersion, database.Engine == Engine.Postgres ? "postgresql" : "sqlite",
            time.UtcMoment(), await ModulesAsync(cancel), audit, await TablesAsync(connection, transaction, cancel));
        await using var archive = await BackupArchive.BeginAsync(into, recipients, manifest, cancel);
        foreach (var table in manifest.Tables)
        {
            await using var command = Query(connection, transaction, table);
            await using var rows = await command.ExecuteReaderAsync(cancel);
            await archive.AddTableAsync(table, async () =>
            {
                if (!await rows.ReadAsync(cancel))
                    return false;
                RowLines.Write(archive.Lines, rows, table.Columns);
                return true;
            }, cancel);
        }

        return new(manifest, await archive.CompleteAsync(cancel));
    }

    /// <summary>The query of a table's rows in their order.</summary>
    internal static DbCommand Query(DbConnection connection, DbTransaction? transaction, BackupTable table)
    {
        var command = connection.CreateCommand();
        command.Transaction = transaction;

        // Putting a large table in order may take its time.
        command.CommandTimeout = 0;
        command.CommandText = RowLines.Query(table, connection is Npgsql.NpgsqlConnection);
        return command;
    }

    private static async Task<BackupAudit> AuditAsync(DbConnection connection, DbTransaction transaction, CancellationToken cancel)
    {
        await using var command = connection.CreateCommand();
        command.Transaction = transaction;
        command.CommandTimeout = 0;
        command.CommandText = """
            SELECT (SELECT count(*) FROM platform_audit), "Id", "At" FROM platform_audit ORDER BY "At" DESC, "Id" DESC LIMIT 1
            """;
        await using var row = await command.ExecuteReaderAsync(cancel);
        return await row.ReadAsync(cancel)
            ? new(row.GetInt64(0), row.GetGuid(1), DateTime.SpecifyKind(row.GetDateTime(2), DateTimeKind.Utc)) : new(0, null, null);
    }

    private async Task<List<BackupTable>> TablesAsync(DbConnection connection, DbTransaction transaction, CancellationToken cancel)
    {
        var tables = new List<BackupTable>();
        foreach (var table in BackupSchema.Of(contexts))
        {
            tables.Add(table.Counted is null ? table
                : table with { LastNumber = await BackupSchema.LastNumberAsync(connection, transaction, table, cancel) });
        }

        return tables;
    }

    private async Task<List<BackupModule>> ModulesAsync(CancellationToken cancel)
    {
        var modules = new List<BackupModule>();
        foreach (var context in contexts.All())
        {
            await using (context)
                modules.Add(new(context.ModuleName, [.. await context.Database.GetAppliedMigrationsAsync(cancel)]));
        }

        return modules;
    }
}
