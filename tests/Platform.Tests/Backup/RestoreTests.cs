using System.Formats.Tar;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Sakimori.Kernel;
using Sakimori.Platform.Access;
using Sakimori.Platform.Backup;
using Sakimori.Platform.Jobs;
using Sakimori.Platform.Mail;
using Sakimori.Platform.Records;
using Sakimori.TestKit;

namespace Sakimori.Platform.Tests.Backup;

public sealed class RestoreTests
{
    private static readonly AgeIdentity Identity = AgeIdentity.Make();

    public static TheoryData<Engine, Engine> EnginePairs => [.. from a in PortalUnderTest.Engines from b in PortalUnderTest.Engines select (a, b)];

    [Theory]
    [MemberData(nameof(EnginePairs))]
    public async Task Every_value_comes_back_on_either_engine_and_a_backup_of_it_has_the_same_sums(Engine from, Engine into)
    {
        await using var store = await StoreUnderTest.MakeAsync(from);
        await FillAsync(store);
        var (file, made) = await BackUpAsync(store);
        await using var other = await StoreUnderTest.MakeAsync(into, empty: true);
        var restored = (await RestoreAsync(other, file)).Value;
        Assert.Equal((made.Sums.Rows, 1), (restored.Rows, restored.Epoch));

        // What the restore itself writes, and nothing else, differs.
        string[] own = ["platform_audit", "platform_audit_payload", "platform_audit_pending", "backup_epoch", "backup_held"];
        var (_, again) = await BackUpAsync(other);
        Assert.Equal(made.Sums.Tables.Where(t => !own.Contains(t.Name)), again.Sums.Tables.Where(t => !own.Contains(t.Name)));
        Assert.Equal(made.Sums.Tables.Single(t => t.Name == "platform_audit").Rows + 1, again.Sums.Tables.Single(t => t.Name == "platform_audit").Rows);
        foreach (var table in made.Sums.Tables.Where(t => !own.Contains(t.Name)))
            Assert.Equal($"{table.Rows}", await other.ScalarAsync($"SELECT count(*) FROM {table.Name}"));

        await using var platform = other.Get<ContextFactory>().Read<PlatformContext>(Reader.System);
        var letter = await platform.Mail.SingleAsync();
        Assert.Equal(Hostile, letter.Body);
        await using var access = other.Get<ContextFactory>().Read<AccessContext>(Reader.System);
        Assert.Equal(new DateTimeOffset(2031, 2, 3, 4, 5, 6, TimeSpan.Zero), (await access.Accounts.SingleAsync()).LockoutEnd);

        // Numbers go on behind the last that was given out, also where its row is gone.
        await using (var work = await other.Get<Works>().BeginAsync(Reader.System))
        {
            work.Enlist<PlatformContext>().Outbox.Add(new() { Subject = "s", Type = "T", Body = "{}", At = work.Now, Due = work.Now });
            await work.CommitAsync();
        }

        Assert.Equal("4", await other.ScalarAsync("SELECT max(\"Id\") FROM platform_outbox"));
        await using var plain = await StoreUnderTest.MakeAsync(into);
        Assert.Equal(await IndexesAsync(plain), await IndexesAsync(other));
    }

    [Theory]
    [InlineData(Engine.Sqlite)]
    [InlineData(Engine.Postgres)]
    public async Task The_restore_is_an_epoch_of_its_own_that_names_the_last_entry_it_has(Engine engine)
    {
        await using var store = await StoreUnderTest.MakeAsync(engine);
        await FillAsync(store);
        var last = await store.ScalarAsync("SELECT \"Id\" FROM platform_audit ORDER BY \"At\" DESC, \"Id\" DESC LIMIT 1");
        var (file, made) = await BackUpAsync(store);
        await using var other = await StoreUnderTest.MakeAsync(engine, empty: true);
        Assert.True((await RestoreAsync(other, file)).Succeeded);
        await using var backup = other.Get<ContextFactory>().Read<BackupContext>(Reader.System);
        var epoch = await backup.Epochs.SingleAsync();
        Assert.Equal((1, made.Manifest.Id, made.Manifest.Made, made.Manifest.Audit.Entries), (epoch.Number, epoch.Backup, epoch.Made, epoch.Entries));
        Assert.Equal(Guid.Parse(last!), epoch.LastEntry);
        await using var platform = other.Get<ContextFactory>().Read<PlatformContext>(Reader.System);
        var entry = await platform.Audit.SingleAsync(a => a.Action == "platform.backup.restored");
        Assert.Equal("restore:1", entry.Subject);
        Assert.Equal(epoch.Entries + 1, await platform.Audit.CountAsync());
        Assert.Equal(
            [(HeldKind.Letter, 1), (HeldKind.Event, 1), (HeldKind.Job, 1), (HeldKind.Schedule, 2)],
            (await backup.Held.ToListAsync()).GroupBy(h => h.Kind).OrderBy(g => g.Key).Select(g => (g.Key, g.Count())));

        // A backup of what was restored carries the epoch on.
        var (second, _) = await BackUpAsync(other);
        await using var third = await StoreUnderTest.MakeAsync(engine, empty: true);
        Assert.Equal(2, (await RestoreAsync(third, second)).Value.Epoch);
        Assert.Equal("2", await third.ScalarAsync("SELECT count(*) FROM backup_epoch"));
    }

