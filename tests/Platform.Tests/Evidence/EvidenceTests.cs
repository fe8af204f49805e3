using System.Text;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Sakimori.Kernel;
using Sakimori.Platform.Access;
using Sakimori.Platform.Evidence;
using Sakimori.Platform.Keys;
using Sakimori.Platform.Records;
using Sakimori.TestKit;

namespace Sakimori.Platform.Tests.Evidence;

public sealed class EvidenceTests
{
    private const string Portal = "https://portal.example";
    private static readonly Guid Organisation = Guid.CreateVersion7();
    private static readonly Reader Manager = Reader.Of(Guid.CreateVersion7(), "Manager", [new(Role.Manager, Organisation)], Organisation);
    private static readonly Reader Office = Reader.Of(Guid.CreateVersion7(), "Office", [new(Role.Office, Scopes.System)]);

    [Theory]
    [InlineData(Engine.Sqlite)]
    [InlineData(Engine.Postgres)]
    public async Task What_is_issued_checks_offline_and_says_in_words_what_it_is_not(Engine engine)
    {
        await using var store = await StoreUnderTest.MakeAsync(engine);
        var (evidence, file) = await IssueAsync(store);
        Assert.Equal(file, CanonicalJson.Of(file).Value);
        var verdict = await CheckAsync(store, file);
        Assert.Equal(EvidenceFinding.Valid, verdict.Finding);
        Assert.Contains("It is no certificate", verdict.Document.Assurance.Words.En, StringComparison.Ordinal);
        Assert.Contains("証明書や認証ではありません", verdict.Document.Assurance.Words.Ja, StringComparison.Ordinal);
        Assert.Contains(Dates.Written(evidence.Until).Ja, verdict.Document.Validity.Words.Ja, StringComparison.Ordinal);
        Assert.Equal($"{Portal}/evidence/status/{evidence.Number}", verdict.Document.Status.Ask);
        Assert.Equal(("self-declared", "TLP:AMBER", "active"), (verdict.Document.Assurance.Level, verdict.Document.Audience.Tlp, verdict.Document.Status.State));
        Assert.Equal(("桜木電機株式会社", Organisation), (verdict.Document.Subject.Name.Ja, verdict.Document.Subject.Id));
        Assert.Equal(22, evidence.Number.Length);

        // The same origin again is the same document.
        Assert.Equal(evidence.Id, (await IssueAsync(store)).Evidence.Id);
        Assert.Equal("1", await store.ScalarAsync("SELECT count(*) FROM evidence_document"));
    }

    [Fact]
    public async Task Every_byte_that_is_altered_added_or_taken_away_is_refused()
    {
        await using var store = await StoreUnderTest.MakeAsync(Engine.Sqlite);
        var (_, file) = await IssueAsync(store);
        var keys = await KeysAsync(store);
        var passed = new List<string>();
        for (var at = 0; at < file.Length; at++)
        {
            for (var bit = 0; bit < 8; bit++)
            {
                var altered = (byte[])file.Clone();
                altered[at] ^= (byte)(1 << bit);
                if (Passes(altered))
                    passed.Add($"byte {at}, bit {bit}: {(char)file[at]} to {(char)altered[at]}");
            }

            if (Passes([.. file[..at], .. file[(at + 1)..]]))
                passed.Add($"without byte {at}");
            if (Passes([.. file[..at], (byte)' ', .. file[at..]]))
                passed.Add($"a space at {at}");
        }

        Assert.Empty(passed);
        Assert.False(Passes([.. file, (byte)'\n']));
        Assert.True(Passes(file));

        bool Passes(byte[] bytes) => EvidenceCheck.Run(bytes, keys, store.Time.GetUtcNow().UtcDateTime) is { Succeeded: true } run && run.Value.Finding == EvidenceFinding.Valid;
    }

