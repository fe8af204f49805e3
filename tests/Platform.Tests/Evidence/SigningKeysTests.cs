using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Sakimori.Kernel;
using Sakimori.Platform.Access;
using Sakimori.Platform.Keys;
using Sakimori.Platform.Records;
using Sakimori.TestKit;

namespace Sakimori.Platform.Tests.Evidence;

public sealed class SigningKeysTests
{
    [Theory]
    [InlineData(Engine.Sqlite)]
    [InlineData(Engine.Postgres)]
    public async Task Eight_who_need_the_first_key_at_once_get_the_same_one_also_on_two_nodes(Engine engine)
    {
        await using var first = await StoreUnderTest.MakeAsync(engine);
        await using var second = engine == Engine.Postgres ? await StoreUnderTest.MakeAsync(engine, postgres: first.Place) : null;
        var used = await Task.WhenAll(Enumerable.Range(0, 8).Select(n => Task.Run(async () =>
        {
            var store = n % 2 == 1 ? second ?? first : first;
            await using var work = await store.Get<Works>().BeginAsync(Reader.System);
            var signer = await store.Get<SigningKeys>().SignerAsync(work, default);
            await work.CommitAsync();
            return signer;
        })));

        // A node that has not been given the master key of the first says so, and makes none of its own.
        Assert.Single(used.Where(u => u.Succeeded).Select(u => u.Value.Key.Fingerprint).Distinct());
        Assert.All(used.Where(u => !u.Succeeded), u => Assert.Contains("master.key", u.Failure!.Detail.En, StringComparison.Ordinal));
        Assert.Equal("1", await first.ScalarAsync("SELECT count(*) FROM platform_signing_key"));
        Assert.Equal("1", await first.ScalarAsync("SELECT count(*) FROM platform_audit WHERE \"Action\" = 'platform.signing-key.made'"));
        var files = ((StoreUnderTest?[])[first, second]).OfType<StoreUnderTest>().Where(s => File.Exists(MasterFile(s))).ToList();
        Assert.Single(files);
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(MasterFile(files[0])));
    }

    [Theory]
    [InlineData(Engine.Sqlite)]
    [InlineData(Engine.Postgres)]
    public async Task The_database_lets_one_key_be_active(Engine engine)
    {
        await using var store = await StoreUnderTest.MakeAsync(engine);
        await store.Get<SigningKeys>().RotateAsync(Reader.System, 0, default);
        await using var work = await store.Get<Works>().BeginAsync(Reader.System);
        work.Enlist<PlatformContext>().SigningKeys.Add(new SigningKey { Fingerprint = "other", Number = 9, Name = "other", X = [], Y = [], Active = true, Made = work.Now });
        await Assert.ThrowsAsync<DbUpdateException>(() => work.FlushAsync());
    }

    [Theory]
    [InlineData(Engine.Sqlite)]
    [InlineData(Engine.Postgres)]
    public async Task Rotation_retires_the_former_key_deletes_its_private_part_and_says_until_when_it_counts(Engine engine)
    {
        await using var store = await StoreUnderTest.MakeAsync(engine);
        var keys = store.Get<SigningKeys>();
        var first = (await keys.RotateAsync(Reader.System, SigningKeys.DefaultOverlap, default)).Value;
        store.Time.Advance(TimeSpan.FromDays(100));
        var second = (await keys.RotateAsync(Reader.System, 30, default)).Value;
        var listed = await keys.ListAsync(default);
        Assert.Equal([second.Fingerprint, first.Fingerprint], listed.Select(k => k.Fingerprint));
        Assert.Equal((true, false), (listed[0].Active, listed[1].Active));
        Assert.Equal((second.Made, second.Made.AddDays(30)), (listed[1].Retired, listed[1].Ends));
        Assert.Null(listed[1].Sealed);
        Assert.NotNull(listed[0].Sealed);
        Assert.Equal((1, 2), (first.Number, second.Number));
        Assert.All(listed, k => Assert.Equal(43, k.Fingerprint.Length));
        Assert.Equal("1", await store.ScalarAsync("SELECT count(*) FROM platform_audit WHERE \"Action\" = 'platform.signing-key.retired'"));

        Assert.Equal(FailureKind.Invalid, (await keys.RotateAsync(Reader.System, -1, default)).Failure!.Kind);
        Assert.Equal(FailureKind.Invalid, (await keys.RotateAsync(Reader.System, SigningKeys.LongestOverlap + 1, default)).Failure!.Kind);
        var office = Reader.Of(Guid.NewGuid(), "Office", [new(Role.Office, Scopes.System)]);
        Assert.Equal(FailureKind.NotFound, (await keys.RotateAsync(office, 30, default)).Failure!.Kind);
        Assert.Equal("2", await store.ScalarAsync("SELECT count(*) FROM platform_signing_key"));
    }

    [Fact]
    public async Task What_is_stored_is_not_the_private_key_and_opens_with_its_own_master_key_alone()
    {
        await using var store = await StoreUnderTest.MakeAsync(Engine.Sqlite);
        var keys = store.Get<SigningKeys>();
        var key = (await keys.RotateAsync(Reader.System, 0, default)).Value;
        using var plain = ECDsa.Create();
        Assert.ThrowsAny<CryptographicException>(() => plain.ImportPkcs8PrivateKey(key.Sealed, out _));
        Assert.DoesNotContain(Convert.ToHexString(key.X), Convert.ToHexString(key.Sealed!), StringComparison.Ordinal);
        Assert.Null(await FailureAsync());

        var master = await File.ReadAllTextAsync(MasterFile(store));
        File.Delete(MasterFile(store));
        var missing = (await FailureAsync())!;
        Assert.Equal(FailureKind.Unavailable, missing.Kind);
        Assert.Contains("is missing", missing.Detail.En, StringComparison.Ordinal);
        Assert.False(File.Exists(MasterFile(store)));

        await File.WriteAllTextAsync(MasterFile(store), "no key\n");
        Assert.Contains("malformed", (await FailureAsync())!.Detail.En, StringComparison.Ordinal);
        await File.WriteAllTextAsync(MasterFile(store), Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)));
        Assert.Contains("not the one", (await FailureAsync())!.Detail.En, StringComparison.Ordinal);

        // A new master key is good for the next signing key, and the old one for what it sealed.
        Assert.True((await keys.RotateAsync(Reader.System, 0, default)).Succeeded);
        Assert.Null(await FailureAsync());
        await File.WriteAllTextAsync(MasterFile(store), master);
        Assert.Contains("not the one", (await FailureAsync())!.Detail.En, StringComparison.Ordinal);

        async Task<Failure?> FailureAsync()
        {
            await using var work = await store.Get<Works>().BeginAsync(Reader.System);
            var signer = await keys.SignerAsync(work, default);
            if (signer.Succeeded)
                signer.Value.Dispose();
            return signer.Failure;
        }
    }

    [Fact]
    public void The_thumbprint_is_that_of_the_RFC()
    {
        // RFC 7517, appendix A.1, the key on P-256; its thumbprint as RFC 7638 computes it, by another program.
        const string x = "MKBCTNIcKUSDii11ySs3526iDZ8AiTo7Tu6KPAqv7D4", y = "4Etl6SRW2YiLUrN5vfvVHuhp7x8PxltmWWlbbM4IFyM";
        var bytes = System.Text.Encoding.ASCII.GetBytes($"{{\"crv\":\"P-256\",\"kty\":\"EC\",\"x\":\"{x}\",\"y\":\"{y}\"}}");
        Assert.Equal(System.Buffers.Text.Base64Url.EncodeToString(SHA256.HashData(bytes)), PublicKey.Thumbprint(x, y));
        Assert.Equal("cn-I_WNMClehiVp51i_0VpOENW1upEerA8sEam5hn-s", PublicKey.Thumbprint(x, y));
    }

    private static string MasterFile(StoreUnderTest store) => Path.Combine(store.Folder, MasterKeySettings.FileName);
}
