using System.Net;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Sakimori.Directory.Store;
using Sakimori.Platform.Access;
using Sakimori.Platform.Records;
using Sakimori.TestKit;

namespace Sakimori.Directory.Tests;

public sealed class RegistrationTests(Portals portals) : IClassFixture<Portals>
{
    [Theory]
    [InlineData(Engine.Sqlite)]
    [InlineData(Engine.Postgres)]
    public async Task Nothing_exists_until_the_link_is_opened_and_then_an_unverified_organisation_with_its_manager(Engine engine)
    {
        var portal = portals[engine];
        var visitor = portal.Client("ja");
        var mail = $"{Guid.NewGuid():N}@example.jp";
        Assert.Equal("/register/sent", await AskAsync(visitor, "自ら登録する会社", mail));
        await using (var context = portal.Get<ContextFactory>().Read<DirectoryContext>(Reader.System))
            Assert.False(await context.Names.AnyAsync(n => n.Ja == "自ら登録する会社"));

        var link = await LinkAsync(portal, mail);
        Assert.Contains("自ら登録する会社", await visitor.GetStringAsync(link), StringComparison.Ordinal);
        var confirmed = await visitor.PostFormAsync(link, link, ("password", "correct horse battery"));
        Assert.Equal(HttpStatusCode.Redirect, confirmed.StatusCode);
        var page = await visitor.GetStringAsync(confirmed.Headers.Location!);
        Assert.Contains("未確認", page, StringComparison.Ordinal);
        Assert.Contains("連絡先を編集する", page, StringComparison.Ordinal);
        Assert.Contains("事務局がまだ組織を確かめていないという印です", page, StringComparison.Ordinal);
        foreach (var next in (string[])["/benchmark", "/organisation/members/invite"])
        {
            Assert.Contains($"href=\"{next}\"", page, StringComparison.Ordinal);
            Assert.Equal(HttpStatusCode.OK, (await visitor.GetAsync(next)).StatusCode);
        }

        Assert.Contains("<optgroup label=\"日本標準産業分類", await visitor.GetStringAsync("/directory"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await visitor.GetAsync(link)).StatusCode);

        var office = await portal.SignedInAsync(Role.Office, Scopes.System);
        var waiting = await office.GetStringAsync("/directory/registrations");
        Assert.Contains(mail, waiting, StringComparison.Ordinal);
        var id = Regex.Match(waiting[waiting.IndexOf(mail, StringComparison.Ordinal)..], "name=\"registration\" value=\"([^\"]+)\"").Groups[1].Value;
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await office.PostFormAsync("/directory/registrations", "/directory/registrations",
            ("registration", id), ("decision", "reject"), ("reason", ""))).StatusCode);
        await office.PostFormAsync("/directory/registrations", "/directory/registrations", ("registration", id), ("decision", "accept"));
        Assert.Contains("確認済み", await visitor.GetStringAsync(confirmed.Headers.Location!), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Engine.Sqlite)]
    [InlineData(Engine.Postgres)]
    public async Task A_trusted_mail_domain_verifies_the_first_organisation_that_registers_from_it(Engine engine)
    {
        const string Domains = "/directory/registrations/domains";
        var portal = portals[engine];
        var office = await portal.SignedInAsync(Role.Office, Scopes.System);
        var trusted = $"d{Guid.NewGuid():N}.example";
        foreach (var wrong in (string[])["", "jp", "a b.jp", "-a.jp", "a..jp"])
            Assert.Equal(HttpStatusCode.UnprocessableEntity, (await office.PostFormAsync(Domains, Domains, ("domain", wrong))).StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, (await office.PostFormAsync(Domains, Domains, ("domain", "@" + trusted.ToUpperInvariant()))).StatusCode);
        Assert.Equal(HttpStatusCode.Conflict, (await office.PostFormAsync(Domains, Domains, ("domain", trusted))).StatusCode);
        Assert.Contains(trusted, await office.GetStringAsync(Domains), StringComparison.Ordinal);
        Assert.Contains(Domains, await office.GetStringAsync("/directory/registrations"), StringComparison.Ordinal);

        // Below the domain too; not a name that merely ends like it; and the second from one address domain waits.
        foreach (var (at, verified) in ((string, bool)[])[($"Mail.{trusted}", true), ($"mail.{trusted}", false), (trusted, true), ($"not{trusted}", false), ("example.net", false)])
        {
            var visitor = portal.Client("ja");
            var mail = $"{Guid.NewGuid():N}@{at}";
            await AskAsync(visitor, "ドメインの会社", mail);
            var link = await LinkAsync(portal, mail);
            var confirmed = await visitor.PostFormAsync(link, link, ("password", "correct horse battery"));
            var page = await visitor.GetStringAsync(confirmed.Headers.Location!);
            Assert.Contains(verified ? "メールアドレスのドメインにより、組織は確認済みです" : "事務局がまだ組織を確かめていないという印です", page, StringComparison.Ordinal);
            Assert.Equal(!verified, (await office.GetStringAsync("/directory/registrations")).Contains(mail, StringComparison.Ordinal));
        }

        Assert.Equal(HttpStatusCode.Redirect, (await office.PostFormAsync(Domains, Domains + "/remove", ("domain", trusted))).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await office.PostFormAsync(Domains, Domains + "/remove", ("domain", trusted))).StatusCode);
        var manager = await portal.SignedInAsync(Role.Manager, Guid.NewGuid());
        Assert.Equal(HttpStatusCode.NotFound, (await manager.GetAsync(Domains)).StatusCode);
    }

    [Theory]
    [InlineData(Engine.Sqlite)]
    [InlineData(Engine.Postgres)]
    public async Task Who_bears_a_known_number_waits_for_its_managers(Engine engine)
    {
        var portal = portals[engine];
        var existing = await portal.AddAsync("先にある会社", number: "8010401025975");
        var manager = await portal.SignedInAsync(Role.Manager, existing);
        var visitor = portal.Client();
        var mail = $"{Guid.NewGuid():N}@example.jp";
        await AskAsync(visitor, "先にある会社", mail, "8010401025975");
        var link = await LinkAsync(portal, mail);
        Assert.Equal("/register/joining", (await visitor.PostFormAsync(link, link, ("password", "correct horse battery"))).Headers.Location!.ToString());
        Assert.Equal(HttpStatusCode.NotFound, (await visitor.GetAsync($"/directory/{existing}")).StatusCode);
        Assert.DoesNotContain(mail, await visitor.GetStringAsync("/directory/registrations"), StringComparison.Ordinal);

        var waiting = await manager.GetStringAsync("/directory/registrations");
        var id = Regex.Match(waiting, "name=\"registration\" value=\"([^\"]+)\"").Groups[1].Value;
        await manager.PostFormAsync("/directory/registrations", "/directory/registrations", ("registration", id), ("decision", "accept"));
        Assert.Equal(HttpStatusCode.OK, (await visitor.GetAsync($"/directory/{existing}")).StatusCode);
    }

    [Theory]
    [InlineData(Engine.Sqlite)]
    [InlineData(Engine.Postgres)]
    public async Task While_an_organisation_is_unverified_the_office_alone_decides_who_joins_it(Engine engine)
    {
        const string number = "1010401013565";
        var portal = portals[engine];
        var office = await portal.SignedInAsync(Role.Office, Scopes.System);
        var (squatter, first) = (portal.Client(), $"{Guid.NewGuid():N}@example.jp");
        await AskAsync(squatter, "番号を先に使った者", first, number);
        var link = await LinkAsync(portal, first);
        await squatter.PostFormAsync(link, link, ("password", "correct horse battery"));

        var (visitor, mail) = (portal.Client(), $"{Guid.NewGuid():N}@example.jp");
        await AskAsync(visitor, "番号の持ち主", mail, number);
        link = await LinkAsync(portal, mail);
        Assert.Equal("/register/joining", (await visitor.PostFormAsync(link, link, ("password", "correct horse battery"))).Headers.Location!.ToString());

        await using (var platform = portal.Get<ContextFactory>().Read<PlatformContext>(Reader.System))
            Assert.False(await platform.Mail.AnyAsync(m => m.To == first && m.Body.Contains(mail)), "the letter went to whoever took the number");
        Assert.DoesNotContain(mail, await squatter.GetStringAsync("/directory/registrations"), StringComparison.Ordinal);
        var waiting = await office.GetStringAsync("/directory/registrations");
        var id = Regex.Match(waiting[waiting.IndexOf(mail, StringComparison.Ordinal)..], "name=\"registration\" value=\"([^\"]+)\"").Groups[1].Value;
        Assert.Equal(HttpStatusCode.NotFound, (await squatter.PostFormAsync("/account/password", "/directory/registrations",
            ("registration", id), ("decision", "accept"))).StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, (await office.PostFormAsync("/directory/registrations", "/directory/registrations",
            ("registration", id), ("decision", "accept"))).StatusCode);
    }

    [Fact]
    public async Task The_answer_is_the_same_for_a_known_address_and_letters_to_one_address_are_limited()
    {
        var portal = portals[Engine.Sqlite];
        var visitor = portal.Client();
        var mail = $"{Guid.NewGuid():N}@example.jp";
        for (var i = 0; i < Registrations.AnAddressADay + 2; i++)
            Assert.Equal("/register/sent", await AskAsync(visitor, "何度も申し込む会社", mail));
        await using (var platform = portal.Get<ContextFactory>().Read<PlatformContext>(Reader.System))
            Assert.Equal(Registrations.AnAddressADay, await platform.Mail.CountAsync(m => m.To == mail));
        var link = await LinkAsync(portal, mail);
        await visitor.PostFormAsync(link, link, ("password", "correct horse battery"));
        Assert.Equal("/register/sent", await AskAsync(portal.Client(), "別の会社", mail));
    }

    private static async Task<string> AskAsync(HttpClient client, string name, string mail, string number = "")
        => (await client.PostFormAsync("/register", "/register", ("name_ja", name), ("corporate_number", number), ("person", "申込 太郎"), ("mail", mail),
            ("industry", ""), ("employees", "12"))).Headers.Location!.ToString();

    private static async Task<string> LinkAsync(PortalUnderTest portal, string mail)
    {
        await using var platform = portal.Get<ContextFactory>().Read<PlatformContext>(Reader.System);
        var letter = await platform.Mail.Where(m => m.To == mail && m.Secret != null).OrderByDescending(m => m.Id).FirstAsync();
        return new Uri(letter.Secret!).AbsolutePath;
    }
}
