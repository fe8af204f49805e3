using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Sakimori.Benchmark.Domain;
using Sakimori.Benchmark.Store;
using Sakimori.Benchmark.Tests.Pages;
using Sakimori.Directory.Store;
using Sakimori.Kernel;
using Sakimori.Platform.Access;
using Sakimori.Platform.Records;
using Sakimori.TestKit;

namespace Sakimori.Benchmark.Tests.Rounds;

public partial class InvitingTests
{
    [Theory]
    [InlineData(Engine.Sqlite)]
    [InlineData(Engine.Postgres)]
    public async Task A_list_with_faults_invites_nobody_and_names_row_column_value_and_remedy(Engine engine)
    {
        await using var world = await RoundWorld.StartAsync(engine);
        await world.RegisterAsync("子会社1,確認済み,8700110005901", "子会社2,未確認", "同名社,確認済み");
        await world.RegisterTwiceAsync("同名社");
        var round = await world.OpenAsync();
        var list = "法人番号,名称,メールアドレス\n8700110005901,,\n,子会社1,\n,ない会社,\n1234567890123,,\n,同名社,\n,よその会社,not an address\n,,a@example.jp\n";
        var dryRun = await world.Host.Client.UploadAsync($"/benchmark/rounds/{round}/invite", Uploads.Utf8(list), "list.csv");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, dryRun.StatusCode);
        var cells = await world.Portal.Get<RoundInviting>().PlanAsync(world.Host.Reader, round, Uploads.Utf8(list), "list.csv", default);
        Assert.Equal([(3, "名称", "子会社1"), (4, "名称", "ない会社"), (5, "法人番号", "1234567890123"), (6, "名称", "同名社"), (7, "メールアドレス", "not an address"), (8, "法人番号", null)], cells.Failure!.Faults.Select(f => (f.Row!.Value, f.Column!, f.Value)).ToArray());

        // Cells that cannot be read and organisations that cannot be invited are named together; one alone keeps all from being invited.
        list = "法人番号,名称,メールアドレス\n8700110005901,,\n,子会社1,\n,ない会社,\n,同名社,\n,よその会社,a@example.jp\n,別の会社,A@example.jp\n";
        var judged = await world.Portal.Get<RoundInviting>().CarryOutAsync(world.Host.Reader, round, Uploads.Utf8(list), "list.csv", default);
        Assert.Equal([(3, "名称", "子会社1"), (4, "名称", "ない会社"), (5, "名称", "同名社"), (7, "名称", "A@example.jp")], judged.Failure!.Faults.Select(f => (f.Row!.Value, f.Column!, f.Value!)).ToArray());
        Assert.All(judged.Failure.Faults, f => Assert.True(f.Remedy.Ja.Length > 0 && f.Remedy.En.Length > 0));
        Assert.Empty(await world.RowsAsync(round));