    [Theory]
    [InlineData(Engine.Sqlite)]
    [InlineData(Engine.Postgres)]
    public async Task A_backup_of_an_older_version_is_restored_and_brought_up_to_date(Engine engine)
    {
        await using var store = await StoreUnderTest.MakeAsync(engine, empty: true);
        var table = new BackupTable("platform_outbox",
            [new("Id", ColumnKind.Whole64), new("Subject", ColumnKind.Text), new("Type", ColumnKind.Text), new("Body", ColumnKind.Text), new("At", ColumnKind.Moment)], ["Id"])
        {
            Counted = "Id",
            LastNumber = 9,
        };
        var file = await MakeAsync(Manifest([new("platform", ["20200101000000_Initial"])], table), "[7,\"s\",\"T\",\"{}\",\"2026-11-01T00:00:00.0000000Z\"]\n");
        var restored = await RestoreAsync(store, file);
        Assert.Equal(1, restored.Value.Rows);
        Assert.True(await store.Get<Migrator>().IsUpToDateAsync(default));
        Assert.Equal("7", await store.ScalarAsync("SELECT \"Id\" FROM platform_outbox WHERE \"Handled\" IS NULL"));
        Assert.Equal("7", await store.ScalarAsync("SELECT \"Event\" FROM backup_held WHERE \"Kind\" = 1"));
    }

    [Theory]
    [InlineData(Engine.Sqlite)]
    [InlineData(Engine.Postgres)]
    public async Task A_newer_backup_one_for_somebody_else_and_a_full_database_are_refused_and_nothing_is_written(Engine engine)
    {
        await using var store = await StoreUnderTest.MakeAsync(engine, empty: true);
        foreach (var manifest in (BackupManifest[])[
            Manifest([new("platform", ["1_Initial", "2_FromTheFuture"])]), Manifest([new("future", ["1_Initial"])]), Manifest([]) with { Format = 2 }])
        {
            var failure = (await RestoreAsync(store, await MakeAsync(manifest))).Failure!;
            Assert.Equal(FailureKind.Conflict, failure.Kind);
            Assert.Contains("99.0", failure.Detail.Ja, StringComparison.Ordinal);
        }

        Assert.Equal(FailureKind.Invalid, (await store.Get<Restores>().RunAsync(new MemoryStream(await MakeAsync(Manifest([]))), [AgeIdentity.Make()], default)).Failure!.Kind);
        foreach (var table in (BackupTable[])[new("x\"; DROP TABLE y; --", [], []), new("x", [new("a\"", ColumnKind.Text)], []), new("x", [], ["k\""]), new("x", [], []) { Counted = "c'" }])
            Assert.Equal(FailureKind.Invalid, (await RestoreAsync(store, await MakeAsync(Manifest([], table)))).Failure!.Kind);
        Assert.Equal(FailureKind.Invalid, (await store.Get<Restores>().RunAsync(new MemoryStream([1, 2, 3]), [Identity], default)).Failure!.Kind);
        Assert.Equal("0", await store.ScalarAsync(engine == Engine.Sqlite ? "SELECT count(*) FROM sqlite_master"
            : "SELECT count(*) FROM pg_class WHERE relnamespace = current_schema()::regnamespace"));
        await using var full = await StoreUnderTest.MakeAsync(engine);
        var (file, _) = await BackUpAsync(full);
        Assert.Equal(FailureKind.Conflict, (await RestoreAsync(full, file)).Failure!.Kind);
    }