    [Fact]
    public async Task Content_that_is_altered_and_made_canonical_again_is_refused_as_altered()
    {
        await using var store = await StoreUnderTest.MakeAsync(Engine.Sqlite);
        var (_, file) = await IssueAsync(store);
        foreach (var (path, value) in ((string[], string)[])[(["claim", "facts", "total"], "125"), (["assurance", "level"], "certified"),
            (["assurance", "words", "en"], "Certified."), (["validity", "until"], "2099-01-01"), (["subject", "name", "ja"], "別の会社"), (["status", "ask"], "https://elsewhere.example"),
            (["proof", "algorithm"], "none"), (["proof", "canonicalization"], "none"), (["proof", "signature"], new string('A', 86))])
        {
            var document = JsonNode.Parse(file)!;
            var place = path[..^1].Aggregate(document, (node, name) => node[name]!);
            Assert.NotNull(place[path[^1]]);
            place[path[^1]] = value;
            Assert.Equal(EvidenceFinding.Altered, (await CheckAsync(store, CanonicalJson.Of(Encoding.UTF8.GetBytes(document.ToJsonString())).Value)).Finding);
        }

        var more = JsonNode.Parse(file)!;
        more["proof"]!["note"] = "x";
        Assert.NotNull(EvidenceCheck.Run(CanonicalJson.Of(Encoding.UTF8.GetBytes(more.ToJsonString())).Value, await KeysAsync(store), DateTime.UnixEpoch).Failure);
    }

    [Fact]
    public async Task Files_of_any_other_shape_are_refused_as_unreadable_and_nothing_throws()
    {
        await using var store = await StoreUnderTest.MakeAsync(Engine.Sqlite);
        var (_, file) = await IssueAsync(store);
        var keys = await KeysAsync(store);
        foreach (var member in JsonNode.Parse(file)!.AsObject().Select(m => m.Key).ToList())
        {
            foreach (var value in (string?[])[null, "{}", "[]", "null", "1", "\"\\ud800\""])
            {
                var document = JsonNode.Parse(file)!.AsObject();
                var raw = document.ToJsonString();
                var old = document[member]!.ToJsonString();
                var altered = value is null ? raw.Replace($"\"{member}\":{old}", "\"x\":1", StringComparison.Ordinal) : raw.Replace($"\"{member}\":{old}", $"\"{member}\":{value}", StringComparison.Ordinal);
                Assert.NotEqual(raw, altered);
                Assert.NotNull(EvidenceCheck.Run(Encoding.UTF8.GetBytes(altered), keys, Now(store)).Failure);
            }
        }

        var bytes = keys.Serialize();
        foreach (var altered in (string[])["", "{}", "[]", "null", """{"issuer":"x","keys":[]}""", """{"issuer":"x","keys":[null]}""", """{"issuer":"x","keys":[{}]}""", """{"issuer":"x","keys":[{"kid":"a","x":"\ud800","y":"b","name":"c","valid_from":"2026-01-01T00:00:00Z"}]}"""])
            Assert.NotNull(KeySet.Parse(Encoding.UTF8.GetBytes(altered)).Failure);
        for (var at = 0; at < bytes.Length; at++)
        {
            var altered = (byte[])bytes.Clone();
            altered[at] ^= 0x11;
            if (KeySet.Parse(altered) is { Succeeded: true } read)
                _ = EvidenceCheck.Run(file, read.Value, Now(store)).Value;
        }
    }

    [Theory]
    [InlineData(Engine.Sqlite)]
    [InlineData(Engine.Postgres)]
    public async Task A_former_key_still_vouches_until_its_end_and_another_portals_key_never(Engine engine)
    {
        await using var store = await StoreUnderTest.MakeAsync(engine);
        await using var other = await StoreUnderTest.MakeAsync(Engine.Sqlite);
        var (_, file) = await IssueAsync(store);
        Assert.True((await store.Get<SigningKeys>().RotateAsync(Reader.System, 30, default)).Succeeded);
        var (_, later) = await IssueAsync(store, "check:later");
        foreach (var each in (byte[][])[file, later])
            Assert.Equal(EvidenceFinding.Valid, (await CheckAsync(store, each)).Finding);
        Assert.NotEqual(EvidenceDocument.Parse(file).Value.Proof!.Key, EvidenceDocument.Parse(later).Value.Proof!.Key);

        await IssueAsync(other);
        var strange = EvidenceCheck.Run(file, await KeysAsync(other), Now(store)).Value;
        Assert.Equal((EvidenceFinding.UnknownKey, null), (strange.Finding, strange.Key));
        Assert.Equal(EvidenceFinding.Valid, EvidenceCheck.Run(file, await KeysAsync(store), Now(store).AddDays(29)).Value.Finding);
        Assert.Equal(EvidenceFinding.UnknownKey, EvidenceCheck.Run(file, await KeysAsync(store), Now(store).AddDays(31)).Value.Finding);
        Assert.Equal(EvidenceFinding.Valid, EvidenceCheck.Run(later, await KeysAsync(store), Now(store).AddDays(31)).Value.Finding);
    }