        // The same list without them, pasted with a number in full-width digits: invited once, warned of the one not verified.
        var plan = await world.InviteAsync(round, "８７００１１０００５９０１\n子会社2\nよその会社,a@example.jp\n");
        Assert.Equal((3, 2, 0, "子会社2"), (plan.New.Count, plan.Registered, plan.Known, plan.Warnings.Single().Value));
        var again = await world.InviteAsync(round, "組織\tメールアドレス\n子会社1\t\nよその会社\tA@example.jp\n");
        Assert.Equal((0, 2), (again.New.Count, again.Known));
        var pasted = InvitationTable.OfText("子会社1\nSakura Co., Ltd.,b@example.jp\nSakura Co., Ltd.\n\n8700110005902\n");
        var faulty = await world.Portal.Get<RoundInviting>().PlanAsync(world.Host.Reader, round, pasted.Bytes, pasted.Name, default);
        Assert.Equal([(3, "Sakura Co., Ltd."), (5, "8700110005902")], faulty.Failure!.Faults.Select(f => (f.Row!.Value, f.Value!)).ToArray());
        Assert.Equal(["よその会社", "子会社1", "子会社2"], (await world.RowsAsync(round)).Select(r => r.NameJa).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData(Engine.Sqlite)]
    [InlineData(Engine.Postgres)]
    public async Task Five_thousand_are_invited_at_once_and_written_to_in_batches_that_go_on_where_they_were(Engine engine)
    {
        const int Registered = 4_000;
        const int Others = 1_000;
        await using var world = await RoundWorld.StartAsync(engine);
        await world.RegisterAsync(Enumerable.Range(1, Registered).Select(i => $"取引先{i},確認済み"));
        await GiveManagersAsync(world, Registered);
        var round = await world.OpenAsync();
        var list = new StringBuilder("名称,メールアドレス\n");
        for (var i = 1; i <= Registered; i++)
            list.Append($"取引先{i},\n");
        for (var i = 1; i <= Others; i++)
            list.Append($"未登録{i},contact{i}@supplier.example\n");
        var plan = await world.InviteAsync(round, list.ToString());
        Assert.Equal((Registered + Others, Registered), (plan.New.Count, plan.Registered));
        await using (var benchmark = world.Portal.Get<ContextFactory>().Read<BenchmarkContext>(world.Host.Reader))
            Assert.Equal(Registered + Others, await benchmark.RoundLines.CountAsync(l => l.Round == round));

        // Three batches and then nothing, as of a node that dies; another one finishes, and nobody is written to twice.
        var letters = new RoundLetters(world.Portal.Get<ContextFactory>(), world.Portal.Get<IOrganisationNames>(), world.Portal.Get<Web.Hosting.PortalAddress>());
        var sent = 0;
        for (var batch = 0; batch < 4; batch++)
        {
            await using var work = await world.Portal.Get<Works>().BeginAsync(Reader.System);
            var some = (await letters.SendAsync(work, 200, default))!.Value;
            Assert.Equal(200, some);
            if (batch == 3)
                continue;
            await work.CommitAsync();
            sent += some;
        }

        Assert.Equal(Registered + Others - sent, await world.SendLettersAsync());
        var to = (await world.LettersAsync()).Select(l => l.To).ToList();
        Assert.Equal(Registered + Others, to.Count);
        Assert.Equal(to.Count, to.Distinct().Count());
    }

    [Theory]
    [InlineData(Engine.Sqlite)]
    [InlineData(Engine.Postgres)]
    public async Task A_supplier_that_is_not_registered_registers_through_its_letter_and_accepts_once(Engine engine)
    {
        await using var world = await RoundWorld.StartAsync(engine);
        var round = await world.OpenAsync();
        await world.InviteAsync(round, "新しい取引先,tanaka@supplier.example\n");
        Assert.Equal(1, await world.SendLettersAsync());
        var letter = Assert.Single(await world.LettersAsync());
        Assert.Equal("tanaka@supplier.example", letter.To);
        Assert.Contains("親会社", letter.Body, StringComparison.Ordinal);
        Assert.Contains("Review of 2026", letter.Body, StringComparison.Ordinal);
        var link = Link().Match(letter.Body).Value;
        Assert.EndsWith(link, letter.Secret, StringComparison.Ordinal);

        // Without an account the page says what it is about and leads to the registration; posting needs a sign-in.
        var visitor = world.Portal.Client();
        var page = await visitor.GetStringAsync(link);
        Assert.Contains("""href="/register""", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<form method=\"post\" action=\"/benchmark", page, StringComparison.Ordinal);

        // The registration is the directory's own: entry, letter, password.
        using (var asked = await visitor.SubmitAsync("/register", "/register", ("name_ja", "新しい取引先"), ("person", "田中"), ("mail", "tanaka@supplier.example")))
            Assert.Equal("/register/sent", asked.Headers.Location?.OriginalString);
        var confirm = Registration().Match((await world.LettersAsync())[^1].Body).Value;
        using (var confirmed = await visitor.SubmitAsync(confirm, confirm, ("password", "correct horse battery")))
            Assert.Equal(HttpStatusCode.Redirect, confirmed.StatusCode);
        Assert.Contains("You accept for 新しい取引先", WebUtility.HtmlDecode(await visitor.GetStringAsync(link)), StringComparison.Ordinal);
        using var accepted = await visitor.SubmitAsync(link, link);
        var invitation = accepted.Headers.Location!.OriginalString;
        Assert.StartsWith("/benchmark/rounds/invitations/", invitation, StringComparison.Ordinal);
        Assert.Contains("Review of 2026", await visitor.GetStringAsync(invitation), StringComparison.Ordinal);
        using (var saved = await visitor.SubmitAsync(invitation, invitation, ("level", "done")))
            Assert.Equal(HttpStatusCode.Redirect, saved.StatusCode);
        Assert.NotNull((await world.RowsAsync(round)).Single().Organisation);

        // Once: for nobody else, and not for the same one again.
        Assert.Equal(HttpStatusCode.NotFound, (await visitor.GetAsync(link)).StatusCode);
        var stranger = await world.ManagerAsync(Guid.NewGuid());
        Assert.Equal(FailureKind.NotFound, (await world.Portal.Get<RoundJoining>().AcceptAsync(stranger.Reader, link.Split('/')[^1], default)).Failure!.Kind);
    }

