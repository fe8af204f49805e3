using System.Collections;
using System.CommandLine;
using System.Runtime.InteropServices;
using Sakimori.Host;
using Sakimori.Kernel;

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
        var command = new Command("serve", Messages.Of(new("ポータルを起動する", "run the portal"))) { data };
        var options = Settings.All.ToDictionary(s => s.Name, s => new Option<string?>("--" + s.Name)
        {
            Description = Messages.Of(new($"{s.Meaning.Ja}（既定: {s.Default.Ja}）", $"{s.Meaning.En} (default: {s.Default.En})")),
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
            return settings.Succeeded ? RunAsync(settings.Value, cancel) : Task.FromResult(Wrong(settings.Failure!));
        });
        return command;
    }

    private static int Wrong(Failure failure)
    {
        Messages.Print(failure);
        return ExitCode.Of(failure);
    }

    private static async Task<int> RunAsync(PortalSettings settings, CancellationToken cancel)
    {
        var started = await Portal.StartAsync(settings, cancel: cancel);
        if (started.Failure is { } failure)
            return Wrong(failure);

        await using var portal = started.Value;
        if (portal.DefaultPortWasTaken)
        {
            Console.Error.WriteLine(Messages.Of(new(
                $"ポート {PortalSettings.DefaultPort} は使用中のため、空いているポートを選びました。",
                $"Port {PortalSettings.DefaultPort} is taken; a free one was chosen.")));
        }

        Console.WriteLine(portal.Address);
        if (portal.AdministratorLink is { } link)
        {
            Console.WriteLine(Messages.Of(new("最初の管理者の登録（一度だけ使えます）：", "Become the first administrator (works once):")));
            Console.WriteLine(portal.Address + link);
        }

        Console.WriteLine(Messages.Of(new("終了するには Ctrl-C を押してください。", "Press Ctrl-C to stop.")));
        var stop = new TaskCompletionSource();
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
        await stop.Task;
        Console.Error.WriteLine(Messages.Of(new("停止しています…", "Stopping…")));
        return ExitCode.Done;

        void Stop(PosixSignalContext context)
        {
            context.Cancel = true;
            stop.TrySetResult();
        }
    }
}
