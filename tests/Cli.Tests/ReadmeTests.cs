using System.Diagnostics;
using System.Net;
using Sakimori.TestKit;

namespace Sakimori.Cli.Tests;

/// <summary>Executes what the READMEs tell a newcomer to type, on a clean clone.</summary>
public sealed class ReadmeTests : IDisposable
{
    private readonly string folder = System.IO.Directory.CreateTempSubdirectory("sakimori-clone-").FullName;

    [Fact]
    public void Both_languages_name_the_same_commands()
        => Assert.Equal(Commands("README.md"), Commands("README.ja.md"));

    [Fact]
    public async Task Every_command_works_on_a_clean_clone()
    {
        await ShellAsync(folder, $"git clone --quiet --no-hardlinks '{SourceTree.Root}' clone");
        var clone = Path.Combine(folder, "clone");
        var commands = Commands("README.md");
        Assert.Contains("./run", commands);
        foreach (var command in commands)
        {
            if (command == "./test")
                continue; // this is part of it
            if (command.Contains(" score ", StringComparison.Ordinal))
                Fill(Path.Combine(clone, "answers.csv"));
            if (command.StartsWith("./run", StringComparison.Ordinal) || command.Contains(" serve ", StringComparison.Ordinal))
                await ServesAsync(clone, command);
            else
                await ShellAsync(clone, command);
        }

        Assert.Equal("", await ShellAsync(clone, "git status --porcelain -- . ':!answers.csv' ':!my-data'"));

        // A source changed, and there is no network any more: no interface but loopback where that is allowed, no reachable proxy anyway.
        await ShellAsync(clone, """
            touch src/Kernel/Text.cs
            export MSBUILDDISABLENODEREUSE=1 http_proxy=http://127.0.0.1:1 https_proxy=http://127.0.0.1:1 no_proxy= NO_PROXY=
            alone= && unshare -n true 2>/dev/null && alone='unshare -n'
            $alone ./sakimori --version
            """);
    }

    /// <inheritdoc/>
    public void Dispose() => System.IO.Directory.Delete(folder, recursive: true);

    private static List<string> Commands(string readme)
    {
        var inBlock = false;
        var commands = new List<string>();
        foreach (var line in File.ReadLines(Path.Combine(SourceTree.Root, readme)))
        {
            if (line.StartsWith("```", StringComparison.Ordinal))
                inBlock = line == "```sh";
            else if (inBlock)
                commands.Add(line);
        }

        return commands;
    }

    // Writes what the README asks for: a number after each comma.
    private static void Fill(string template)
        => File.WriteAllLines(template, File.ReadAllLines(template).Select((line, i) => i == 0 ? line : line + "3"));

    private static async Task ServesAsync(string folder, string command)
    {
        using var process = Process.Start(new ProcessStartInfo("bash", ["-c", $"exec env --default-signal=INT {command}"])
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
        })!;
        string? address = null;
        while (address is null && await process.StandardOutput.ReadLineAsync() is { } line)
        {
            if (line.StartsWith("http://localhost:", StringComparison.Ordinal))
                address = line;
        }

        Assert.NotNull(address);
        using (var client = new HttpClient())
            Assert.Equal(HttpStatusCode.OK, (await client.GetAsync(address)).StatusCode);
        await ShellAsync(folder, $"kill -INT {process.Id}");
        await process.WaitForExitAsync();
        Assert.Equal(0, process.ExitCode);
    }

    private static async Task<string> ShellAsync(string folder, string command)
    {
        using var process = Process.Start(new ProcessStartInfo("bash", ["-c", command])
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
        })!;
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, $"{command} ended with {process.ExitCode}");
        return output;
    }
}
