using Microsoft.EntityFrameworkCore;
using Sakimori.Host;
using Sakimori.Kernel;
using Sakimori.Platform.Access;
using Sakimori.Platform.Backup;
using Sakimori.Platform.Jobs;
using Sakimori.Platform.Records;
using Sakimori.TestKit;

namespace Sakimori.Platform.Tests.Backup;

public sealed class DailyBackupTests : IDisposable
{
    private static readonly AgeIdentity Identity = AgeIdentity.Make();
    private readonly string folder = System.IO.Directory.CreateTempSubdirectory("sakimori-shelf-").FullName;

    private BackupSettings Settings => new(Path.Combine(folder, "backups"), [Identity.Recipient], Days: 3, Weeks: 2, Months: 2);

    public void Dispose() => System.IO.Directory.Delete(folder, recursive: true);

    [Fact]
    public void One_a_day_a_week_and_a_month_is_kept_counted_in_those_that_there_are()
    {
        // At 02:30 in Japan, so on the day before by UTC; two on one day, and no backup for a fortnight.
        List<ShelvedBackup> all = [.. ((string[])["2026-11-28 05:00", "2026-11-28 02:30", "2026-11-27 02:30", "2026-11-26 02:30", "2026-11-25 02:30", "2026-11-23 02:30", "2026-11-22 02:30",
            "2026-11-08 02:30", "2026-11-07 02:30", "2026-10-31 02:30", "2026-10-01 02:30", "2026-09-30 02:30"])
            .Select(t => new ShelvedBackup(t, DateTime.SpecifyKind(DateTime.Parse(t, System.Globalization.CultureInfo.InvariantCulture).AddHours(-9), DateTimeKind.Utc), 1))];
        Assert.Equal(["2026-11-28 05:00", "2026-11-27 02:30", "2026-11-26 02:30", "2026-11-22 02:30", "2026-10-31 02:30"],
            BackupShelf.Kept(all, Settings).Select(b => b.File).OrderDescending());
        Assert.Equal(["2026-11-28 05:00"], BackupShelf.Kept(all, Settings with { Days = 1, Weeks = 1, Months = 1 }).Select(b => b.File));
        Assert.Empty(BackupShelf.Kept([], Settings));
    }

    [Theory]
    [InlineData(Engine.Sqlite)]
    [InlineData(Engine.Postgres)]
    public async Task The_job_saves_a_backup_that_can_be_restored_and_removes_old_ones_and_nothing_else(Engine engine)
    {
        await using var store = await StoreUnderTest.MakeAsync(engine, s => s.AddDailyBackup(Settings));
        System.IO.Directory.CreateDirectory(Settings.Folder!);
        string Put(string name)
        {
            File.WriteAllText(Path.Combine(Settings.Folder!, name), "x");
            return name;
        }

        string[] others = [Put("sakimori-by-hand.age"), Put("notes.txt")];
        var old = Enumerable.Range(1, 9).Select(i => Put(BackupShelf.NameOf(new(2020, i, 1, 0, 0, 0, DateTimeKind.Utc)))).ToList();
        var job = await RunAsync(store);
        Assert.True(job.State == JobState.Done, job.TextEn);
        var shelf = BackupShelf.In(Settings.Folder!);

        // The new one, and the newest of each period that there are few of: two more days, one more week, one more month.
        Assert.Equal(3, shelf.Count);
        Assert.All(others, name => Assert.True(File.Exists(Path.Combine(Settings.Folder!, name))));
        Assert.False(File.Exists(Path.Combine(Settings.Folder!, old[0])));
        await using var restored = await StoreUnderTest.MakeAsync(engine, empty: true);
        await using var file = File.OpenRead(shelf[0].File);
        Assert.True((await restored.Get<Restores>().RunAsync(file, [Identity], default)).Succeeded);
    }

