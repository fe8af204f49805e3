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

    public static Command Command() => new("keys", Messages.Of(new("証拠文書に署名する鍵", "the keys that sign evidence"))) { List(), Rotate() };

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