    [Theory]
    [InlineData(Engine.Sqlite)]
    [InlineData(Engine.Postgres)]
    public async Task Rows_that_are_not_those_that_were_counted_are_found(Engine engine)
    {
        var table = new BackupTable("platform_outbox_mark", [new("Event", ColumnKind.Whole64), new("Handler", ColumnKind.Text)], ["Event", "Handler"]);
        var modules = Known();
        foreach (var (lines, sum) in ((string, string)[])[
            ("[1,\"h\"]\n", "[1,\"g\"]\n"), ("[1,\"h\"]\n[2,\"h\"]\n", "[1,\"h\"]\n"), ("[1]\n", "[1]\n"), ("[1,\"h\",2]\n", "[1,\"h\",2]\n"), ("[1,\"h\"]", "[1,\"h\"]"), ("{}\n", "{}\n"),
            // Read again they are in another order, or in another form.
            ("[2,\"h\"]\n[1,\"h\"]\n", "[2,\"h\"]\n[1,\"h\"]\n"), ("[1, \"h\"]\n", "[1, \"h\"]\n")])
        {
            await using var store = await StoreUnderTest.MakeAsync(engine, empty: true);
            var failure = (await RestoreAsync(store, await MakeAsync(Manifest(modules, table), lines, sum))).Failure;
            Assert.True(failure is { Kind: FailureKind.Invalid }, lines);
        }
    }

    [Fact]
    public async Task The_manifest_and_the_lines_are_what_standard_tools_read()
    {
        await using var store = await StoreUnderTest.MakeAsync(Engine.Sqlite);
        await FillAsync(store);
        var (file, made) = await BackUpAsync(store);
        using var age = AgeReader.Open(new MemoryStream(file), [Identity]);
        await using var content = new GZipStream(age, CompressionMode.Decompress);
        await using var tar = new TarReader(content);
        var lines = new Dictionary<string, List<byte>>();
        BackupSums? sums = null;
        while (await tar.GetNextEntryAsync() is { } entry)
        {
            var bytes = new MemoryStream();
            await entry.DataStream!.CopyToAsync(bytes);
            if (entry.Name.StartsWith("tables/", StringComparison.Ordinal))
                (lines.TryGetValue(entry.Name.Split('/')[1], out var there) ? there : lines[entry.Name.Split('/')[1]] = []).AddRange(bytes.ToArray());
            else if (entry.Name == "checksums.json")
                sums = JsonSerializer.Deserialize(bytes.ToArray(), BackupJson.Default.BackupSums);
        }

        Assert.Equal(made.Sums.Tables, sums!.Tables);
        foreach (var table in sums.Tables)
        {
            var all = lines.GetValueOrDefault(table.Name, []).ToArray();
            Assert.Equal((table.Rows, table.Sha256), (all.Count(b => b == '\n'), Convert.ToHexStringLower(SHA256.HashData(all))));
        }

        using var row = JsonDocument.Parse(lines["platform_mail"].ToArray());
        Assert.Contains(Hostile, row.RootElement.EnumerateArray().Where(v => v.ValueKind == JsonValueKind.String).Select(v => v.GetString()));
    }

    private const string Hostile = "quote \" backslash \\ tab \t line\nreturn\r bell \u0007 漢字 𠮷 \u2028 <&>'+";

    // One row with every kind of value there is, NULL among them, and things under way.
    private static async Task FillAsync(StoreUnderTest store)
    {
        await using (var work = await store.Get<Works>().BeginAsync(Reader.System))
        {
            work.Enlist<AccessContext>().Accounts.Add(new()
            {
                Id = Guid.NewGuid(),
                UserName = "a",
                NormalizedUserName = "A",
                Email = "a",
                NormalizedEmail = "A",
                DisplayName = "名前",
                Language = "ja",
                Made = work.Now,
                SecurityStamp = "s",
                LockoutEnd = new DateTimeOffset(2031, 2, 3, 4, 5, 6, TimeSpan.Zero),
                EmailConfirmed = true,
            });
            work.Enlist<AccessContext>().Roles.Add(new() { Id = Guid.NewGuid(), Account = Guid.NewGuid(), Scope = Scopes.System, Role = Role.Office, From = work.Now });
            var platform = work.Enlist<PlatformContext>();
            platform.Mail.Add(new() { Id = Guid.NewGuid(), To = "a@example.jp", Subject = "", Body = Hostile, Made = work.Now, Due = work.Now });
            for (var i = 0; i < 3; i++)
                platform.Outbox.Add(new() { Subject = "s", Type = "T", Body = "{}", At = work.Now, Due = work.Now, Handled = i == 0 ? null : work.Now });
            JobRequests.Ask(work, PruneRecords.Key);
            work.Audit("test.done", "x:1", before: new { Name = "前" }, after: new { Name = "後" });
            work.Audit("test.nothing", "x:2");
            await work.CommitAsync();
        }

        await store.ExecuteAsync("DELETE FROM platform_outbox WHERE \"Id\" = 3");
        Assert.True((await store.Get<Platform.Keys.SigningKeys>().RotateAsync(Reader.System, 30, default)).Succeeded);
    }

