using System.CommandLine;
using System.Text.Json;
using Sakimori.Kernel;

namespace Sakimori.Cli;

/// <summary>A running portal as a command names it: its address, and an API key.</summary>
internal sealed class ServerOptions
{
    private readonly Option<string> server = new("--server")
    {
        Description = Messages.Of(new("稼働中のポータルのアドレス", "the address of a running portal")),
        Required = true,
    };

    private readonly Option<string?> key = new("--key")
    {
        Description = Messages.Of(new("API キー（既定は環境変数 SAKIMORI_KEY）", "API key (default: the environment variable SAKIMORI_KEY)")),
        DefaultValueFactory = _ => Environment.GetEnvironmentVariable("SAKIMORI_KEY") is { Length: > 0 } k ? k : null,
    };

    /// <summary>Whether JSON is printed.</summary>
    public Option<bool> Json { get; } = new("--json") { Description = Messages.Of(new("JSON で出力する", "print JSON")) };

    /// <summary>Adds the options to a command.</summary>
    public void AddTo(Command command)
    {
        foreach (var option in (Option[])[server, key, Json])
            command.Options.Add(option);
        command.Validators.Add(given =>
        {
            if (given.GetValue(key) is null)
                given.AddError(Messages.Of(new("--key か環境変数 SAKIMORI_KEY で API キーを指定してください。", "Give an API key with --key or the environment variable SAKIMORI_KEY.")));
        });
    }

    /// <summary>Runs against the portal; an address that cannot be used is reported.</summary>
    public async Task<int> RunAsync(ParseResult parsed, Func<RemotePortal, Task<int>> act)
    {
        var portal = RemotePortal.At(parsed.GetValue(server)!, parsed.GetValue(key)!);
        return portal.Failure is { } wrong ? Messages.Fail(wrong, parsed.GetValue(Json)) : await act(portal.Value);
    }

    /// <summary>A command <c>list</c>: what the API lists at an address, an item a line.</summary>
    /// <param name="words">What the command says of itself.</param>
    /// <param name="address">The address; its answer has <c>items</c>.</param>
    /// <param name="line">The line of an item.</param>
    public static Command List(Text words, string address, Func<JsonElement, string> line)
    {
        var place = new ServerOptions();
        var command = new Command("list", Messages.Of(words));
        place.AddTo(command);
        command.SetAction((parsed, cancel) => place.RunAsync(parsed, async portal => ApiAnswer.Report(
            await portal.CallAsync(HttpMethod.Get, address, null, cancel), parsed.GetValue(place.Json),
            told => told.GetProperty("items").EnumerateArray().Select(line))));
        return command;
    }
}
