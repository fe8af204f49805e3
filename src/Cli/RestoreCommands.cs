using System.CommandLine;
using System.Diagnostics;
using Sakimori.Host;
using Sakimori.Kernel;
using Sakimori.Platform.Backup;

namespace Sakimori.Cli;

/// <summary><c>sakimori restore</c>: makes a portal from a backup, on either engine, where there is none.</summary>
internal static class RestoreCommands
{
    public static Command Command()
    {
        var file = new Argument<string>("file") { Description = Messages.Of(new("バックアップのファイル", "the backup")) };
        var identity = new Option<string>("--identity")
        {
            Description = Messages.Of(new("復号する鍵のファイル（sakimori backup keygen で作ったもの）", "the file of the key that decrypts it, as sakimori backup keygen made it")),
            Required = true,
        };
        var (data, database, json) = (OwnRecords.DataOption(), OwnRecords.DatabaseOption(), Messages.JsonOption());
        var command = new Command("restore", Messages.Of(new(
            "バックアップを空のデータフォルダーまたはデータベースに復元する（どちらのデータベースにも）", "restore a backup into an empty data folder or database, of either engine")))
        {
            file, identity, data, database, json,
        };
        command.SetAction(async (parsed, cancel) =>
        {
            var (asJson, began) = (parsed.GetValue(json), Stopwatch.GetTimestamp());
            var keys = (await InputFile.ReadAsync(parsed.GetValue(identity)!, cancel)).Match(
                bytes => AgeIdentity.ParseFile(System.Text.Encoding.UTF8.GetString(bytes)), failure => failure);
            if (keys.Failure is { } noKey)
                return Messages.Fail(noKey, asJson);
            var opened = InputFile.Open(parsed.GetValue(file)!);
            if (opened.Failure is { } noFile)
                return Messages.Fail(noFile, asJson);
            await using var backup = opened.Value;
            var settings = OwnRecords.Settings(parsed.GetValue(data)!, parsed.GetValue(database));
            if (settings.Failure is { } wrong)
                return Messages.Fail(wrong, asJson);
            return (await PortalRestore.RunAsync(settings.Value, backup, keys.Value, cancel)).Match(
                made => Report(made, Stopwatch.GetElapsedTime(began), settings.Value, asJson), failure => Messages.Fail(failure, asJson));
        });
        return command;
    }

    private static int Report(RestoreMade made, TimeSpan took, PortalSettings settings, bool json)
    {
        var (seconds, folder) = (Math.Round(took.TotalSeconds, 1), Path.GetFullPath(settings.DataFolder));
        int Held(HeldKind kind) => made.Held.GetValueOrDefault(kind);
        var master = settings.MasterKey().File!;
        if (!File.Exists(master))
        {
            Console.Error.WriteLine(Messages.Of(new(
                $"マスター鍵はバックアップに含まれません。元のポータルのマスター鍵を {master} に置いてください。",
                $"The master key is not in the backup. Put that of the original portal at {master}.")));
        }

        if (json)
        {
            Messages.WriteJson(new(made.Manifest.Id, made.Manifest.Made, made.Manifest.Engine, settings.Database is null ? "sqlite" : "postgresql", made.Manifest.Tables.Count, made.Rows, seconds,
                made.Epoch, Held(HeldKind.Letter), Held(HeldKind.Event), Held(HeldKind.Job), Held(HeldKind.Schedule)), type => type.RestoreDocument);
            return ExitCode.Done;
        }

        Console.Out.WriteLine(Messages.Of(new(
            $"{Dates.Moment(made.Manifest.Made).Ja}のバックアップを復元しました：{made.Manifest.Tables.Count} 表、{made.Rows:#,0} 行、{seconds:0.0} 秒。行数とチェックサムはすべて一致しました。",
            $"Restored the backup of {Dates.Moment(made.Manifest.Made).En}: {made.Manifest.Tables.Count} tables, {made.Rows:#,0} rows, {seconds:0.0} s. All row counts and checksums are equal.")));
        Console.Out.WriteLine(Messages.Of(new(
            $"保留中：メール {Held(HeldKind.Letter)}、通知 {Held(HeldKind.Event)}、処理 {Held(HeldKind.Job)}、定期処理 {Held(HeldKind.Schedule)}。ポータルを起動し、運用 → 保留中のもの で一つずつ再開するか破棄してください。",
            $"Held: {Held(HeldKind.Letter)} letters, {Held(HeldKind.Event)} events, {Held(HeldKind.Job)} jobs, {Held(HeldKind.Schedule)} schedules. Start the portal and release or discard them at Operations → Held.")));
        return ExitCode.Done;
    }
}

/// <summary>What <c>restore --json</c> prints.</summary>
internal sealed record RestoreDocument(
    Guid Backup, DateTime Made, string From, string Into, int Tables, long Rows, double Seconds, int Epoch, int HeldLetters, int HeldEvents, int HeldJobs, int HeldSchedules);
