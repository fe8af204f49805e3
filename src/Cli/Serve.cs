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
        var port = new Option<int?>("--port")
        {
            Description = Messages.Of(new("待ち受けるポート（既定 8080、使用中なら空きポート）", "port to listen on (default 8080, or a free one when taken)")),
            DefaultValueFactory = _ => int.TryParse(Environment.GetEnvironmentVariable("SAKIMORI_PORT"), out var p) ? p : null,
        };
        var data = new Option<string>("--data")
        {
            Description = Messages.Of(new("データフォルダー", "data folder")),
            DefaultValueFactory = _ => Environment.GetEnvironmentVariable("SAKIMORI_DATA") is { Length: > 0 } d ? d : "data",
        };
        var database = new Option<string?>("--database")
        {
            Description = Messages.Of(new("PostgreSQL の接続文字列（既定は SQLite）", "PostgreSQL connection string (default: SQLite)")),
            DefaultValueFactory = _ => Environment.GetEnvironmentVariable("SAKIMORI_DATABASE") is { Length: > 0 } d ? d : null,
        };
        var example = new Option<bool>("--example")
        {
            Description = Messages.Of(new("実例データを読み込む", "load the worked example")),
        };
        var command = new Command("serve", Messages.Of(new("ポータルを起動する", "run the portal"))) { port, data, database, example };
        command.SetAction((parsed, cancel) => RunAsync(
            new PortalSettings
            {
                Port = parsed.GetValue(port),
                DataFolder = parsed.GetValue(data)!,
                Database = parsed.GetValue(database),
                Example = parsed.GetValue(example),
            }, cancel));
        return command;
    }

    private static async Task<int> RunAsync(PortalSettings settings, CancellationToken cancel)
    {
        var started = await Portal.StartAsync(settings, cancel: cancel);
        if (started.Failure is { } failure)
        {
            Messages.Print(failure);
            return ExitCode.Of(failure);
        }

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
