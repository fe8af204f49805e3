using System.IO.Compression;
using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Sakimori.Benchmark.Store;
using Sakimori.Directory.Domain;
using Sakimori.Directory.Store;
using Sakimori.Platform.Access;
using Sakimori.Platform.Records;
using Sakimori.TestKit;

namespace Sakimori.Benchmark.Tests.Result;

public sealed partial class SecretLinkTests
{
    private static readonly Guid Organisation = Guid.CreateVersion7();

    [Theory]
    [InlineData(Engine.Sqlite)]
    [InlineData(Engine.Postgres)]
    public async Task A_link_shows_what_its_maker_chose_until_it_ends_or_is_revoked(Engine engine)
    {
        await using var portal = await PortalUnderTest.StartAsync(engine);
        var manager = await portal.VisitorAsync("防人 花子", "en", new HeldRole(Role.Manager, Organisation));
        var (check, other) = (await CheckAsync(portal, manager), await CheckAsync(portal, manager));
        var nobody = portal.Client();
        Assert.Equal(HttpStatusCode.Found, (await nobody.GetAsync($"/benchmark/results/{check}")).StatusCode);

        var board = await MakeAsync(manager, check, "board", "30");
        var opened = await nobody.GetAsync(board);
        Assert.Equal(HttpStatusCode.OK, opened.StatusCode);
        Assert.Equal("no-store", opened.Headers.CacheControl!.ToString());
        Assert.Contains("noindex", opened.Headers.GetValues("X-Robots-Tag").Single(), StringComparison.Ordinal);
        var page = await opened.Content.ReadAsStringAsync();
        Assert.Contains("class=\"verdict\"", page, StringComparison.Ordinal);
        Assert.DoesNotContain("all-measures", page, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await nobody.GetAsync(board + "/result.json")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await nobody.GetAsync(board + "/charts/groups.svg")).StatusCode);

