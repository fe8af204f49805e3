using System.CommandLine;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Sakimori.Kernel;
using Sakimori.Platform.Access;
using Sakimori.Platform.Keys;
using Sakimori.Web.Console.Evidence;

namespace Sakimori.Cli;

/// <summary><c>sakimori keys …</c>: the keys that sign evidence, on the data folder itself or through a running portal.</summary>
internal static class KeysCommands
{
    private const string Path = "api/v1/signing-keys";

    public static Command Command() => new("keys", Messages.Of(new("証拠文書に署名する鍵と、マスター鍵", "the keys that sign evidence, and the master key"))) { List(), Rotate(), RotateMaster() };

    private static Command List()
    {
        var place = new PlaceOptions(_ => { });
        var command = new Command("list", Messages.Of(new("署名鍵とフィンガープリントの一覧を表示する（新しいものが先）", "list signing keys and their fingerprints, the newest first")));
        place.AddTo(command);
        command.SetAction((parsed, cancel) => place.RunAsync(parsed,
            async portal => (await portal.CallAsync(HttpMethod.Get, Path, null, cancel)).Match(
                body => Print(JsonSerializer.Deserialize(body, SigningKeysJson.Default.IReadOnlyListSigningKeyDocument)!, parsed.GetValue(place.Json)),
                failure => Messages.Fail(failure, parsed.GetValue(place.Json))),
            async services => Print([.. (await services.GetRequiredService<SigningKeys>().ListAsync(cancel)).Select(SigningKeyDocument.Of)], parsed.GetValue(place.Json)), cancel));
        return command;
    }

    private static Command Rotate()
    {
        var place = new PlaceOptions(_ => { });
        var days = new Option<int>("--overlap-days")
        {
            Description = Messages.Of(new($"それまでの鍵を検証に使える日数（0～{SigningKeys.LongestOverlap}。漏れたおそれがあれば 0）", $"days for which the former key still counts (0 to {SigningKeys.LongestOverlap}; 0 if it may have leaked)")),
            DefaultValueFactory = _ => SigningKeys.DefaultOverlap,
        };
        var command = new Command("rotate", Messages.Of(new("新しい署名鍵を作って切り替える", "make a new signing key active"))) { days };
        place.AddTo(command);
        command.SetAction((parsed, cancel) => place.RunAsync(parsed,
            async portal => (await portal.CallAsync(HttpMethod.Post, $"{Path}/rotate?overlap_days={parsed.GetValue(days)}", null, cancel)).Match(
                body => Print([JsonSerializer.Deserialize(body, SigningKeysJson.Default.SigningKeyDocument)!], parsed.GetValue(place.Json)),
                failure => Messages.Fail(failure, parsed.GetValue(place.Json))),
            async services => (await services.GetRequiredService<SigningKeys>().RotateAsync(Reader.System, parsed.GetValue(days), cancel)).Match(
                key => Print([SigningKeyDocument.Of(key)], parsed.GetValue(place.Json)),
                failure => Messages.Fail(failure, parsed.GetValue(place.Json))), cancel));
        return command;
    }

    private static Command RotateMaster()
    {
        var (data, database, json) = (OwnRecords.DataOption(), OwnRecords.DatabaseOption(), Messages.JsonOption());
        var to = new Option<string?>("--to")
        {
            Description = Messages.Of(new("新しいマスター鍵を書き込む別のファイル（既定は今のファイルを置き換える）", "another file for the new master key (default: it replaces the present file)")),
        };
        var lost = new Option<bool>("--lost")
        {
            Description = Messages.Of(new("元のマスター鍵が失われた：開けない鍵をあきらめる（全員のサインインのやり直しと、新しい署名鍵が必要）", "the former is lost: give up what it alone opens (everybody signs in again; a new signing key is made)")),
        };
        var command = new Command("rotate-master", Messages.Of(new(
            "新しいマスター鍵を作り、保存されている鍵を暗号化し直す（すべてのサーバーを止めて実行）", "make a new master key and seal the stored keys anew (stop every server first)"))) { to, lost, data, database, json };
        command.SetAction((parsed, cancel) => OwnRecords.UseAsync(parsed.GetValue(data)!, parsed.GetValue(database), parsed.GetValue(json), _ => { }, async services =>
        {
            var other = parsed.GetValue(to) is { } file ? System.IO.Path.GetFullPath(file) : null;
            var rotated = await services.GetRequiredService<SealedKeys>().RotateAsync(Reader.System, other, parsed.GetValue(lost), cancel);
            if (rotated.Failure is { } failure)
                return Messages.Fail(failure, parsed.GetValue(json));
            var place = other ?? services.GetRequiredService<MasterKey>().File!;
            if (parsed.GetValue(json))
                Messages.WriteJson(new MasterKeyDocument(place, rotated.Value), type => type.MasterKeyDocument);
            else
                Console.Out.WriteLine(Messages.Of(new($"新しいマスター鍵：{place}（暗号化し直した鍵：{rotated.Value}件）", $"The new master key: {place} ({rotated.Value} keys sealed anew)")));
            if (other is not null)
            {
                Console.Error.WriteLine(Messages.Of(new(
                    "ポータルを起動する前に、設定 master-key-file か systemd の credential を新しいファイルに変えてください。", "Before the portal starts, let the setting master-key-file or the systemd credential name the new file.")));
            }

            return ExitCode.Done;
        }, cancel));
        return command;
    }

    private static int Print(IReadOnlyList<SigningKeyDocument> keys, bool json)
    {
        if (json)
        {
            Messages.WriteJson(keys, type => type.IReadOnlyListSigningKeyDocument);
            return ExitCode.Done;
        }

        foreach (var key in keys)
        {
            var state = key switch
            {
                { Active: true } => Messages.Of(new($"使用中（{Dates.Moment(key.Made).Ja}から）", $"active since {Dates.Moment(key.Made).En}")),
                { Ends: { } ends } => Messages.Of(new($"使用終了（検証は{Dates.Moment(ends).Ja}まで）", $"retired, counts until {Dates.Moment(ends).En}")),
                _ => "",
            };
            Console.Out.WriteLine($"{key.Name,-10} {key.Fingerprint}  {state}");
        }

        return ExitCode.Done;
    }
}

/// <summary>What <c>keys rotate-master --json</c> prints.</summary>
internal sealed record MasterKeyDocument(string File, int Sealed);
