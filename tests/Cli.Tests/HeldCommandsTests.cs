using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Sakimori.Host;
using Sakimori.Platform.Access;
using Sakimori.Platform.Backup;
using Sakimori.Platform.Records;
using Sakimori.TestKit;

namespace Sakimori.Cli.Tests;

public sealed class HeldCommandsTests : IDisposable
{
    private readonly string folder = System.IO.Directory.CreateTempSubdirectory("sakimori-held-").FullName;

    public void Dispose() => System.IO.Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task What_is_held_is_listed_released_and_discarded_on_a_data_folder_and_through_a_running_portal()
    {
        var (identity, file, data) = (AgeIdentity.Make(), new MemoryStream(), Path.Combine(folder, "data"));
        await using (var portal = await PortalUnderTest.StartAsync(Engine.Sqlite, folder: Path.Combine(folder, "old")))
        {
            await using (var work = await portal.Get<Works>().BeginAsync(Reader.System))
            {
                for (var i = 0; i < 4; i++)
                    work.Enlist<PlatformContext>().Mail.Add(new() { Id = Guid.CreateVersion7(), To = $"{i}@example.jp", Subject = $"件名{i}", Body = "本文", Made = work.Now.AddSeconds(i), Due = work.Now.AddDays(1) });
                await work.CommitAsync();
            }

            await portal.Get<Backups>().WriteAsync(file, [identity.Recipient], default);
        }

        file.Position = 0;
        Assert.True((await PortalRestore.RunAsync(new() { DataFolder = data }, file, [identity], default)).Succeeded);
        File.Copy(Path.Combine(folder, "old", "master.key"), Path.Combine(data, "master.key"));
        string[] here = ["--data", data];
        var letters = await ListAsync(here);
        Assert.Equal([("件名0", "0@example.jp"), ("件名1", "1@example.jp"), ("件名2", "2@example.jp"), ("件名3", "3@example.jp")], letters.Select(l => (l.Name, l.For)));
        var words = await Tool.RunAsync(["held", "list", .. here], "ja");
        Assert.Contains("platform.prune", words.Out, StringComparison.Ordinal);
        Assert.Equal((0, "", ""), await Tool.RunAsync(["held", "release", $"{letters[0].Number}", .. here]));
        Assert.Equal(3, (await Tool.RunAsync(["held", "release", $"{letters[0].Number}", .. here])).Code);
        Assert.Equal((0, "", ""), await Tool.RunAsync(["held", "discard", $"{letters[1].Number}", "--reason", "届いていた", .. here]));
        Assert.Equal(2, (await Tool.RunAsync(["held", "discard", $"{letters[2].Number}", "--reason", " ", .. here])).Code);
        Assert.Equal(1, (await Tool.RunAsync(["held", "release", .. here])).Code);
        Assert.Equal(1, (await Tool.RunAsync(["held", "release", "1", "--all", .. here])).Code);

        await using (var portal = await PortalUnderTest.StartAsync(Engine.Sqlite, folder: data))
        {
            var administrator = await portal.VisitorAsync("管理者", "ja", new HeldRole(Role.Administrator, Scopes.System));
            var key = (await portal.Get<ApiKeys>().MakeAsync(administrator.Reader, Scopes.System, "held", ["held:read", "held:write"], 30, default)).Value;
            string[] there = ["--server", portal.Portal.Address, "--key", key];
            Assert.Equal(letters.Skip(2).Select(l => l.Number), (await ListAsync(there)).Select(l => l.Number));
            Assert.Equal((0, "", ""), await Tool.RunAsync(["held", "discard", $"{letters[2].Number}", "--reason", "済み", .. there]));
            Assert.Equal((0, "{\"done\":true}\n", ""), await Tool.RunAsync(["held", "release", "--kind", "letter", "--json", .. there]));
            Assert.Empty(await ListAsync(there));
            Assert.Equal((0, "", ""), await Tool.RunAsync(["held", "release", "--all", .. there]));
            await using var backup = portal.Get<ContextFactory>().Read<BackupContext>(Reader.System);
            Assert.Equal(0, await backup.Held.CountAsync());
        }
    }

    [Fact]
    public async Task The_master_key_is_rotated_by_the_owner_of_the_data_folder()
    {
        string[] here = ["--data", Path.Combine(folder, "data")];
        var master = Path.Combine(folder, "data", "master.key");
        Assert.Equal(0, (await Tool.RunAsync(["keys", "rotate", .. here])).Code);
        var former = await File.ReadAllTextAsync(master);
        var rotated = await Tool.RunAsync(["keys", "rotate-master", "--json", .. here]);
        Assert.Equal((0, ""), (rotated.Code, rotated.Err));
        using (var told = JsonDocument.Parse(rotated.Out))
            Assert.Equal((master, 1), (told.RootElement.GetProperty("file").GetString(), told.RootElement.GetProperty("sealed").GetInt32()));
        Assert.NotEqual(former, await File.ReadAllTextAsync(master));
        Assert.Equal(0, (await Tool.RunAsync(["doctor", .. here])).Code);
        Assert.Equal(5, (await Tool.RunAsync(["keys", "rotate-master", "--to", master, .. here])).Code);

        // Elsewhere: the words say what is to be done.
        var other = Path.Combine(folder, "other.key");
        var moved = await Tool.RunAsync(["keys", "rotate-master", "--to", other, .. here], "ja");
        Assert.Equal(0, moved.Code);
        Assert.Contains("master-key-file", moved.Err, StringComparison.Ordinal);
        Assert.Equal(7, (await Tool.RunAsync(["doctor", .. here])).Code);
        File.Move(other, master, overwrite: true);
        Assert.Equal(0, (await Tool.RunAsync(["doctor", .. here])).Code);
        File.Delete(master);
        Assert.Equal(7, (await Tool.RunAsync(["keys", "rotate-master", .. here])).Code);
        Assert.Equal(0, (await Tool.RunAsync(["keys", "rotate-master", "--lost", .. here])).Code);
        Assert.Equal(0, (await Tool.RunAsync(["doctor", .. here])).Code);
        Assert.Contains("retired", (await Tool.RunAsync(["keys", "list", .. here])).Out, StringComparison.Ordinal);
    }

    private static async Task<List<(long Number, string Name, string? For)>> ListAsync(string[] place)
    {
        var (code, output, error) = await Tool.RunAsync(["held", "list", "--kind", "letter", "--json", .. place]);
        Assert.Equal((0, ""), (code, error));
        using var told = JsonDocument.Parse(output);
        return [.. told.RootElement.EnumerateArray().Select(h => (h.GetProperty("number").GetInt64(), h.GetProperty("name").GetString()!, h.GetProperty("for").GetString()))];
    }
}
