using System.CommandLine;
using Microsoft.Extensions.DependencyInjection;

namespace Sakimori.Cli;

/// <summary>
/// Where a command works: on a data folder that no server uses, or through the API of a running portal with a key.
/// </summary>
/// <param name="modules">Adds the tables of modules to those of the platform.</param>
internal sealed class PlaceOptions(Action<IServiceCollection> modules)
{
    private readonly Option<string> data = OwnRecords.DataOption();
    private readonly Option<string?> database = OwnRecords.DatabaseOption();

    private readonly Option<string?> server = new("--server")
    {
        Description = Messages.Of(new("データフォルダーの代わりに使う、稼働中のポータルのアドレス", "the address of a running portal to use instead of a data folder")),
    };

    private readonly Option<string?> key = new("--key")
    {
        Description = Messages.Of(new("API キー（既定は環境変数 SAKIMORI_KEY）", "API key (default: the environment variable SAKIMORI_KEY)")),
        DefaultValueFactory = _ => Environment.GetEnvironmentVariable("SAKIMORI_KEY") is { Length: > 0 } k ? k : null,
    };

    /// <summary>Whether to print JSON.</summary>
    public Option<bool> Json { get; } = Messages.JsonOption();

    /// <summary>The data folder that is named.</summary>
    public string Folder(ParseResult parsed) => parsed.GetValue(data)!;

    /// <summary>Gives a command the options.</summary>
    public void AddTo(Command command)
    {
        foreach (var option in (Option[])[data, database, server, key, Json])
            command.Options.Add(option);
        command.Validators.Add(given =>
        {
            if (given.GetValue(server) is not null && given.GetValue(key) is null)
                given.AddError(Messages.Of(new("--server を使うときは、--key か環境変数 SAKIMORI_KEY で API キーを指定してください。", "--server needs an API key: give it with --key or the environment variable SAKIMORI_KEY.")));
        });
    }

    /// <summary>Runs the command there; the exit code.</summary>
    public Task<int> RunAsync(
        ParseResult parsed, Func<RemotePortal, Task<int>> remotely, Func<IServiceProvider, Task<int>> here, CancellationToken cancel)
        => RunAsync(parsed, remotely, (folder, postgres) => OwnRecords.UseAsync(folder, postgres, parsed.GetValue(Json), modules, here, cancel));

    /// <summary>Runs the command through a portal, or in a way of its own on a data folder and a database; the exit code.</summary>
    public async Task<int> RunAsync(ParseResult parsed, Func<RemotePortal, Task<int>> remotely, Func<string, string?, Task<int>> here)
    {
        if (parsed.GetValue(server) is not { } address)
            return await here(parsed.GetValue(data)!, parsed.GetValue(database));
        var portal = RemotePortal.At(address, parsed.GetValue(key)!);
        return portal.Failure is { } wrong ? Messages.Fail(wrong, parsed.GetValue(Json)) : await remotely(portal.Value);
    }
}