    private static async Task<(byte[] File, BackupMade Made)> BackUpAsync(StoreUnderTest store)
    {
        Assert.Null(await store.Get<Backups>().CheckAsync(default));
        var file = new MemoryStream();
        var made = await store.Get<Backups>().WriteAsync(file, [Identity.Recipient], default);
        return (file.ToArray(), made);
    }

    private static Task<Outcome<RestoreMade>> RestoreAsync(StoreUnderTest store, byte[] file)
        => store.Get<Restores>().RunAsync(new MemoryStream(file), [Identity], default);

    private static BackupManifest Manifest(IReadOnlyList<BackupModule> modules, params BackupTable[] tables)
        => new(1, Guid.NewGuid(), "99.0", "sqlite", new(2026, 11, 1, 0, 0, 0, DateTimeKind.Utc), modules, new(0, null, null), tables);

    private static List<BackupModule> Known()
        => [.. Names(Engine.Sqlite).Select(m => new BackupModule(m.Key, [.. m.Value.Select(n => "1_" + n)]))];

    // An archive as a program would make it that counted other lines than it wrote.
    private static async Task<byte[]> MakeAsync(BackupManifest manifest, string lines = "", string? counted = null)
    {
        var file = new MemoryStream();
        var age = await AgeWriter.BeginAsync(file, [Identity.Recipient], default);
        await using (var compressed = new GZipStream(age, CompressionLevel.Fastest, leaveOpen: true))
        {
            await using var tar = new TarWriter(compressed, TarEntryFormat.Ustar);
            await AddAsync("manifest.json", JsonSerializer.SerializeToUtf8Bytes(manifest, BackupJson.Default.BackupManifest));
            foreach (var table in manifest.Tables)
                await AddAsync($"tables/{table.Name}/00000001.jsonl", System.Text.Encoding.UTF8.GetBytes(lines));
            var bytes = System.Text.Encoding.UTF8.GetBytes(counted ?? lines);
            await AddAsync("checksums.json", JsonSerializer.SerializeToUtf8Bytes(
                new BackupSums([.. manifest.Tables.Select(t => new TableSum(t.Name, bytes.Count(b => b == '\n'), Convert.ToHexStringLower(SHA256.HashData(bytes))))]), BackupJson.Default.BackupSums));

            async Task AddAsync(string name, byte[] content)
                => await tar.WriteEntryAsync(new UstarTarEntry(TarEntryType.RegularFile, name) { DataStream = new MemoryStream(content) });
        }

        await age.CompleteAsync(default);
        return file.ToArray();
    }

    private static async Task<string?> IndexesAsync(StoreUnderTest store) => await store.ScalarAsync(store.Get<Database>().Engine == Engine.Sqlite
        ? "SELECT group_concat(sql, ';') FROM (SELECT sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL ORDER BY name)"
        : "SELECT string_agg(indexdef, ';' ORDER BY indexname) FROM pg_indexes WHERE schemaname = 'public'");

    private static Dictionary<string, List<string>> Names(Engine engine) => typeof(PlatformContext).Assembly.GetTypes()
        .Where(t => t.IsSubclassOf(typeof(ModuleContext)) && !t.IsAbstract && t.Name.StartsWith($"{engine}", StringComparison.Ordinal))
        .Select(t => (ModuleContext)Activator.CreateInstance(t)!)
        .ToDictionary(c => c.ModuleName, c => c.Database.GetMigrations().Select(m => m[(m.IndexOf('_', StringComparison.Ordinal) + 1)..]).ToList());
}
