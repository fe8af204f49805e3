using Sakimori.TestKit;

namespace Sakimori.Cli.Tests;

/// <summary>What the tool says when the records are out of reach, and who may read them.</summary>
public sealed class RecordsTests : IDisposable
{
    private const string Password = "open-sesame-4711";
    private readonly string folder = System.IO.Directory.CreateTempSubdirectory("sakimori-records-").FullName;

    [Theory]
    [InlineData("ja", "設定 database", "serve", "--port", "0")]
    [InlineData("en", "setting database", "serve", "--port", "0")]
    [InlineData("ja", "設定 database", "access", "list")]
    [InlineData("en", "setting database", "directory", "export")]
    public async Task A_closed_port_is_a_failure_with_its_remedy_and_without_the_password(string language, string words, params string[] command)
        => await RefusedAsync(language, words, $"Host=127.0.0.1;Port=1;Database=sakimori;Username=sakimori;Password={Password}", command);

    [Theory]
    [InlineData("ja", "設定 database", "serve", "--port", "0")]
    [InlineData("en", "setting database", "access", "list")]
    public async Task A_database_that_does_not_exist_is_a_failure_and_is_not_made(string language, string words, params string[] command)
    {
        var wrong = new Npgsql.NpgsqlConnectionStringBuilder(await PostgresServer.NewDatabaseAsync()) { Database = "no_such_database", Password = Password };
        await RefusedAsync(language, words, wrong.ToString(), command);
    }

    [Fact]
    public async Task Nobody_but_the_owner_may_read_the_folder_and_the_records()
    {
        if (OperatingSystem.IsWindows())
            return;
        var data = Path.Combine(folder, "data");
        Assert.Equal(0, (await Tool.RunAsync(["access", "list", "--data", data])).Code);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(data));
        Closed(data);

        // One that an earlier version left open.
        File.SetUnixFileMode(Path.Combine(data, "records.db"), UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead);
        using var server = await RunningTool.StartAsync("en", "serve", "--port", "0", "--data", data);
        Assert.Contains("records.db-wal", Closed(data));
        await server.InterruptAsync();
    }

    public void Dispose() => System.IO.Directory.Delete(folder, recursive: true);

    private static IReadOnlyList<string> Closed(string data)
    {
        var files = System.IO.Directory.GetFiles(data);
        Assert.All(files, file => Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite,
            OperatingSystem.IsWindows() ? default : File.GetUnixFileMode(file)));
        return [.. files.Select(f => Path.GetFileName(f))];
    }

    private async Task RefusedAsync(string language, string words, string connection, string[] command)
    {
        var (code, output, error) = await Tool.RunAsync([.. command, "--data", folder, "--database", connection], language);
        Assert.Equal((7, ""), (code, output));
        Assert.Contains(words, error, StringComparison.Ordinal);
        Assert.Single(error.TrimEnd().Split('\n'));
        Assert.DoesNotContain(Password, error, StringComparison.Ordinal);
    }
}