    [Fact]
    public async Task A_document_holds_from_its_first_day_in_Japan_to_its_last()
    {
        await using var store = await StoreUnderTest.MakeAsync(Engine.Sqlite);
        var (evidence, file) = await IssueAsync(store);
        var keys = await KeysAsync(store);
        var first = evidence.From.ToDateTime(default, DateTimeKind.Utc).AddHours(-9);
        var over = evidence.Until.AddDays(1).ToDateTime(default, DateTimeKind.Utc).AddHours(-9);
        Assert.Equal(
            [EvidenceFinding.Expired, EvidenceFinding.Valid, EvidenceFinding.Valid, EvidenceFinding.Expired],
            ((DateTime[])[first.AddTicks(-1), first, over.AddTicks(-1), over]).Select(at => EvidenceCheck.Run(file, keys, at).Value.Finding));
    }

    [Theory]
    [InlineData(Engine.Sqlite)]
    [InlineData(Engine.Postgres)]
    public async Task What_is_withdrawn_is_known_from_the_key_file_and_by_asking_and_names_nobody(Engine engine)
    {
        await using var store = await StoreUnderTest.MakeAsync(engine);
        var evidence = store.Get<EvidenceStore>();
        var (row, file) = await IssueAsync(store);
        Assert.Equal(EvidenceState.Active, await evidence.StatusAsync(row.Number, default));
        Assert.Null(await evidence.StatusAsync("AAAAAAAAAAAAAAAAAAAAAA", default));

        Assert.Null(await evidence.DecideAsync(Office, row.Number, EvidenceState.Suspended, default));
        Assert.Equal(EvidenceState.Suspended, await evidence.StatusAsync(row.Number, default));
        Assert.Contains("suspended", (await CheckAsync(store, file)).Words.En, StringComparison.Ordinal);
        Assert.Null(await evidence.DecideAsync(Office, row.Number, EvidenceState.Active, default));
        Assert.Equal(EvidenceFinding.Valid, (await CheckAsync(store, file)).Finding);
        Assert.Equal(FailureKind.NotFound, (await evidence.DecideAsync(Manager, row.Number, EvidenceState.Revoked, default))!.Kind);

        store.Time.Advance(TimeSpan.FromDays(3));
        Assert.Null(await evidence.RevokeAsync(Manager, row.Id, default));
        Assert.Null(await evidence.RevokeAsync(Manager, row.Id, default));
        Assert.Equal(FailureKind.Conflict, (await evidence.DecideAsync(Office, row.Number, EvidenceState.Active, default))!.Kind);
        var keys = await KeysAsync(store);
        var verdict = EvidenceCheck.Run(file, keys, Now(store)).Value;
        Assert.Equal((EvidenceFinding.Withdrawn, keys.Revocations!.KnownUntil), (verdict.Finding, verdict.RevocationKnownUntil));
        Assert.True(verdict.RevocationKnownUntil > verdict.Document.Status.KnownUntil);
        var text = Encoding.UTF8.GetString(keys.Serialize());
        Assert.DoesNotContain(row.Number, text, StringComparison.Ordinal);
        Assert.DoesNotContain($"{Organisation}", text, StringComparison.Ordinal);

        // A key file of before says only what was known then.
        var before = EvidenceCheck.Run(file, keys with { Revocations = null }, Now(store)).Value;
        Assert.Equal((EvidenceFinding.Valid, before.Document.Status.KnownUntil), (before.Finding, before.RevocationKnownUntil));
        Assert.Contains(row.Number, before.Revocation.En, StringComparison.Ordinal);

        // Revoked, the origin can have a new one; expired, the list forgets the old.
        Assert.NotEqual(row.Id, (await IssueAsync(store)).Evidence.Id);
        store.Time.Advance(TimeSpan.FromDays(400));
        Assert.Empty((await KeysAsync(store)).Revocations!.Revoked);
        Assert.Equal("1", await store.ScalarAsync("SELECT count(*) FROM platform_audit WHERE \"Action\" = 'platform.evidence.revoked'"));
        Assert.Equal("1", await store.ScalarAsync("SELECT count(*) FROM platform_audit WHERE \"Action\" = 'platform.evidence.resumed'"));
    }

