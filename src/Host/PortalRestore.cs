using Microsoft.Extensions.DependencyInjection;
using Sakimori.Kernel;
using Sakimori.Platform;
using Sakimori.Platform.Backup;
using Sakimori.Platform.Mail;

namespace Sakimori.Host;

/// <summary>Makes a portal's records from a backup. What was interrupted leaves nothing that a portal would open.</summary>
public static class PortalRestore
{
    /// <summary>Restores a backup to where the settings say, which must hold no records yet.</summary>
    /// <param name="settings">The data folder and the database of the portal that is to be.</param>
    /// <param name="backup">The backup.</param>
    /// <param name="keys">Who may be able to decrypt it.</param>
    /// <param name="cancel">Cancels.</param>
    public static async Task<Outcome<RestoreMade>> RunAsync(
        PortalSettings settings, Stream backup, IReadOnlyList<AgeIdentity> keys, CancellationToken cancel)
    {
        var taken = DataFolder.Take(settings.DataFolder);
        if (taken.Failure is { } held)
            return held;
        using var folder = taken.Value;
        var unfinished = folder.RecordsFile + ".restoring";
        if (settings.Database is null && File.Exists(folder.RecordsFile))
        {
            return new Failure(FailureKind.Conflict, new(
                $"データフォルダー {folder.Path} にはすでに記録があります。--data で空のフォルダーを指定してください。",
                $"The data folder {folder.Path} holds records already. Give an empty one with --data."));
        }

        Forget(unfinished);
        var opened = await OpenRecords.OpenTargetAsync(settings, unfinished, cancel);
        if (opened.Failure is { } unreachable)
            return unreachable;
        try
        {
            Outcome<RestoreMade> made;
            await using (var database = opened.Value)
            {
                var collected = new ServiceCollection().AddLogging().AddSingleton(settings.MasterKey())
                    .AddPlatform(database, new MailSettings(Path.Combine(folder.Path, "mail"), "sakimori@localhost", "localhost"));
                collected.AddModules();
                await using var services = collected.BuildServiceProvider();
                made = await services.GetRequiredService<Restores>().RunAsync(backup, keys, cancel);
            }

            // Its name comes last: until then no portal opens it.
            if (made.Succeeded && settings.Database is null)
            {
                await using (var whole = new FileStream(unfinished, FileMode.Open, FileAccess.ReadWrite))
                    whole.Flush(flushToDisk: true);
                File.Move(unfinished, folder.RecordsFile);
            }

            return made;
        }
        catch (Exception error) when (OpenRecords.IsOutOfReach(error))
        {
            return OpenRecords.Unreachable(settings, error);
        }
        finally
        {
            Forget(unfinished);
        }
    }

    private static void Forget(string file)
    {
        foreach (var name in (string[])[file, file + "-wal", file + "-shm"])
            File.Delete(name);
    }
}
