using System.Data.Common;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using Sakimori.Kernel;
using Sakimori.Platform.Access;
using Sakimori.Platform.Jobs;
using Sakimori.Platform.Operations;
using Sakimori.Platform.Records;

namespace Sakimori.Platform.Backup;

/// <summary>What was restored.</summary>
/// <param name="Manifest">What the backup says of itself.</param>
/// <param name="Rows">Rows restored, each read again and found equal.</param>
/// <param name="Epoch">The number of the restore.</param>
/// <param name="Held">What waits for the office, by kind.</param>
public sealed record RestoreMade(BackupManifest Manifest, long Rows, int Epoch, IReadOnlyDictionary<HeldKind, int> Held);

/// <summary>
/// Restores a backup into an empty database of either engine. It says done only after it has read every table again and found rows and checksums
/// equal; what comes in between is no portal.
/// </summary>
public sealed class Restores(Database database, ContextFactory contexts, Works works, Migrator migrator, IEnumerable<JobKind> kinds)
{
    /// <summary>Restores. Fails when the file is not to be read or is newer than the program, and when the database is not empty.</summary>
    /// <param name="file">The backup.</param>
    /// <param name="identities">Who may be able to decrypt it.</param>
    /// <param name="cancel">Cancels; the database is then to be thrown away.</param>
    public async Task<Outcome<RestoreMade>> RunAsync(Stream file, IReadOnlyList<AgeIdentity> identities, CancellationToken cancel)
    {
        try
        {
            using var archive = new ArchiveReader(file, identities);
            var targets = Targets(archive.Manifest);
            if (targets.Failure is { } newer)
                return newer;
            await using var target = await RestoreTarget.OpenAsync(database, cancel);
            if (!await target.IsEmptyAsync(cancel))
            {
                return new Failure(FailureKind.Conflict, new(
                    "復元先のデータベースが空ではありません。新しい空のデータベースを作って、そこへ復元してください。",
                    "The database to restore into is not empty. Make a new one and restore into that."));
            }

            await target.MarkAsync(cancel);
            await MigrateAsync(targets.Value, cancel);
            await target.ClearAsync(archive.Manifest.Tables, cancel);
            var sums = target.Fill(archive, cancel);
            await target.CompleteAsync(archive.Manifest.Tables, cancel);
            if (!await target.RefersRightlyAsync(cancel) || await DifferenceAsync(target, archive.Manifest, sums, cancel) is not null)
                return Damaged(new("復元した記録が、バックアップの行数またはチェックサムと一致しません。", "The restored records differ from the row counts or checksums of the backup."));
            await migrator.MigrateAsync(cancel);
            var made = await BeginEpochAsync(archive.Manifest, sums, cancel);
            await target.FinishAsync(cancel);
            return made;
        }
        catch (AgeException error)
        {
            return Damaged(error.Fault switch
            {
                AgeFault.NotForUs => new("この鍵では復号できません。バックアップの受取人の鍵を指定してください。", "It cannot be decrypted with this identity. Give that of a recipient of the backup."),
                AgeFault.NoAge => new("sakimori backup で作ったファイルではありません。", "It was not made by sakimori backup."),
                _ => new("ファイルが途中で切れているか、改変されています。", "It is cut short or altered."),
            });
        }
        catch (DbException error) when (error is PostgresException or SqliteException)
        {
            return Damaged(new($"データベースが記録を受け付けませんでした（{error.Message}）。", $"The database refused the records ({error.Message})."));
        }
        catch (Exception error) when (error is InvalidDataException or JsonException or FormatException or EndOfStreamException)
        {
            return Damaged(new("バックアップの形式ではありません。", "It is not in the format of a backup."));
        }
    }

    private static Failure Damaged(Text why) => new(FailureKind.Invalid, new($"バックアップを復元できません。{why.Ja}", $"The backup cannot be restored. {why.En}"));

    // The migration up to which each context is brought before rows come, null for none.
    private Outcome<Dictionary<string, string>> Targets(BackupManifest manifest)
    {
        var newer = new Failure(FailureKind.Conflict, new(
            $"このバックアップは、より新しい版（{manifest.Product}）で作られています。版 {RunningPortal.ProductVersion} のプログラムでは復元できません。新しい版を使ってください。",
            $"The backup was made by a newer version ({manifest.Product}) than this program ({RunningPortal.ProductVersion}). Use the newer one."));
        if (manifest.Format > BackupManifest.CurrentFormat)
            return newer;
        var targets = new Dictionary<string, string>();
        var known = contexts.All().ToDictionary(c => c.ModuleName, c =>
        {
            using (c)
                return c.Database.GetMigrations().ToList();
        });
        foreach (var module in manifest.Modules)
        {
            // Engines differ in the moments of migrations, not in their names.
            if (!known.TryGetValue(module.Name, out var here) || module.Migrations.Count > here.Count
                || !module.Migrations.Select(NameOf).SequenceEqual(here.Take(module.Migrations.Count).Select(NameOf)))
                return newer;
            if (module.Migrations.Count > 0)
                targets.Add(module.Name, here[module.Migrations.Count - 1]);
        }

        return targets;
    }

    private static string NameOf(string migration) => migration[(migration.IndexOf('_', StringComparison.Ordinal) + 1)..];

    private async Task MigrateAsync(Dictionary<string, string> targets, CancellationToken cancel)
    {
        foreach (var context in contexts.All())
        {
            await using (context)
            {
                if (targets.TryGetValue(context.ModuleName, out var until))
                    await context.Database.MigrateAsync(until, cancel);
            }
        }
    }

    private static async Task<string?> DifferenceAsync(RestoreTarget target, BackupManifest manifest, BackupSums sums, CancellationToken cancel)
        => (await target.SumAsync(manifest.Tables, cancel)).Tables.Zip(sums.Tables).FirstOrDefault(t => t.First != t.Second).First?.Name;

    private async Task<RestoreMade> BeginEpochAsync(BackupManifest manifest, BackupSums sums, CancellationToken cancel)
    {
        await using var work = await works.BeginAsync(Reader.System, cancel);
        var backup = work.Enlist<BackupContext>();
        var epoch = new RestoreEpoch
        {
            Number = await backup.Epochs.CountAsync(cancel) + 1,
            Began = work.Now,
            Backup = manifest.Id,
            Made = manifest.Made,
            Product = manifest.Product,
            Engine = manifest.Engine,
            Rows = sums.Rows,
            Sums = SHA256.HashData(Encoding.UTF8.GetBytes(string.Concat(sums.Tables.Select(t => string.Create(CultureInfo.InvariantCulture, $"{t.Name} {t.Rows} {t.Sha256}\n"))))),
            Entries = manifest.Audit.Entries,
            LastEntry = manifest.Audit.Last,
            LastEntryAt = manifest.Audit.LastAt,
        };
        backup.Epochs.Add(epoch);
        work.Audit("platform.backup.restored", $"restore:{epoch.Number}", after: new
        {
            epoch.Backup,
            epoch.Made,
            epoch.Product,
            epoch.Engine,
            epoch.Rows,
            Sums = Convert.ToHexStringLower(epoch.Sums),
            epoch.Entries,
            epoch.LastEntry,
            epoch.LastEntryAt,
        });
        var held = await HeldItems.HoldAsync(work, kinds, cancel);
        await work.CommitAsync(cancel);
        return new(manifest, sums.Rows, epoch.Number, held);
    }
}
