using System.CommandLine;
using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Sakimori.Kernel;
using Sakimori.Platform.Backup;

namespace Sakimori.Cli;

/// <summary><c>sakimori backup</c>: everything as of one moment in one encrypted file, while the portal runs or not; and the keys for it.</summary>
internal static class BackupCommands
{
    public static Command Command()
    {
        var place = new ReadingPlace();
        var to = new Option<string>("--to") { Description = Messages.Of(new("書き込むファイル（- は標準出力）", "the file to write (- is standard output)")), Required = true };
        var recipients = new Option<string[]>("--recipient")
        {
            Description = Messages.Of(new("受取人の公開鍵（age1…）。複数指定できる", "public key of whoever may read it (age1…); may be given several times")),
            Required = true,
        };
        var force = OutputFile.ForceOption();
        var command = new Command("backup", Messages.Of(new("稼働したまま、すべての記録を暗号化してバックアップする", "back up all records, encrypted, while the portal runs"))) { to, recipients, force };
        place.AddTo(command);
        command.Subcommands.Add(MakeKey());
        command.SetAction(async (parsed, cancel) =>
        {
            var json = parsed.GetValue(place.Json);
            var readers = AgeRecipient.ParseAll(parsed.GetValue(recipients)!);
            if (readers.Failure is { } wrong)
                return Messages.Fail(wrong, json);
            var (file, began) = (parsed.GetValue(to)!, Stopwatch.GetTimestamp());
            if (!parsed.GetValue(force) && File.Exists(file))
                return Messages.Fail(OutputFile.Exists(file), json);
            return await place.RunAsync(parsed,
                async portal => await WriteAsync(file, json, async into =>
                {
                    var query = string.Join('&', readers.Value.Select(r => $"recipient={r}"));
                    return await portal.DownloadAsync(HttpMethod.Post, $"api/v1/backup?{query}", into, cancel) is { } failure ? failure : (BackupMade?)null;
                }, began),
                async services => await services.GetRequiredService<Backups>().CheckAsync(cancel) is { } refused ? Messages.Fail(refused, json)
                    : await WriteAsync(file, json, async into => await services.GetRequiredService<Backups>().WriteAsync(into, readers.Value, cancel), began), cancel);
        });
        return command;
    }

    private static Command MakeKey()
    {
        var to = new Option<string>("--to") { Description = Messages.Of(new("書き込むファイル", "the file to write")), Required = true };
        var json = Messages.JsonOption();
        var command = new Command("keygen", Messages.Of(new(
            "バックアップを復号する鍵を作り、公開鍵を表示する", "make the key that decrypts backups and print its public key"))) { to, json };
        command.SetAction(async (parsed, cancel) =>
        {
            var (file, asJson, identity) = (parsed.GetValue(to)!, parsed.GetValue(json), AgeIdentity.Make());
            if (File.Exists(file))
                return Messages.Fail(OutputFile.Exists(file, mayForce: false), asJson);
            var written = await OutputFile.TryAsync(file, () => BackupFile.WriteAsync(file, async into =>
            {
                await using var text = new StreamWriter(into, leaveOpen: true);
                await text.WriteLineAsync($"# public key: {identity.Recipient}\n{identity}");
                return true;
            }));
            if (written.Failure is { } failure)
                return Messages.Fail(failure, asJson);
            if (asJson)
                Messages.WriteJson(new(Path.GetFullPath(file), identity.Recipient.ToString()), type => type.BackupKeyDocument);
            else
                Console.Out.WriteLine(identity.Recipient);
            Console.Error.WriteLine(Messages.Of(new(
                "この鍵ファイルがなければ、バックアップは復元できません。サーバーの外の安全な場所に保管してください。",
                "Without this key file no backup can be restored. Keep it in a safe place away from the server.")));
            return ExitCode.Done;
        });
        return command;
    }

    private static async Task<int> WriteAsync(string file, bool json, Func<Stream, Task<Outcome<BackupMade?>>> write, long began)
    {
        if (file == "-")
        {
            await using var output = Console.OpenStandardOutput();
            return (await OutputFile.TryAsync(file, () => write(output))).Match(made => made, failure => failure).Match(_ => ExitCode.Done, failure => Messages.Fail(failure, false));
        }

        Failure? refused = null;
        var written = await OutputFile.TryAsync(file, () => BackupFile.WriteAsync(file, async into =>
        {
            var made = await write(into);
            refused = made.Failure;
            return made.Failure is null ? made.Value : throw new IOException(made.Failure.Detail.En);
        }));
        if ((refused ?? written.Failure) is { } failure)
            return Messages.Fail(failure, json);
        var (bytes, seconds) = (new FileInfo(file).Length, Stopwatch.GetElapsedTime(began).TotalSeconds);
        if (json)
        {
            Messages.WriteJson(new(Path.GetFullPath(file), bytes, Math.Round(seconds, 1), written.Value?.Manifest.Id, written.Value?.Manifest.Made,
                written.Value?.Sums.Tables.Count, written.Value?.Sums.Rows), type => type.BackupDocument);
            return ExitCode.Done;
        }

        var size = $"{bytes / (double)(1 << 20):#,0.0} MiB";
        Console.Out.WriteLine(written.Value is { } whole
            ? Messages.Of(new($"{file}：{whole.Sums.Tables.Count} 表、{whole.Sums.Rows:#,0} 行、{size}、{seconds:0.0} 秒", $"{file}: {whole.Sums.Tables.Count} tables, {whole.Sums.Rows:#,0} rows, {size}, {seconds:0.0} s"))
            : Messages.Of(new($"{file}：{size}、{seconds:0.0} 秒", $"{file}: {size}, {seconds:0.0} s")));
        return ExitCode.Done;
    }
}

/// <summary>What <c>backup keygen --json</c> prints.</summary>
internal sealed record BackupKeyDocument(string File, string Recipient);

/// <summary>What <c>backup --json</c> prints; what a running portal does not tell is null.</summary>
internal sealed record BackupDocument(string File, long Bytes, double Seconds, Guid? Id, DateTime? Made, int? Tables, long? Rows);
