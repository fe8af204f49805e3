using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Sakimori.Kernel;
using Sakimori.Platform.Jobs;
using Sakimori.Platform.Records;

namespace Sakimori.Platform.Backup;

/// <summary>Daily: makes a backup in the folder of the settings and removes those that are kept no longer.</summary>
internal sealed class DailyBackup(Backups backups, BackupSettings settings, TimeProvider time) : IJob
{
    public const string Key = "platform.backup";

    /// <inheritdoc/>
    public async Task<Outcome<Text>> RunAsync(JobRun run, CancellationToken cancel)
    {
        if (settings is not { Folder: { } folder, Recipients: { Count: > 0 } recipients })
        {
            return new Failure(FailureKind.Unavailable, new(
                "バックアップの保存先が設定されていません。設定 backup-folder と backup-recipients を指定してください。", "No place for backups is set. Give the settings backup-folder and backup-recipients."));
        }

        if (await backups.CheckAsync(cancel) is { } refused)
            return refused;
        var (began, made) = (Stopwatch.GetTimestamp(), time.UtcMoment());
        var file = Path.Combine(folder, BackupShelf.NameOf(made));
        try
        {
            Make(folder);
            var whole = await BackupFile.WriteAsync(file, into => backups.WriteAsync(into, recipients, cancel));
            var pruned = Prune(folder);
            var (size, seconds) = (new FileInfo(file).Length / (double)(1 << 20), Stopwatch.GetElapsedTime(began).TotalSeconds);
            return new Text(
                $"{whole.Sums.Rows:#,0}行を{size:#,0.0} MiBのファイルに保存しました（{seconds:0.0}秒）。古いバックアップを{pruned}件削除しました。",
                $"Saved {whole.Sums.Rows:#,0} rows in a file of {size:#,0.0} MiB ({seconds:0.0} s). Removed {pruned} old backups.");
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return new Failure(FailureKind.Unavailable, new($"{folder} に保存できません（{error.Message}）。", $"Nothing can be saved in {folder} ({error.Message})."));
        }
    }

    private static void Make(string folder)
    {
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(folder);
        else
            Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    private int Prune(string folder)
    {
        var all = BackupShelf.In(folder);
        var old = all.Except(BackupShelf.Kept(all, settings)).ToList();
        foreach (var backup in old)
            File.Delete(backup.File);
        return old.Count;
    }
}

/// <summary>Registers the daily backup.</summary>
public static class DailyBackups
{
    /// <summary>When it is made, Japan.</summary>
    public static readonly TimeOnly At = new(2, 30);

    /// <summary>Adds the job; it comes by itself where a folder is set.</summary>
    public static IServiceCollection AddDailyBackup(this IServiceCollection services, BackupSettings settings)
        => services.AddSingleton(settings).AddJob<DailyBackup>(
            DailyBackup.Key, new("毎日のバックアップ", "Daily backup"), settings.Folder is null ? null : Schedule.Daily(At));
}
