using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Sakimori.Host;
using Sakimori.Kernel;
using Sakimori.Platform.Access;
using Sakimori.Platform.Backup;
using Sakimori.Platform.Mail;
using Sakimori.Platform.Records;
using Sakimori.TestKit;

namespace Sakimori.Portal.Tests.Backup;

/// <summary>The pages and the API by which administrators decide on what waits after a restore.</summary>
public sealed class HeldPagesTests : IDisposable
{
    private static readonly AgeIdentity Identity = AgeIdentity.Make();
    private readonly string folder = System.IO.Directory.CreateTempSubdirectory("sakimori-held-").FullName;

    public void Dispose() => System.IO.Directory.Delete(folder, recursive: true);

    [Theory]
    [InlineData(Engine.Sqlite)]
    [InlineData(Engine.Postgres)]
    public async Task Administrators_are_told_on_every_page_and_decide_one_by_one(Engine engine)
    {
        await using var portal = await RestoredAsync(engine, letters: 3);
        var administrator = await portal.VisitorAsync("管理者", "ja", new HeldRole(Role.Administrator, Scopes.System));
        var office = await portal.VisitorAsync("事務局", "ja", new HeldRole(Role.Office, Scopes.System));
        const string notice = "バックアップから復元したポータルです。";
        foreach (var page in (string[])["/", "/account", "/operations", "/directory"])
        {
            Assert.Contains(notice, await administrator.Client.GetStringAsync(page), StringComparison.Ordinal);
            Assert.DoesNotContain(notice, await office.Client.GetStringAsync(page == "/operations" ? "/" : page), StringComparison.Ordinal);
        }

        var list = await administrator.Client.GetStringAsync("/operations/held?kind=letter");
        Assert.Contains("letter0@example.jp", list, StringComparison.Ordinal);
        Assert.DoesNotContain("定期処理の予定</td>", list, StringComparison.Ordinal);
        var numbers = await NumbersAsync(portal);
        using (var released = await administrator.Client.SubmitAsync("/operations/held", $"/operations/held/{numbers[0]}/release"))
            Assert.Equal("/operations/held?done=released", released.Headers.Location?.OriginalString);
        using (var none = await administrator.Client.SubmitAsync($"/operations/held/{numbers[1]}/discard", $"/operations/held/{numbers[1]}/discard", ("reason", " ")))
        {
            Assert.Equal(HttpStatusCode.UnprocessableEntity, none.StatusCode);
            Assert.Contains("理由が必要です。", await none.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }

        using (var discarded = await administrator.Client.SubmitAsync($"/operations/held/{numbers[1]}/discard", $"/operations/held/{numbers[1]}/discard", ("reason", "届いていた")))
            Assert.Equal(HttpStatusCode.Found, discarded.StatusCode);
        using (var again = await administrator.Client.SubmitAsync("/operations/held", $"/operations/held/{numbers[1]}/release"))
            Assert.Equal(HttpStatusCode.NotFound, again.StatusCode);
        foreach (var kind in Enum.GetValues<HeldKind>())
            (await administrator.Client.SubmitAsync($"/operations/held/{numbers[2]}/discard", "/operations/held/release", ("kind", kind.Code()))).Dispose();
        Assert.DoesNotContain(notice, await administrator.Client.GetStringAsync("/"), StringComparison.Ordinal);
        Assert.Contains("保留中のものはありません", await administrator.Client.GetStringAsync("/operations/held"), StringComparison.Ordinal);
        var trail = await administrator.Client.GetStringAsync("/audit");
        foreach (var words in (string[])["バックアップから復元した", "保留中のものを再開した", "保留中のものを破棄した", "保留中のものをまとめて再開した", "届いていた"])
            Assert.Contains(words, trail, StringComparison.Ordinal);
        using var refused = await office.Client.GetAsync("/operations/held");
        Assert.NotEqual(HttpStatusCode.OK, refused.StatusCode);
    }

    [Theory]
    [InlineData(Engine.Sqlite)]
    [InlineData(Engine.Postgres)]
    public async Task The_api_does_the_same(Engine engine)
    {
        await using var portal = await RestoredAsync(engine, letters: 3);
        var administrator = await portal.VisitorAsync("管理者", "ja", new HeldRole(Role.Administrator, Scopes.System));
        var client = portal.Client();
        client.DefaultRequestHeaders.Authorization = new("Bearer",
            (await portal.Get<ApiKeys>().MakeAsync(administrator.Reader, Scopes.System, "held", ["held:read", "held:write"], 30, default)).Value);
        using var list = JsonDocument.Parse(await client.GetStringAsync("/api/v1/held?kind=letter&size=2"));
        Assert.Equal((3, 2), (list.RootElement.GetProperty("total").GetInt32(), list.RootElement.GetProperty("items").GetArrayLength()));
        var numbers = await NumbersAsync(portal);
        async Task<HttpStatusCode> PostAsync(string path, object? body = null)
        {
            using var answer = await client.PostAsync($"/api/v1/held/{path}", body is null ? null : JsonContent.Create(body));
            return answer.StatusCode;
        }

        Assert.Equal(HttpStatusCode.NoContent, await PostAsync($"{numbers[0]}/release"));
        Assert.Equal(HttpStatusCode.NotFound, await PostAsync($"{numbers[0]}/release"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, await PostAsync($"{numbers[1]}/discard", new { reason = "" }));
        Assert.Equal(HttpStatusCode.NoContent, await PostAsync($"{numbers[1]}/discard", new { reason = "done" }));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, await PostAsync("release?kind=nothing"));
        using var all = await client.PostAsync("/api/v1/held/release?kind=letter", null);
        Assert.Equal("""{"released":1}""", await all.Content.ReadAsStringAsync());
    }

    private static async Task<List<long>> NumbersAsync(PortalUnderTest portal)
    {
        await using var backup = portal.Get<ContextFactory>().Read<BackupContext>(Reader.System);
        return await backup.Held.Where(h => h.Kind == HeldKind.Letter).OrderBy(h => h.Number).Select(h => h.Number).ToListAsync();
    }

    private async Task<PortalUnderTest> RestoredAsync(Engine engine, int letters)
    {
        var (file, master) = (new MemoryStream(), Path.Combine(folder, "given.key"));
        await File.WriteAllTextAsync(master, Convert.ToBase64String(System.Security.Cryptography.RandomNumberGenerator.GetBytes(32)));
        await using (var store = await PortalUnderTest.StartAsync(engine, settings: s => s with { MasterKeyFile = master }))
        {
            await using (var work = await store.Get<Works>().BeginAsync(Reader.System))
            {
                // Not due yet: the portal that is backed up does not deliver them meanwhile.
                for (var i = 0; i < letters; i++)
                {
                    work.Enlist<PlatformContext>().Mail.Add(new QueuedMail
                    {
                        Id = Guid.CreateVersion7(),
                        To = $"letter{i}@example.jp",
                        Subject = "件名",
                        Body = "本文",
                        Made = work.Now.AddSeconds(i),
                        Due = work.Now.AddDays(1),
                    });
                }

                await work.CommitAsync();
            }

            await store.Get<Backups>().WriteAsync(file, [Identity.Recipient], default);
        }

        file.Position = 0;
        var settings = new PortalSettings { DataFolder = folder, Database = engine == Engine.Postgres ? await PostgresServer.NewDatabaseAsync() : null };
        Assert.True((await PortalRestore.RunAsync(settings, file, [Identity], default)).Succeeded);
        return await PortalUnderTest.StartAsync(engine, folder: folder, settings: s => s with { Database = settings.Database, MasterKeyFile = master });
    }
}