        var everything = await MakeAsync(manager, check, "everything", "365");
        Assert.Contains("all-measures", await nobody.GetStringAsync(everything), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await nobody.GetAsync(everything + "/result.json")).StatusCode);
        Assert.Equal("image/svg+xml", (await nobody.GetAsync(everything + "/charts/groups.svg")).Content.Headers.ContentType!.MediaType);

        // The link opens its own row alone, and the page behind it does not lead anywhere a right is needed.
        await using (var row = portal.Get<ContextFactory>().Read<BenchmarkContext>(Reader.OfLink(check)))
            Assert.Equal([check], await row.Checks.Select(c => c.Id).ToListAsync());
        Assert.DoesNotContain($"{other}", page, StringComparison.Ordinal);

        var unknown = await AnswerAsync(nobody, "/shared/" + ResultLink.NewToken());
        await EndAsync(portal, everything);
        Assert.Equal(unknown, await AnswerAsync(nobody, everything));
        var revoke = Revocation().Match(await manager.Client.GetStringAsync($"/benchmark/results/{check}/links")).Groups[1].Value;
        Assert.Equal(HttpStatusCode.Found, (await manager.Client.SubmitAsync($"/benchmark/results/{check}/links", revoke)).StatusCode);
        Assert.Equal(unknown, await AnswerAsync(nobody, board));

        await using var benchmark = portal.Get<ContextFactory>().Read<BenchmarkContext>(Reader.System);
        Assert.All(await benchmark.Links.ToListAsync(), link => Assert.Equal(32, link.TokenHash.Length));
        await using var platform = portal.Get<ContextFactory>().Read<PlatformContext>(Reader.System);
        Assert.Equal(2, await platform.Audit.CountAsync(a => a.Action == "benchmark.link.made"));
        Assert.Equal(1, await platform.Audit.CountAsync(a => a.Action == "benchmark.link.revoked"));
    }

    [Theory]
    [InlineData(Engine.Sqlite)]
    [InlineData(Engine.Postgres)]
    public async Task A_link_names_the_organisation_only_when_its_maker_chose_so(Engine engine)
    {
        const string name = "秘匿検証株式会社";
        await using var portal = await PortalUnderTest.StartAsync(engine);
        var organisation = (await portal.Get<Works>().RunAsync(Reader.System, work => OrganisationChanges.AddAsync(work,
            new(OrganisationKind.Company, new(name, "Hidden Trial Inc."), null, null, Profile.Unknown, new(2020, 4, 1), true), default), default)).Value;
        var manager = await portal.VisitorAsync("防人 花子", "ja", new HeldRole(Role.Manager, organisation));
        var check = await CheckAsync(portal, manager, organisation);
        var nobody = portal.Client("ja");
        var (silent, board, named) = (await MakeAsync(manager, check, "everything", "30"), await MakeAsync(manager, check, "board", "30"),
            await MakeAsync(manager, check, "everything", "30", ("name", "show")));

        foreach (var way in (string[])["", "/result.docx", "/result.xlsx", "/result.csv", "/result.json", "/result.file", "/charts/groups.svg"])
        {
            Assert.True(await NamesAsync(nobody, named + way) == (way is not ("/result.csv" or "/result.file" or "/charts/groups.svg")), way);
            Assert.False(await NamesAsync(nobody, silent + way), way);
        }

        Assert.False(await NamesAsync(nobody, board));
        Assert.Contains("ある組織", await nobody.GetStringAsync(silent), StringComparison.Ordinal);
        Assert.Contains("ある組織", await nobody.GetStringAsync(board), StringComparison.Ordinal);
        Assert.Contains(name, await manager.Client.GetStringAsync($"/benchmark/results/{check}"), StringComparison.Ordinal);
        Assert.DoesNotContain("name=\"name\" value=\"show\" checked", await manager.Client.GetStringAsync($"/benchmark/results/{check}/links"), StringComparison.Ordinal);

        // Whether an answer names the organisation anywhere: in its headers, its text, or a part of its package.
        static async Task<bool> NamesAsync(HttpClient client, string address)
        {
            var answer = await client.GetAsync(address);
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            var bytes = await answer.Content.ReadAsByteArrayAsync();
            var texts = new List<string> { Uri.UnescapeDataString($"{answer.Headers}{answer.Content.Headers}"), Encoding.UTF8.GetString(bytes) };
            if (bytes.AsSpan().StartsWith("PK"u8))
            {
                using var package = new ZipArchive(new MemoryStream(bytes));
                foreach (var part in package.Entries)
                {
                    using var reader = new StreamReader(part.Open());
                    texts.Add(await reader.ReadToEndAsync());
                }
            }

            return texts.Exists(text => text.Contains(name, StringComparison.Ordinal) || text.Contains("Hidden Trial", StringComparison.Ordinal));
        }
    }

    [Theory]
    [InlineData(Engine.Sqlite)]
    [InlineData(Engine.Postgres)]
    public async Task Only_those_who_fill_in_for_the_organisation_make_and_revoke_its_links(Engine engine)
    {
        await using var portal = await PortalUnderTest.StartAsync(engine);
        var manager = await portal.VisitorAsync("Manager", "en", new HeldRole(Role.Manager, Organisation));
        var reader = await portal.VisitorAsync("Reader", "en", new HeldRole(Role.Reader, Organisation));
        var stranger = await portal.VisitorAsync("Stranger", "en", new HeldRole(Role.Manager, Guid.CreateVersion7()));
        var check = await CheckAsync(portal, manager);
        var foreign = await CheckAsync(portal, stranger);
        await MakeAsync(manager, check, "board", "1");
        await using var benchmark = portal.Get<ContextFactory>().Read<BenchmarkContext>(Reader.System);
        var link = (await benchmark.Links.SingleAsync()).Id;

        Assert.Equal(HttpStatusCode.OK, (await reader.Client.GetAsync($"/benchmark/results/{check}")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await stranger.Client.GetAsync($"/benchmark/results/{check}")).StatusCode);
        foreach (var visitor in (Visitor[])[reader, stranger])
        {
            Assert.Equal(HttpStatusCode.NotFound, (await visitor.Client.GetAsync($"/benchmark/results/{check}/links")).StatusCode);
            Assert.Equal(HttpStatusCode.NotFound, (await visitor.Client.SubmitAsync("/", $"/benchmark/results/{check}/links", ("scope", "board"), ("days", "1"))).StatusCode);
            Assert.Equal(HttpStatusCode.NotFound, (await visitor.Client.SubmitAsync("/", $"/benchmark/results/{check}/links/{link}/revoke")).StatusCode);
        }

        // A link of one result is not revoked through another.
        Assert.Equal(HttpStatusCode.NotFound, (await stranger.Client.SubmitAsync("/", $"/benchmark/results/{foreign}/links/{link}/revoke")).StatusCode);
        foreach (var days in (string[])["0", "366", "", "x"])
            Assert.Equal(HttpStatusCode.UnprocessableEntity, (await manager.Client.SubmitAsync(
                $"/benchmark/results/{check}/links", $"/benchmark/results/{check}/links", ("scope", "board"), ("days", days))).StatusCode);
        Assert.Null((await benchmark.Links.SingleAsync()).Revoked);
    }

    private static async Task<string> MakeAsync(Visitor visitor, Guid check, string scope, string days, params (string, string)[] more)
    {
        var address = $"/benchmark/results/{check}/links";
        var made = await visitor.Client.SubmitAsync(address, address, [("scope", scope), ("days", days), ("note", "取締役会"), .. more]);
        Assert.Equal(HttpStatusCode.OK, made.StatusCode);
        return Address().Match(await made.Content.ReadAsStringAsync()).Value;
    }

    private static async Task<(HttpStatusCode Status, string Body)> AnswerAsync(HttpClient client, string address)
    {
        var answer = await client.GetAsync(address);
        return (answer.StatusCode, (await answer.Content.ReadAsStringAsync()).Replace(Uri.EscapeDataString(address), "", StringComparison.Ordinal));
    }

    private static async Task EndAsync(PortalUnderTest portal, string address)
    {
        var hash = ResultLink.Hash(address["/shared/".Length..]);
        await using var work = await portal.Get<Works>().BeginAsync(Reader.System);
        var now = work.Now;
        Assert.Equal(1, await work.Enlist<BenchmarkContext>().Links.Where(l => l.TokenHash == hash)
            .ExecuteUpdateAsync(set => set.SetProperty(l => l.Ends, now)));
        await work.CommitAsync();
    }

    private static async Task<Guid> CheckAsync(PortalUnderTest portal, Visitor visitor, Guid? organisation = null)
    {
        await using var work = await portal.Get<Works>().BeginAsync(visitor.Reader.For(visitor.Reader.Roles[0].Scope));
        var check = new Check
        {
            Id = Guid.CreateVersion7(),
            Audience = await OwnAudience.OfAsync(work, default),
            Tlp = Tlp.Amber,
            Organisation = organisation,
            Submitted = work.Now,
            RulesVersion = ShippedRules.Current.Version,
            Answers = new string('3', 40),
        };
        work.Enlist<BenchmarkContext>().Checks.Add(check);
        await work.CommitAsync();
        return check.Id;
    }

    [GeneratedRegex("/shared/[A-Za-z0-9_-]{43}")]
    private static partial Regex Address();

    [GeneratedRegex("action=\"(/benchmark/results/[^\"]+/revoke)\"")]
    private static partial Regex Revocation();
}
