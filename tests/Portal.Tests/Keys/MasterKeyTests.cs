using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Sakimori.Host;
using Sakimori.Kernel;
using Sakimori.Platform.Access;
using Sakimori.Platform.Keys;
using Sakimori.Platform.Records;
using Sakimori.TestKit;

namespace Sakimori.Portal.Tests.Keys;

/// <summary>The key that seals the others: missing, another one, rotated, lost.</summary>
public sealed class MasterKeyTests : IDisposable
{
    private readonly string folder = System.IO.Directory.CreateTempSubdirectory("sakimori-keys-").FullName;

    private string Master => Path.Combine(folder, MasterKeySettings.FileName);

    public static TheoryData<Engine> Engines => [.. PortalUnderTest.Engines];

    public void Dispose() => System.IO.Directory.Delete(folder, recursive: true);

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task The_keys_of_the_server_are_sealed_in_the_database_also_those_that_an_earlier_version_left(Engine engine)
    {
        var database = await DatabaseAsync(engine);
        string cookie;
        await using (var earlier = await StartAsync(engine, database, s => s.AddSingleton(new MasterKeySettings(null, MayMake: false))))
        {
            cookie = await SignInAsync(earlier);
            Assert.Contains("requiresEncryption", await KeysAsync(earlier), StringComparison.Ordinal);
        }

        Assert.False(File.Exists(Master));
        await using var portal = await StartAsync(engine, database);
        var stored = await KeysAsync(portal);
        Assert.DoesNotContain("requiresEncryption", stored, StringComparison.Ordinal);
        Assert.Contains("urn:sakimori:sealed", stored, StringComparison.Ordinal);
        Assert.True(File.Exists(Master));
        Assert.True(await IsSignedInAsync(portal, cookie));
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task A_master_key_that_is_missing_or_another_stops_the_start_and_says_what_to_do(Engine engine)
    {
        var database = await DatabaseAsync(engine);
        string cookie;
        await using (var portal = await StartAsync(engine, database))
            cookie = await SignInAsync(portal);
        var right = await File.ReadAllTextAsync(Master);
        File.Delete(Master);
        foreach (var wrong in (string?[])[null, Convert.ToBase64String(new byte[32]), "no key"])
        {
            if (wrong is not null)
                await File.WriteAllTextAsync(Master, wrong);
            var refused = await Host.Portal.StartAsync(Settings(database));
            Assert.Equal(FailureKind.Unavailable, refused.Failure!.Kind);
            Assert.Contains(Master, refused.Failure.Detail.En, StringComparison.Ordinal);
        }

        await File.WriteAllTextAsync(Master, right);
        await using var again = await StartAsync(engine, database);
        Assert.True(await IsSignedInAsync(again, cookie));
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task After_a_rotation_the_new_key_alone_opens_what_there_was_and_one_that_was_cut_short_is_finished_by_the_next(Engine engine)
    {
        var database = await DatabaseAsync(engine);
        string cookie;
        await using (var portal = await StartAsync(engine, database))
        {
            cookie = await SignInAsync(portal);
            Assert.True((await portal.Get<SigningKeys>().RotateAsync(Reader.System, 30, default)).Succeeded);
        }

        var former = await File.ReadAllTextAsync(Master);
        await using (var portal = await StartAsync(engine, database))
        {
            var office = Reader.Of(Guid.NewGuid(), "Office", [new(Role.Office, Scopes.System)]);
            Assert.Equal(FailureKind.NotFound, (await portal.Get<SealedKeys>().RotateAsync(office, null, false, default)).Failure!.Kind);
            // A signing key, the server's, and that of the audit trail's log once the sealer has made it.
            Assert.InRange((await portal.Get<SealedKeys>().RotateAsync(Reader.System, null, false, default)).Value, 2, 3);
            await SignsAsync(portal);
        }

        var current = await File.ReadAllTextAsync(Master);
        Assert.NotEqual(former, current);
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Master));
        await File.WriteAllTextAsync(Master, former);
        Assert.NotNull((await Host.Portal.StartAsync(Settings(database))).Failure);

        // As after a crash between the commit and the change of the file.
        await File.WriteAllTextAsync(Master + ".next", current);
        await using (var portal = await StartAsync(engine, database))
        {
            Assert.True(await IsSignedInAsync(portal, cookie));
            await SignsAsync(portal);
            Assert.True((await portal.Get<SealedKeys>().RotateAsync(Reader.System, null, false, default)).Succeeded);
        }

        Assert.Equal(current, await File.ReadAllTextAsync(Master));
        Assert.False(File.Exists(Master + ".next"));
        await using (var portal = await StartAsync(engine, database))
        {
            Assert.True(await IsSignedInAsync(portal, cookie));
            await SignsAsync(portal);
        }
    }