    [Theory]
    [InlineData(Engine.Sqlite)]
    [InlineData(Engine.Postgres)]
    public async Task A_failed_and_an_old_backup_are_told_of(Engine engine)
    {
        await using var store = await StoreUnderTest.MakeAsync(engine, s => s.AddDailyBackup(Settings));
        async Task<BackupHealth> HealthAsync(DateTime now, BackupSettings? settings = null)
        {
            await using var connection = await store.Get<Database>().OpenAsync();
            return await BackupHealth.ReadAsync(settings ?? Settings, connection, now, default);
        }

        var now = store.Time.GetUtcNow().UtcDateTime;
        Assert.True((await HealthAsync(now, new BackupSettings())).Ok);
        Assert.Contains("まだありません", (await HealthAsync(now)).Finding.Ja, StringComparison.Ordinal);
        Assert.Equal(JobState.Done, (await RunAsync(store)).State);
        var well = await HealthAsync(now);
        Assert.True(well.Ok, well.Finding.En);
        Assert.True(well.Newest!.Bytes > 0);
        Assert.Contains("古くなっています", (await HealthAsync(now + BackupHealth.Oldest + TimeSpan.FromMinutes(5))).Finding.Ja, StringComparison.Ordinal);

        // The folder's place is taken by a file: nothing can be saved.
        var kept = Settings.Folder + ".kept";
        System.IO.Directory.Move(Settings.Folder!, kept);
        await File.WriteAllTextAsync(Settings.Folder!, "");
        store.Time.Advance(TimeSpan.FromMinutes(1));
        var failed = await RunAsync(store);
        Assert.Equal(JobState.Failed, failed.State);
        Assert.Contains("保存できません", failed.TextJa, StringComparison.Ordinal);
        File.Delete(Settings.Folder!);
        System.IO.Directory.Move(kept, Settings.Folder!);
        var ill = await HealthAsync(now);
        Assert.False(ill.Ok);
        Assert.Contains("失敗しました", ill.Finding.Ja, StringComparison.Ordinal);
        Assert.Contains("backups", ill.Finding.En, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ja", "要対応")]
    [InlineData("en", "needs you")]
    public async Task The_operations_page_says_how_the_backup_is_doing(string language, string words)
    {
        await using var portal = await PortalUnderTest.StartAsync(
            Engine.Sqlite, settings: s => s with { BackupFolder = Settings.Folder, BackupRecipients = [Identity.Recipient] });
        var administrator = await portal.VisitorAsync("A", language, new HeldRole(Role.Administrator, Scopes.System));
        Assert.Contains(words, await administrator.Client.GetStringAsync("/operations"), StringComparison.Ordinal);
        System.IO.Directory.CreateDirectory(Settings.Folder!);
        await File.WriteAllTextAsync(Path.Combine(Settings.Folder!, BackupShelf.NameOf(portal.Get<TimeProvider>().GetUtcNow().UtcDateTime)), "x");
        Assert.DoesNotContain(words, await administrator.Client.GetStringAsync("/operations"), StringComparison.Ordinal);

        // It comes by itself only where a folder is set.
        Assert.NotNull(portal.Get<IEnumerable<JobKind>>().Single(k => k.Key == DailyBackup.Key).Schedule);
        await using var without = await PortalUnderTest.StartAsync(Engine.Sqlite);
        Assert.Null(without.Get<IEnumerable<JobKind>>().Single(k => k.Key == DailyBackup.Key).Schedule);
    }

    [Fact]
    public void The_settings_go_together_and_a_wrong_recipient_is_not_repeated()
    {
        var fault = Assert.Single(SettingsReader.Read(folder, [("backup-folder", "b")], []).Failure!.Faults);
        Assert.Equal("backup-recipients", fault.Column);
        var wrong = Assert.Single(SettingsReader.Read(folder, [("backup-recipients", $"{Identity}")], []).Failure!.Faults);
        Assert.Equal("…", wrong.Value);
        var read = SettingsReader.Read(folder, [("backup-folder", "b"), ("backup-recipients", $"{Identity.Recipient}, {AgeIdentity.Make().Recipient}"), ("backup-keep-days", "9")], []).Value.Backup();
        Assert.Equal((Path.Combine(folder, "b"), 2, 9), (read.Folder, read.Recipients!.Count, read.Days));
    }

    private static async Task<Job> RunAsync(StoreUnderTest store)
    {
        await using (var work = await store.Get<Works>().BeginAsync(Reader.System))
        {
            JobRequests.Ask(work, DailyBackup.Key);
            await work.CommitAsync();
        }

        var job = (await store.Get<JobTable>().TakeAsync(default))!;
        await store.Get<JobWorker>().RunAsync(job, default);
        await using var platform = store.Get<ContextFactory>().Read<PlatformContext>(Reader.System);
        return await platform.Jobs.SingleAsync(j => j.Id == job.Id);
    }
}