    [Theory]
    [InlineData(Engine.Sqlite)]
    [InlineData(Engine.Postgres)]
    public async Task A_document_is_seen_by_its_audience_alone_and_revoked_by_those_who_speak_for_it(Engine engine)
    {
        await using var store = await StoreUnderTest.MakeAsync(engine);
        var evidence = store.Get<EvidenceStore>();
        var (row, _) = await IssueAsync(store);
        var stranger = Reader.Of(Guid.CreateVersion7(), "Stranger", [new(Role.Manager, Guid.CreateVersion7())]);
        var reads = Reader.Of(Guid.CreateVersion7(), "Reads", [new(Role.Reader, Organisation)], Organisation);
        foreach (var reader in (Reader[])[Manager, reads, stranger])
            await JoinAsync(store, reader);
        foreach (var (reader, sees) in ((Reader, bool)[])[(Manager, true), (reads, true), (stranger, false), (Office, false), (Reader.Nobody, false)])
        {
            Assert.Equal(sees, await evidence.FindAsync(reader, row.Id, default) is not null);
            Assert.Equal(sees ? 1 : 0, (await evidence.ListAsync(reader, null, 0, 10, default)).Total);
        }

        foreach (var reader in (Reader[])[reads, stranger, Office, Reader.Nobody])
            Assert.Equal(Failure.NotFound, await evidence.RevokeAsync(reader, row.Id, default));
        Assert.Equal(EvidenceState.Active, await evidence.StatusAsync(row.Number, default));
    }

    private static async Task<(IssuedEvidence Evidence, byte[] File)> IssueAsync(StoreUnderTest store, string origin = "check:1")
    {
        await JoinAsync(store, Manager);
        await using var work = await store.Get<Works>().BeginAsync(Manager);
        var today = Dates.DayInJapan(work.Now);
        var issued = await store.Get<EvidenceStore>().IssueAsync(work, new()
        {
            Audience = await OwnAudience.OfAsync(work, default),
            Tlp = Tlp.Amber,
            Origin = origin,
            Subject = Organisation,
            SubjectName = new("桜木電機株式会社", "Sakuragi Electric Co. Ltd."),
            Claim = new("test.total", "1", new("総合点は75です。", "The total is 75."), new Dictionary<string, string> { ["total"] = "75", ["date"] = $"{today:yyyy-MM-dd}" }),
            Scope = new("組織全体", "The whole organisation"),
            Assurance = AssuranceLevel.SelfDeclared,
            From = today,
            Until = today.AddYears(1).AddDays(-1),
        }, Portal, default);
        await work.CommitAsync();
        var found = await store.Get<EvidenceStore>().FindAsync(Manager, issued.Value, default);
        return (found!.Evidence, found.Evidence.Document);
    }

    private static async Task JoinAsync(StoreUnderTest store, Reader reader)
    {
        await using var work = await store.Get<Works>().BeginAsync(Reader.System);
        var access = work.Enlist<AccessContext>();
        if (await access.Roles.AnyAsync(r => r.Account == reader.Account))
            return;
        foreach (var role in reader.Roles)
            access.Roles.Add(new RoleGrant { Id = Guid.NewGuid(), Account = reader.Account!.Value, Scope = role.Scope, Role = role.Role, From = work.Now.AddDays(-1) });
        await work.CommitAsync();
    }

    private static DateTime Now(StoreUnderTest store) => store.Time.GetUtcNow().UtcDateTime;

    private static async Task<KeySet> KeysAsync(StoreUnderTest store)
        => KeySet.Parse((await store.Get<EvidenceStore>().KeysAsync(Portal, Now(store), default)).Serialize()).Value;

    private static async Task<EvidenceVerdict> CheckAsync(StoreUnderTest store, byte[] file)
        => EvidenceCheck.Run(file, await KeysAsync(store), Now(store)).Value;
}