    [Theory]
    [InlineData(Engine.Sqlite)]
    [InlineData(Engine.Postgres)]
    public async Task A_later_letter_replaces_the_link_of_the_earlier_one(Engine engine)
    {
        await using var world = await RoundWorld.StartAsync(engine);
        var round = await world.OpenAsync(days: 8);
        await world.InviteAsync(round, "新しい取引先,tanaka@supplier.example\n");
        await world.SendLettersAsync();
        world.Clock.Advance(TimeSpan.FromDays(1));
        Assert.Equal(1, await world.SendLettersAsync());
        var links = (await world.LettersAsync()).Select(l => Link().Match(l.Body).Value).ToList();
        Assert.Equal(2, links.Distinct().Count());
        Assert.Null(await world.Portal.Get<RoundJoining>().FindAsync(links[0].Split('/')[^1], default));
        Assert.NotNull(await world.Portal.Get<RoundJoining>().FindAsync(links[1].Split('/')[^1], default));
        await world.Portal.Get<Store.Rounds>().CloseAsync(world.Host.Reader, round, default);
        Assert.Null(await world.Portal.Get<RoundJoining>().FindAsync(links[1].Split('/')[^1], default));
    }

    [Theory]
    [InlineData(Engine.Sqlite)]
    [InlineData(Engine.Postgres)]
    public async Task A_parent_fills_in_the_organisations_under_it(Engine engine)
    {
        await using var world = await RoundWorld.StartAsync(engine);
        var csv = "名称,種別,親組織,状態,開始日,廃止日\n子会社ア,企業,親会社,確認済み,2020-04-01,\n子会社イ,企業,親会社,確認済み,2020-04-01,\n閉じた子会社,企業,親会社,確認済み,2020-04-01,2024-06-30\n孫会社,企業,子会社ア,確認済み,2020-04-01,\nよその会社,企業,,確認済み,2020-04-01,\n";
        var done = await world.Portal.Get<Works>().RunAsync(Reader.System, work => DirectoryImport.CarryOutAsync(work, Uploads.Utf8(csv), null, new(2024, 4, 1), default), default);
        Assert.True(done.Succeeded);
        var round = await world.OpenAsync();
        var page = WebUtility.HtmlDecode(await world.Host.Client.GetStringAsync($"/benchmark/rounds/{round}/invite?fill=children"));
        Assert.Contains(">子会社ア\n子会社イ</textarea>", page, StringComparison.Ordinal);
    }

    // A manager for each company; the accounts are written as one.
    private static async Task GiveManagersAsync(RoundWorld world, int count)
    {
        await using var directory = world.Portal.Get<ContextFactory>().Read<DirectoryContext>(Reader.System);
        var organisations = await directory.Organisations.Select(o => o.Id).Where(o => o != world.HostId).ToListAsync();
        Assert.Equal(count, organisations.Count);
        await using var work = await world.Portal.Get<Works>().BeginAsync(Reader.System);
        var access = work.Enlist<AccessContext>();
        foreach (var organisation in organisations)
        {
            var account = Guid.CreateVersion7();
            access.Accounts.Add(new() { Id = account, UserName = $"{account:N}", NormalizedUserName = $"{account:N}", Email = $"{account:N}@example.jp", DisplayName = "責任者", Language = "ja", Made = work.Now, SecurityStamp = "x" });
            access.Roles.Add(new() { Id = Guid.CreateVersion7(), Account = account, Scope = organisation, Role = Role.Manager, From = work.Now });
        }

        await work.CommitAsync();
    }

    [GeneratedRegex("/benchmark/rounds/join/[A-Za-z0-9_-]+")]
    private static partial Regex Link();

    [GeneratedRegex("/register/[A-Za-z0-9_-]+")]
    private static partial Regex Registration();
}
