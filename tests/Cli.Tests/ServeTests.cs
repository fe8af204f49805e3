using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using Microsoft.Data.Sqlite;

namespace Sakimori.Cli.Tests;

/// <summary><c>sakimori serve</c> as a process: where it listens, what it says when it cannot, and how it stops.</summary>
public sealed class ServeTests : IDisposable
{
    private const int DefaultPort = 8080;
    private readonly string folder = System.IO.Directory.CreateTempSubdirectory("sakimori-serve-").FullName;

    [Theory]
    [InlineData("ja", "停止しています")]
    [InlineData("en", "Stopping")]
    public async Task Ctrl_C_stops_it_cleanly_and_leaves_a_sound_database(string language, string words)
    {
        using (var server = await RunningTool.StartAsync(language, "serve", "--port", "0", "--data", folder))
        {
            using var client = new HttpClient();
            Assert.Equal(HttpStatusCode.OK, (await client.GetAsync(server.Address)).StatusCode);
            var (code, error) = await server.InterruptAsync();
            Assert.Equal(0, code);
            Assert.Contains(words, error, StringComparison.Ordinal);
        }

        await using var database = new SqliteConnection($"Data Source={Path.Combine(folder, "records.db")};Mode=ReadOnly;Pooling=false");
        await database.OpenAsync();
        await using var check = database.CreateCommand();
        check.CommandText = "PRAGMA integrity_check";
        Assert.Equal("ok", await check.ExecuteScalarAsync());

        // The folder is free again.
        Assert.Equal(0, (await Tool.RunAsync(["access", "list", "--data", folder])).Code);
    }

    [Theory]
    [InlineData("ja", "別のサーバーが使用中です。そのサーバーを終了するか、--data で別のフォルダーを指定してください。")]
    [InlineData("en", "is in use by another server. Stop that one, or choose another folder with --data DIR.")]
    public async Task A_folder_in_use_by_another_server_is_left_alone(string language, string words)
    {
        using var server = await RunningTool.StartAsync(language, "serve", "--port", "0", "--data", folder);
        var (code, output, error) = await Tool.RunAsync(["serve", "--port", "0", "--data", folder], language);
        Assert.Equal((5, ""), (code, output));
        Assert.Contains(words, error, StringComparison.Ordinal);
        await server.InterruptAsync();
    }

    [Theory]
    [InlineData("ja", "書き込めるフォルダーを --data で指定してください。")]
    [InlineData("en", "Choose another with --data DIR.")]
    public void A_folder_that_is_not_writable_is_said_so(string language, string words)
    {
        var start = Shell.WithoutWriting(folder, [Tool.Dotnet, Tool.Program, "serve", "--port", "0", "--data", folder]);
        start.Environment["SAKIMORI_LANG"] = language;
        var run = Shell.Finish(start);
        Assert.Equal((7, ""), (run.Code, run.Out));
        Assert.Contains(words, run.Err, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ja", "使用中です。--port で別の番号を指定してください。")]
    [InlineData("en", "is taken. Choose another with --port.")]
    public async Task A_port_that_was_asked_for_and_is_taken_is_an_error(string language, string words)
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var port = ((IPEndPoint)other.LocalEndpoint).Port;
        var (code, output, error) = await Tool.RunAsync(["serve", "--port", $"{port}", "--data", folder], language);
        Assert.Equal((5, ""), (code, output));
        Assert.Contains($"{port}", error, StringComparison.Ordinal);
        Assert.Contains(words, error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ja", "空いているポートを選びました")]
    [InlineData("en", "a free one was chosen")]
    public async Task When_the_default_port_is_taken_a_free_one_is_chosen_and_said(string language, string words)
    {
        // Somebody else's server on that port will do as well as ours.
        TcpListener? other = null;
        try
        {
            other = new TcpListener(IPAddress.Loopback, DefaultPort);
            other.Start();
        }
        catch (SocketException)
        {
            other = null;
        }

        using (other)
        using (var server = await RunningTool.StartAsync(language, "serve", "--data", folder))
        {
            Assert.NotEqual($"http://localhost:{DefaultPort}", server.Address);
            var (code, error) = await server.InterruptAsync();
            Assert.Equal(0, code);
            Assert.Contains(words, error, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task With_json_it_says_where_it_is_in_one_line()
    {
        var start = Tool.Start(["serve", "--port", "0", "--data", folder, "--json"], "en", server: true);
        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        using var told = JsonDocument.Parse((await process.StandardOutput.ReadLineAsync())!);
        Assert.StartsWith("http://localhost:", told.RootElement.GetProperty("address").GetString(), StringComparison.Ordinal);
        Assert.Contains("/setup/", told.RootElement.GetProperty("administrator_link").GetString(), StringComparison.Ordinal);
        Shell.Run($"kill -INT {process.Id}");
        await process.WaitForExitAsync();
        Assert.Equal(0, process.ExitCode);
    }

    public void Dispose()
    {
        Shell.Run($"chmod -R u+w '{folder}'");
        System.IO.Directory.Delete(folder, recursive: true);
    }
}