    [Fact]
    public async Task A_new_key_may_go_to_another_place_that_a_credential_names()
    {
        string cookie;
        await using (var portal = await StartAsync(Engine.Sqlite, null))
            cookie = await SignInAsync(portal);
        var credentials = System.IO.Directory.CreateDirectory(Path.Combine(folder, "credentials")).FullName;
        var credential = Path.Combine(credentials, MasterKeySettings.CredentialName);
        var former = await File.ReadAllTextAsync(Master);
        await using (var portal = await StartAsync(Engine.Sqlite, null))
        {
            Assert.Equal(FailureKind.Conflict, (await portal.Get<SealedKeys>().RotateAsync(Reader.System, Master, false, default)).Failure!.Kind);
            Assert.True((await portal.Get<SealedKeys>().RotateAsync(Reader.System, credential, false, default)).Succeeded);
        }

        Assert.Equal(former, await File.ReadAllTextAsync(Master));
        Assert.NotNull((await Host.Portal.StartAsync(Settings(null))).Failure);
        var read = SettingsReader.Read(folder, [], [new("CREDENTIALS_DIRECTORY", credentials)]).Value;
        Assert.Equal(new(credential, MayMake: false), read.MasterKey());
        await using var again = await PortalUnderTest.StartAsync(Engine.Sqlite, folder: folder, settings: s => s with { CredentialsFolder = credentials });
        Assert.True(await IsSignedInAsync(again, cookie));
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task When_it_is_lost_what_it_alone_could_open_is_given_up_and_the_rest_goes_on(Engine engine)
    {
        var database = await DatabaseAsync(engine);
        string cookie;
        await using (var portal = await StartAsync(engine, database))
        {
            cookie = await SignInAsync(portal);
            Assert.True((await portal.Get<SigningKeys>().RotateAsync(Reader.System, 30, default)).Succeeded);
        }

        // The server still runs when somebody finds the file gone: nothing is made in its place by itself.
        await using (var portal = await StartAsync(engine, database))
        {
            File.Delete(Master);
            Assert.NotNull((await portal.Get<SealedKeys>().RotateAsync(Reader.System, null, lost: false, default)).Failure);
            Assert.False(File.Exists(Master));
            Assert.True((await portal.Get<SealedKeys>().RotateAsync(Reader.System, null, lost: true, default)).Succeeded);
        }

        await using var again = await StartAsync(engine, database);
        Assert.False(await IsSignedInAsync(again, cookie));
        Assert.True(await IsSignedInAsync(again, await SignInAsync(again)));
        await SignsAsync(again);
        var keys = await again.Get<SigningKeys>().ListAsync(default);
        Assert.Equal((2, true), (keys.Count, keys[1].Ends > keys[1].Retired));
    }

    private static async Task<string?> DatabaseAsync(Engine engine) => engine == Engine.Postgres ? await PostgresServer.NewDatabaseAsync() : null;

    private PortalSettings Settings(string? database) => new() { DataFolder = folder, Port = 0, Database = database };

    private Task<PortalUnderTest> StartAsync(Engine engine, string? database, Action<IServiceCollection>? services = null)
        => PortalUnderTest.StartAsync(engine, services: services, folder: folder, settings: s => s with { Database = database });

    private static async Task<string> SignInAsync(PortalUnderTest portal)
        => (await portal.VisitorAsync("A", "ja", new HeldRole(Role.Office, Scopes.System))).Client.DefaultRequestHeaders.GetValues("Cookie").Single();

    private static async Task<bool> IsSignedInAsync(PortalUnderTest portal, string cookie)
    {
        var client = portal.Client();
        client.DefaultRequestHeaders.Add("Cookie", cookie);
        using var answer = await client.GetAsync("/account");
        return answer.StatusCode == HttpStatusCode.OK;
    }

    private static async Task<string> KeysAsync(PortalUnderTest portal)
    {
        await using var access = portal.Get<ContextFactory>().Read<AccessContext>(Reader.System);
        return string.Concat(await access.DataProtectionKeys.Select(k => k.Xml).ToListAsync());
    }

    // Everything that is sealed opens; and there is a signing key among it, made now when there is none.
    private static async Task SignsAsync(PortalUnderTest portal)
    {
        if ((await portal.Get<SigningKeys>().ListAsync(default)) is not [{ Active: true }, ..])
            Assert.True((await portal.Get<SigningKeys>().RotateAsync(Reader.System, 30, default)).Succeeded);
        await using var connection = await portal.Get<Database>().OpenAsync();
        Assert.Null(await MasterKeyCheck.RefusalAsync(new(portal.Get<MasterKey>().File, MayMake: false), connection, default));
    }
}
