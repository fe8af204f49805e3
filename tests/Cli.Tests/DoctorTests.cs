using System.Text.Json;

namespace Sakimori.Cli.Tests;

public sealed class DoctorTests : IDisposable
{
    private readonly string folder = System.IO.Directory.CreateTempSubdirectory("sakimori-doctor-").FullName;

    [Fact]
    public async Task A_fresh_folder_is_well()
    {
        var (code, output, _) = await Tool.RunAsync(["doctor", "--data", folder, "--json"]);
        using var told = JsonDocument.Parse(output);
        Assert.Equal(["settings", "data-folder", "disk", "database", "master-key", "backup", "mail"],
            told.RootElement.GetProperty("checks").EnumerateArray().Select(c => c.GetProperty("check").GetString()));
        Assert.Equal(0, code);
    }

    [Theory]
    [InlineData("ja", "持ち主以外も読めます")]
    [InlineData("en", "open to others")]
    public async Task A_folder_that_others_may_read_is_warned_of(string language, string words)
    {
        if (OperatingSystem.IsWindows())
            return;
        File.SetUnixFileMode(folder, File.GetUnixFileMode(folder) | UnixFileMode.OtherRead | UnixFileMode.OtherExecute);
        var (code, output, _) = await Tool.RunAsync(["doctor", "--data", folder], language);
        Assert.Equal(7, code);
        Assert.Contains(words, output, StringComparison.Ordinal);
        Assert.Contains("chmod go=", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ja", "稼働中のサーバーが使用中です")]
    [InlineData("en", "in use by a running server")]
    public async Task A_running_portal_is_well(string language, string words)
    {
        using var held = new FileStream(Path.Combine(folder, "owner.lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        var (code, output, _) = await Tool.RunAsync(["doctor", "--data", folder], language);
        Assert.Equal(0, code);
        Assert.Contains(words, output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_mail_server_that_does_not_answer_and_a_damaged_database_are_found()
    {
        await File.WriteAllTextAsync(Path.Combine(folder, "sakimori.json"), """{ "smtp-host": "localhost", "smtp-port": 1 }""");
        await File.WriteAllTextAsync(Path.Combine(folder, "records.db"), new string('x', 5000));
        var (code, output, _) = await Tool.RunAsync(["doctor", "--data", folder, "--json"]);
        using var told = JsonDocument.Parse(output);
        var ill = told.RootElement.GetProperty("checks").EnumerateArray().Where(c => !c.GetProperty("ok").GetBoolean())
            .Select(c => c.GetProperty("check").GetString());
        Assert.Equal(["database", "mail"], ill);
        Assert.Equal(7, code);
    }

    [Theory]
    [InlineData("ja", "chmod 600", "マスター鍵の形式が正しくありません", "保存したときのものではありません", "保管先から戻してください", "保存されている鍵を使えます")]
    [InlineData("en", "chmod 600", "is malformed", "is not the one under which", "Put it back", "opens the stored keys")]
    public async Task What_is_wrong_with_the_master_key_is_found_and_how_to_mend_it(string language, string open, string malformed, string other, string missing, string well)
    {
        Assert.Equal(0, (await Tool.RunAsync(["keys", "rotate", "--data", folder])).Code);
        var master = Path.Combine(folder, "master.key");
        var right = await File.ReadAllTextAsync(master);
        async Task ExpectAsync(int code, string words)
        {
            var (told, output, _) = await Tool.RunAsync(["doctor", "--data", folder], language);
            Assert.Equal(code, told);
            Assert.Contains(words, output.Split('\n').Single(l => l.Contains(" master-key ", StringComparison.Ordinal)).Replace($" {master} ", "", StringComparison.Ordinal),
                StringComparison.Ordinal);
        }

        await ExpectAsync(0, well);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(master, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead);
            await ExpectAsync(7, open);
            File.SetUnixFileMode(master, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }

        await File.WriteAllTextAsync(master, "secret");
        await ExpectAsync(7, malformed);
        await File.WriteAllTextAsync(master, Convert.ToBase64String(new byte[32]));
        await ExpectAsync(7, other);
        File.Delete(master);
        await ExpectAsync(7, missing);
        Assert.False(File.Exists(master));
        await File.WriteAllTextAsync(master, right);
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(master, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        await ExpectAsync(0, well);
    }

    public void Dispose() => System.IO.Directory.Delete(folder, recursive: true);
}
