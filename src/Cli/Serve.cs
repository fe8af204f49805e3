using System.Collections;
using System.CommandLine;
using System.Runtime.InteropServices;
using Sakimori.Host;

namespace Sakimori.Cli;

/// <summary><c>sakimori serve</c>: runs the portal until it is told to stop.</summary>
internal static class Serve
{
    public static Command Command()
    {
        var data = new Option<string>("--data")
        {
            Description = Messages.Of(new("データフォルダー", "data folder")),
            DefaultValueFactory = _ => Environment.GetEnvironmentVariable("SAKIMORI_DATA") is { Length: > 0 } d ? d : "data",
        };
        var json = Messages.JsonOption();
        var command = new Command("serve", Messages.Of(new("ポータルを起動する", "run the portal"))) { data, json };
        var options = Settings.All.ToDictionary(s => s.Name, s => new Option<string?>("--" + s.Name)
        {
            Description = Messages.Of(new($"{s.Meaning.Ja}（既定：{s.Default.Ja}）", $"{s.Meaning.En} (default: {s.Default.En})")),
            Arity = s.Name == "example" ? ArgumentArity.ZeroOrOne : ArgumentArity.ExactlyOne,
        });
        foreach (var option in options.Values)
            command.Options.Add(option);
        command.SetAction((parsed, cancel) =>
        {
            var given = options.Where(o => parsed.GetResult(o.Value) is { Implicit: false }).Select(o => (o.Key, parsed.GetValue(o.Value) ?? "true"));
            var environment = Environment.GetEnvironmentVariables().Cast<DictionaryEntry>()
                .Select(v => KeyValuePair.Create((string)v.Key, (string?)v.Value ?? ""));
            var settings = SettingsReader.Read(parsed.GetValue(data)!, given, environment);
            return settings.Succeeded ? RunAsync(settings.Value, parsed.GetValue(json), cancel) : Task.FromResult(Messages.Fail(settings.Failure!, parsed.GetValue(json)));
        });
        return command;
    }

    private static async Task<int> RunAsync(PortalSettings settings, bool json, CancellationToken cancel)
    {
        var started = await Portal.StartAsync(settings, cancel: cancel);
        if (started.Failure is { } failure)
            return Messages.Fail(failure, json);

        await using var portal = started.Value;
        if (portal.DefaultPortWasTaken)
        {
            Console.Error.WriteLine(Messages.Of(new(
                $"ポート {PortalSettings.DefaultPort} は使用中のため、空いているポートを選びました。",
                $"Port {PortalSettings.DefaultPort} is in use; a free one was chosen.")));
        }

        var stop = new TaskCompletionSource();
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);

        // Whoever has read the address may stop it at once.
        Announce(portal, json);
        await stop.Task;
        Console.Error.WriteLine(Messages.Of(new("停止しています…", "Stopping…")));
        return ExitCode.Done;

        void Stop(PosixSignalContext context)
        {
            context.Cancel = true;
            stop.TrySetResult();
        }
    }

    private static void Announce(Portal portal, bool json)
    {
        var link = portal.AdministratorLink is { } path ? portal.Address + path : null;
        if (json)
        {
            Messages.WriteJson(new ServeDocument(portal.Address, link), type => type.ServeDocument);
            return;
        }

        Console.WriteLine(portal.Address);
        if (link is not null)
        {
            Console.WriteLine(Messages.Of(new("最初の管理者の登録リンク（一度だけ使えます）：", "Register as the first administrator (this link works once):")));
            Console.WriteLine(link);
        }

        Console.WriteLine(Messages.Of(new("終了するには Ctrl-C を押してください。", "Press Ctrl-C to stop.")));
    }
}

/// <summary>Where the portal is, as <c>serve --json</c> prints it; the link is null when there is an administrator.</summary>
internal sealed record ServeDocument(string Address, string? AdministratorLink);
