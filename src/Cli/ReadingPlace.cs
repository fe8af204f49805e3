using System.CommandLine;
using Microsoft.Extensions.DependencyInjection;
using Sakimori.Host;
using Sakimori.Platform;
using Sakimori.Platform.Mail;
using Sakimori.Platform.Records;

namespace Sakimori.Cli;

/// <summary>
/// Where a command reads that writes nothing: the records of a data folder, whether a server uses them or not, or a running portal.
/// </summary>
internal sealed class ReadingPlace
{
    private readonly PlaceOptions options = new(services => services.AddModules());

    /// <summary>Whether to print JSON.</summary>
    public Option<bool> Json => options.Json;

    /// <summary>Gives a command the options.</summary>
    public void AddTo(Command command) => options.AddTo(command);

    /// <summary>Runs the command there; the exit code.</summary>
    public Task<int> RunAsync(ParseResult parsed, Func<RemotePortal, Task<int>> remotely, Func<IServiceProvider, Task<int>> here, CancellationToken cancel)
        => options.RunAsync(parsed, remotely, (folder, postgres) => HereAsync(folder, postgres, parsed.GetValue(Json), here, cancel));

    // Neither the lock is taken nor anything migrated: the records are their server's.
    private static async Task<int> HereAsync(string folder, string? postgres, bool json, Func<IServiceProvider, Task<int>> use, CancellationToken cancel)
    {
        var read = OwnRecords.Settings(folder, postgres);
        if (read.Failure is { } wrong)
            return Messages.Fail(wrong, json);
        var opened = await OpenRecords.OpenAsync(read.Value, cancel);
        if (opened.Failure is { } unreachable)
            return Messages.Fail(unreachable, json);
        await using var database = opened.Value;
        var collected = new ServiceCollection().AddLogging().AddSingleton(read.Value.MasterKey())
            .AddPlatform(database, new MailSettings(Path.Combine(Path.GetFullPath(folder), "mail"), "sakimori@localhost", "localhost"));
        collected.AddModules();
        await using var services = collected.BuildServiceProvider();
        return await use(services);
    }
}
