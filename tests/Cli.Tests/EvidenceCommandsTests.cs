using System.Text;
using System.Text.Json;
using Sakimori.Kernel;
using Sakimori.Platform.Access;
using Sakimori.Platform.Evidence;
using Sakimori.Platform.Keys;
using Sakimori.Platform.Records;
using Sakimori.TestKit;

namespace Sakimori.Cli.Tests;

public sealed class EvidenceCommandsTests : IAsyncLifetime
{
    private const string Address = "https://portal.example";
    private static readonly Guid Organisation = Guid.CreateVersion7();
    private static readonly Reader Manager = Reader.Of(Guid.CreateVersion7(), "Manager", [new(Role.Manager, Organisation)], Organisation);
    private readonly string folder = System.IO.Directory.CreateTempSubdirectory("sakimori-evidence-").FullName;
    private StoreUnderTest store = null!;

    public async ValueTask InitializeAsync() => store = await StoreUnderTest.MakeAsync(Engine.Sqlite);

    public async ValueTask DisposeAsync()
    {
        await store.DisposeAsync();
        System.IO.Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task Evidence_is_checked_offline_in_both_languages_and_as_json()
    {
        var (file, _) = await IssueAsync();
        var keys = await KeysAsync();
        var told = await VerifyAsync(file, keys);
        Assert.Equal((0, ""), (told.Code, told.Err));
        Assert.Equal(
            ["VALID: The signature is right and it is within its validity.", "Issuer      Sakimori portal (portal.example)  https://portal.example", "Subject     Sakuragi Electric Co. Ltd.",
                "Claim       The total is 75.", "Scope       The whole organisation", "Assurance   Self-declared: nobody but the organisation itself has checked this. It is no certificate."],
            told.Out.Split('\n')[..6]);
        Assert.Contains("Validity    Valid from ", told.Out, StringComparison.Ordinal);
        Assert.Contains("Revocation  Revocation is known up to ", told.Out, StringComparison.Ordinal);
        var japanese = await Tool.RunAsync(["evidence", "verify", file, "--issuer", keys], "ja");
        Assert.Contains("有効：署名は正しく、有効期間内です。", japanese.Out, StringComparison.Ordinal);
        Assert.Contains("自己申告：組織自身のほかに、この内容を確かめた者はいません。証明書や認証ではありません。", japanese.Out, StringComparison.Ordinal);
        Assert.Contains("取消しの有無は", japanese.Out, StringComparison.Ordinal);

        using var json = JsonDocument.Parse((await VerifyAsync(file, keys, "--json")).Out);
        Assert.True(json.RootElement.GetProperty("valid").GetBoolean());
        Assert.Equal("The total is 75.", json.RootElement.GetProperty("claim").GetString());
        var set = KeySet.Parse(await File.ReadAllBytesAsync(keys)).Value;
        Assert.Equal(set.Revocations!.KnownUntil, json.RootElement.GetProperty("revocation_known_until").GetDateTime());

        // Standard input does as well as a file.
        Assert.Equal(0, (await Tool.RunAsync(["evidence", "verify", "-", "--issuer", keys], "en", await File.ReadAllTextAsync(file))).Code);
    }

    [Fact]
    public async Task What_does_not_hold_ends_with_a_code_of_its_own_and_repeats_nothing_unsigned()
    {
        var (file, evidence) = await IssueAsync();
        var keys = await KeysAsync();
        var bytes = await File.ReadAllBytesAsync(file);
        var altered = Path.Combine(folder, "altered.json");
        await File.WriteAllTextAsync(altered, Encoding.UTF8.GetString(bytes).Replace("The total is 75.", "The total is 95.", StringComparison.Ordinal));
        await ExpectAsync(altered, keys, ExitCode.Altered, "altered", signed: false);
        await File.WriteAllBytesAsync(altered, [.. bytes, (byte)'\n']);
        await ExpectAsync(altered, keys, ExitCode.Altered, "altered", signed: false);

        await using (var other = await StoreUnderTest.MakeAsync(Engine.Sqlite))
        {
            await IssueAsync(other);
            await ExpectAsync(file, await KeysAsync(other), ExitCode.UnknownKey, "unknown-key", signed: false);
        }

        await ExpectAsync(file, keys, ExitCode.Done, "valid", true, "--at", $"{evidence.Until:yyyy-MM-dd}");
        await ExpectAsync(file, keys, ExitCode.Expired, "expired", true, "--at", $"{evidence.Until.AddDays(1):yyyy-MM-dd}");
        await ExpectAsync(file, keys, ExitCode.Expired, "expired", true, "--at", $"{evidence.From.AddDays(-1):yyyy-MM-dd}");

        Assert.True((await store.Get<SigningKeys>().RotateAsync(Reader.System, 30, default)).Succeeded);
        await ExpectAsync(file, await KeysAsync(), ExitCode.Done, "valid", true);
        Assert.Null(await store.Get<EvidenceStore>().RevokeAsync(Manager, evidence.Id, default));
        await ExpectAsync(file, await KeysAsync(), ExitCode.Withdrawn, "withdrawn", true);

        // What cannot be read at all.
        await File.WriteAllTextAsync(altered, "{}");
        Assert.Equal(2, (await VerifyAsync(altered, keys)).Code);
        Assert.Equal(2, (await VerifyAsync(file, altered)).Code);
        Assert.Equal(2, (await VerifyAsync(file, file)).Code);
        Assert.Equal(2, (await VerifyAsync(file, keys, "--at", "someday")).Code);
        Assert.Equal(3, (await VerifyAsync(Path.Combine(folder, "none.json"), keys)).Code);
        Assert.Equal(1, (await Tool.RunAsync(["evidence", "verify", file])).Code);
    }

    [Fact]
    public async Task Keys_are_listed_and_rotated_on_a_data_folder_and_through_a_running_portal()
    {
        var data = Path.Combine(folder, "data");
        Assert.Equal((0, "", ""), await Tool.RunAsync(["keys", "list", "--data", data]));
        var first = await Tool.RunAsync(["keys", "rotate", "--data", data, "--json"]);
        Assert.Equal(0, first.Code);
        Assert.True(File.Exists(Path.Combine(data, MasterKeySettings.FileName)));
        using var made = JsonDocument.Parse(first.Out);
        var fingerprint = made.RootElement[0].GetProperty("fingerprint").GetString()!;
        Assert.Equal(2, (await Tool.RunAsync(["keys", "rotate", "--data", data, "--overlap-days", "-1"])).Code);

        await using var portal = await PortalUnderTest.StartAsync(Engine.Sqlite, folder: data);
        var administrator = await portal.VisitorAsync("管理者", "ja", new HeldRole(Role.Administrator, Scopes.System));
        var key = (await portal.Get<ApiKeys>().MakeAsync(administrator.Reader, Scopes.System, "keys", ["signing-keys:read", "signing-keys:write"], 30, default)).Value;
        string[] place = ["--server", portal.Portal.Address, "--key", key];
        var rotated = await Tool.RunAsync(["keys", "rotate", "--overlap-days", "30", .. place]);
        Assert.Equal((0, ""), (rotated.Code, rotated.Err));
        var listed = (await Tool.RunAsync(["keys", "list", .. place])).Out.TrimEnd().Split('\n');
        Assert.Equal(2, listed.Length);
        Assert.Contains("active since", listed[0], StringComparison.Ordinal);
        Assert.Contains(fingerprint, listed[1], StringComparison.Ordinal);
        Assert.Contains("retired, counts until", listed[1], StringComparison.Ordinal);
        Assert.Contains("使用終了（検証は", (await Tool.RunAsync(["keys", "list", .. place], "ja")).Out, StringComparison.Ordinal);
        Assert.Equal(5, (await Tool.RunAsync(["keys", "list", "--data", data])).Code);
        var page = await administrator.Client.GetStringAsync("/operations/keys");
        Assert.Contains(fingerprint, page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_office_suspends_resumes_and_revokes_by_number_on_a_data_folder_and_through_a_running_portal()
    {
        var data = Path.Combine(folder, "data");
        Assert.Equal(3, (await Tool.RunAsync(["evidence", "suspend", "unknown-number", "--data", data])).Code);
        string number;
        await using (var portal = await PortalUnderTest.StartAsync(Engine.Sqlite, folder: data))
        {
            number = await IssueAsync(portal);
            var office = await portal.VisitorAsync("管理者", "ja", new HeldRole(Role.Administrator, Scopes.System));
            var key = (await portal.Get<ApiKeys>().MakeAsync(office.Reader, Scopes.System, "evidence", ["evidence:decide"], 30, default)).Value;
            string[] place = ["--server", portal.Portal.Address, "--key", key];
            async Task<EvidenceState?> StateAsync() => await portal.Get<EvidenceStore>().StatusAsync(number, default);
            Assert.Equal((0, "", ""), await Tool.RunAsync(["evidence", "suspend", number, .. place]));
            Assert.Equal(EvidenceState.Suspended, await StateAsync());
            Assert.Equal((0, "{\"done\":true}\n", ""), await Tool.RunAsync(["evidence", "resume", number, .. place, "--json"]));
            Assert.Equal(EvidenceState.Active, await StateAsync());
            Assert.Equal(3, (await Tool.RunAsync(["evidence", "revoke", "unknown-number", .. place])).Code);
        }

        Assert.Equal((0, "", ""), await Tool.RunAsync(["evidence", "suspend", number, "--data", data]));
        Assert.Equal((0, "", ""), await Tool.RunAsync(["evidence", "revoke", number, "--data", data]));
        var refused = await Tool.RunAsync(["evidence", "resume", number, "--data", data], "ja");
        Assert.Equal(5, refused.Code);
        Assert.Contains("取り消した文書は、元に戻せません。", refused.Err, StringComparison.Ordinal);
    }

    // Issued as the portal does it, for a manager's organisation.
    private static async Task<string> IssueAsync(PortalUnderTest portal)
    {
        var manager = (await portal.VisitorAsync("Manager", "en", new HeldRole(Role.Manager, Organisation))).Reader;
        await using var work = await portal.Get<Works>().BeginAsync(manager);
        var issued = await portal.Get<EvidenceStore>().IssueAsync(work, await OfferAsync(work), Address, default);
        await work.CommitAsync();
        return (await portal.Get<EvidenceStore>().FindAsync(manager, issued.Value, default))!.Evidence.Number;
    }

    private static async Task ExpectAsync(string file, string keys, int code, string finding, bool signed, params string[] more)
    {
        var (told, words, _) = await VerifyAsync(file, keys, more);
        Assert.Equal(code, told);
        Assert.Equal(signed, words.Contains("Sakuragi", StringComparison.Ordinal));
        Assert.StartsWith(code == 0 ? "VALID" : "NOT VALID", words, StringComparison.Ordinal);
        var (same, output, _) = await VerifyAsync(file, keys, [.. more, "--json"]);
        using var json = JsonDocument.Parse(output);
        Assert.Equal((code, finding, code == 0), (same, json.RootElement.GetProperty("finding").GetString(), json.RootElement.GetProperty("valid").GetBoolean()));
        Assert.Equal(signed, json.RootElement.GetProperty("subject").ValueKind != JsonValueKind.Null);
    }

    private static Task<(int Code, string Out, string Err)> VerifyAsync(string file, string keys, params string[] more)
        => Tool.RunAsync(["evidence", "verify", file, "--issuer", keys, .. more]);

    private async Task<string> KeysAsync(StoreUnderTest? of = null)
    {
        var from = of ?? store;
        var path = Path.Combine(folder, $"{Guid.NewGuid():N}.jwks.json");
        await File.WriteAllBytesAsync(path, (await from.Get<EvidenceStore>().KeysAsync(Address, from.Time.GetUtcNow().UtcDateTime, default)).Serialize());
        return path;
    }

    private async Task<(string File, IssuedEvidence Evidence)> IssueAsync(StoreUnderTest? at = null)
    {
        var of = at ?? store;
        await using (var work = await of.Get<Works>().BeginAsync(Reader.System))
        {
            work.Enlist<AccessContext>().Roles.Add(new RoleGrant { Id = Guid.NewGuid(), Account = Manager.Account!.Value, Scope = Organisation, Role = Role.Manager, From = work.Now.AddDays(-1) });
            await work.CommitAsync();
        }

        await using var issuing = await of.Get<Works>().BeginAsync(Manager);
        var issued = await of.Get<EvidenceStore>().IssueAsync(issuing, await OfferAsync(issuing), Address, default);
        await issuing.CommitAsync();
        var found = (await of.Get<EvidenceStore>().FindAsync(Manager, issued.Value, default))!;
        var path = Path.Combine(folder, $"{Guid.NewGuid():N}.json");
        await File.WriteAllBytesAsync(path, found.Evidence.Document);
        return (path, found.Evidence);
    }

    private static async Task<NewEvidence> OfferAsync(UnitOfWork work)
    {
        var today = Dates.DayInJapan(work.Now);
        return new()
        {
            Audience = await OwnAudience.OfAsync(work, default),
            Tlp = Tlp.Amber,
            Origin = "check:1",
            Subject = Organisation,
            SubjectName = new("桜木電機株式会社", "Sakuragi Electric Co. Ltd."),
            Claim = new("test.total", "1", new("総合点は75です。", "The total is 75."), new Dictionary<string, string> { ["total"] = "75" }),
            Scope = new("組織全体", "The whole organisation"),
            Assurance = AssuranceLevel.SelfDeclared,
            From = today,
            Until = today.AddDays(20),
        };
    }
}
