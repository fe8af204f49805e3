using System.Net;
using System.Text.RegularExpressions;
using Sakimori.Benchmark.Domain;
using Sakimori.Benchmark.Store;
using Sakimori.Benchmark.Tests.Pages;
using Sakimori.Kernel;
using Sakimori.Platform.Access;
using Sakimori.Platform.Records;
using Sakimori.Platform.Tables;
using Sakimori.TestKit;

namespace Sakimori.Benchmark.Tests.Rounds;

/// <summary>A hundred organisations are driven through a round, at random and beside a model of what its host may know.</summary>
public class HundredOrganisationsTests
{
    private const int Organisations = 100;
    private const int Seed = 20261128;

    [Theory]
    [InlineData(Engine.Sqlite)]
    [InlineData(Engine.Postgres)]
    public async Task The_host_sees_exactly_what_is_shared_at_every_step(Engine engine)
    {
        var random = new Random(Seed);
        await using var world = await RoundWorld.StartAsync(engine);
        await world.RegisterAsync(Enumerable.Range(1, Organisations).Select(i => $"取引先{i:000},確認済み"));
        var (members, gone) = (new List<Member>(), new List<Member>());
        foreach (var i in Enumerable.Range(1, Organisations))
        {
            var organisation = await world.OrganisationAsync($"取引先{i:000}");
            members.Add(new($"取引先{i:000}", organisation, await world.ManagerAsync(organisation)));
        }

        // The host opens the round and invites through its pages, as a browser does.
        var due = world.Today.AddDays(20);
        using var opened = await world.Host.Client.SubmitAsync("/benchmark/rounds/new", "/benchmark/rounds",
            ("title_ja", "取引先の点検"), ("title_en", "Review of suppliers"), ("opens", ""), ("due", $"令和{due.Year - 2018}年{due.Month}月{due.Day}日"), ("asked", "measures"));
        Assert.Equal(HttpStatusCode.Redirect, opened.StatusCode);
        var invite = opened.Headers.Location!.OriginalString;
        var round = Guid.Parse(invite.Split('/')[3]);
        var dryRun = await world.Host.Client.UploadAsync(invite, Uploads.Utf8("名称\n" + string.Join('\n', members.Select(m => m.Name))), "取引先.csv");
        Assert.Contains("100 to invite (100 registered, 0 not)", await dryRun.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Empty(await world.RowsAsync(round));
        using (var confirmed = await world.Host.Client.ConfirmAsync(dryRun, $"{invite}/confirm"))
            Assert.Equal(HttpStatusCode.Redirect, confirmed.StatusCode);
        foreach (var row in await world.RowsAsync(round))
            members.Single(m => m.Organisation == row.Organisation).Invitation = row.Id;
        await CompareAsync(world, round, members, world.Host);
        Assert.Equal(Organisations, await world.SendLettersAsync());
        Assert.Equal(0, await world.SendLettersAsync());

        // Some submit before they choose, some after; they choose through the page, change their mind, decline and withdraw.
        for (var step = 0; step < 6; step++)
        {
            foreach (var member in members.Where(_ => random.Next(3) == 0))
                await ActAsync(world, member, random);
            world.Clock.Advance(TimeSpan.FromMinutes(1));
            await CompareAsync(world, round, members, world.Host, gone);

            // The host takes some back, whatever they share; others are merged into one that was never invited, and do as before.
            foreach (var member in members.Where(_ => random.Next(30) == 0).ToList())
            {
                Assert.True((await world.Portal.Get<RoundTakingBack>().TakeBackAsync(world.Host.Reader, round, member.Invitation, default)).Succeeded);
                gone.Add(member);
                members.Remove(member);
            }

            if (members.Find(m => m.Shared == SharingLevel.Measures) is { } former)
            {
                var organisation = await MergedAsync(world, former, $"合併先{step}");
                var next = new Member($"合併先{step}", organisation, await world.ManagerAsync(organisation)) { Invitation = await world.InvitationAsync(round, organisation) };
                next.Checks.Add((await world.SubmitAsync(next.Organisation, 5), 5));
                gone.Add(former);
                members[members.IndexOf(former)] = next;
            }

            foreach (var member in gone)
                await world.SubmitAsync(member.Organisation, 5);
            await CompareAsync(world, round, members, world.Host, gone);
        }

        Assert.True(gone.Count > 8, "Too few were taken back.");
        Assert.Equal(members.Count(m => m.Name.StartsWith("合併先", StringComparison.Ordinal) && m.IsWaiting), await world.SendLettersAsync());
        Assert.All(Enum.GetValues<SharingLevel>(), level => Assert.Contains(members, m => m.Chosen == level));

        // Seven days and one day before, and one day after: to those who have neither answered nor declined, each once.
        foreach (var (days, called) in ((int, bool)[])[(12, false), (13, true), (14, false), (19, true), (20, false), (21, true), (22, false)])
        {
            world.Clock.Advance(TimeSpan.FromDays(days) - (world.Today.DayNumber - due.AddDays(-20).DayNumber) * TimeSpan.FromDays(1));
            Assert.Equal(due.AddDays(days - 20), world.Today);
            var before = (await world.LettersAsync()).Count;
            Assert.Equal(called ? members.Count(m => m.IsWaiting) : 0, await world.SendLettersAsync(batch: 7));
            var letters = (await world.LettersAsync()).Skip(before).ToList();
            Assert.Equal(letters.Count, letters.Select(l => l.To).Distinct().Count());
            Assert.All(letters, l => Assert.Contains(members, m => m.IsWaiting && l.Body.Contains($"/invitations/{m.Invitation}", StringComparison.Ordinal)));
            foreach (var member in members.Where(m => m.IsWaiting && random.Next(4) == 0))
                await ChooseAsync(world, member, (SharingLevel)random.Next(4), through: null);
        }

        // Everybody takes everything back: nothing is left to see, on the page or in a file.
        foreach (var member in members)
            await ChooseAsync(world, member, SharingLevel.Nothing, through: null);
        var later = await world.ManagerAsync(world.HostId);
        await CompareAsync(world, round, members, later);
        Assert.All(await world.RowsAsync(round), row => Assert.Equal((LineState.Declined, null, null), (row.State, row.Total, row.Measures)));
    }

    private static async Task<Guid> MergedAsync(RoundWorld world, Member former, string into)
    {
        await world.RegisterAsync($"{into},確認済み");
        var next = await world.OrganisationAsync(into);
        await MergersTests.MergeAsync(world, former.Organisation, next);
        Assert.Equal(1, await MergersTests.FollowAsync(world));
        return next;
    }

    private static async Task ActAsync(RoundWorld world, Member member, Random random)
    {
        switch (random.Next(5))
        {
            case 0 or 1:
                var (level, profile) = (random.Next(1, 6), random.Next(1, 3));
                member.Checks.Add((await world.SubmitAsync(member.Organisation, level, profile), level));
                break;
            case 2 when member.Checks.Count > 0:
                await ChooseAsync(world, member, (SharingLevel)random.Next(1, 4), member.Manager.Client, member.Checks[random.Next(member.Checks.Count)].Id);
                break;
            default:
                await ChooseAsync(world, member, (SharingLevel)random.Next(4), member.Manager.Client);
                break;
        }
    }

    private static async Task ChooseAsync(RoundWorld world, Member member, SharingLevel level, HttpClient? through, Guid? check = null)
    {
        if (through is null)
        {
            Assert.True((await world.ChooseAsync(member.Manager, member.Invitation, level, check)).Succeeded);
        }
        else
        {
            var page = $"/benchmark/rounds/invitations/{member.Invitation}";
            using var saved = await through.SubmitAsync(page, page, ("level", level.Code()), ("check", check?.ToString() ?? "latest"));
            Assert.Equal($"{page}?saved=1", saved.Headers.Location?.OriginalString);
        }

        (member.Chosen, member.Picked, member.Opened) = (level, level == SharingLevel.Nothing ? null : check, true);
    }

    // The store, the page, the CSV and both sheets of the workbook against the model.
    private static async Task CompareAsync(RoundWorld world, Guid round, List<Member> members, Visitor host, IReadOnlyList<Member>? gone = null)
    {
        var expected = members.Select(m => m.Expected).Order().ToList();
        var rows = await world.RowsAsync(round);
        Assert.Equal(expected, rows.Select(r => $"{r.NameJa}|{r.State}|{r.Shared}|{r.Total}|{r.Measures}|{(r.Layer is null) == (r.Total is null)}|{(r.Submitted is null) == (r.Total is null)}").Order());

        var page = await host.Client.GetStringAsync($"/benchmark/rounds/{round}");
        int Figure(string term) => int.Parse(Regex.Match(page, $"<dt>{term}</dt><dd>([0-9,]+)</dd>").Groups[1].Value.Replace(",", "", StringComparison.Ordinal));
        Assert.Equal(members.Count, Figure("Invited"));
        Assert.Equal(members.Count(m => m.Opened), Figure("Opened"));
        Assert.Equal(members.Count(m => m.Shared == SharingLevel.Done), Figure("Done or not"));
        Assert.Equal(members.Count(m => m.Shared == SharingLevel.Total), Figure("Total"));
        Assert.Equal(members.Count(m => m.Shared == SharingLevel.Measures), Figure("Measures"));
        Assert.Equal(members.Count(m => m.Chosen == SharingLevel.Nothing), Figure("Declined"));
        Assert.Equal(members.Count(m => m.IsWaiting), Figure(page.Contains("<dt>Overdue", StringComparison.Ordinal) ? "Overdue" : "Not answered"));

        var heat = await host.Client.GetStringAsync($"/benchmark/rounds/{round}/heatmap?size=200");
        foreach (var member in members)
            Assert.Equal(member.Shared == SharingLevel.Measures, heat.Contains(member.Name, StringComparison.Ordinal));
        Assert.All(gone ?? [], member => Assert.DoesNotContain(member.Name, heat, StringComparison.Ordinal));

        var csv = Lines(TableReader.Read(await host.Client.GetByteArrayAsync($"/benchmark/rounds/{round}/results.csv")).Value);
        var xlsx = await host.Client.GetByteArrayAsync($"/benchmark/rounds/{round}/results.xlsx");
        var comparison = Lines(TableReader.Read(xlsx, sheet: "Comparison").Value);
        var map = Lines(TableReader.Read(xlsx, sheet: "Heat map").Value);
        Assert.Equal((members.Count, members.Count), (csv.Count, comparison.Count));
        foreach (var member in members)
        {
            var total = member.Shared >= SharingLevel.Total ? $"{member.Figure!.Value.Level * 25}" : "";
            var level = member.Shared == SharingLevel.Measures ? $"{member.Figure!.Value.Level}" : "";
            Assert.Equal((total, level), (csv[member.Name]["Total"], csv[member.Name]["M01"]));
            Assert.Equal((total, member.Shared == SharingLevel.Nothing ? "" : member.Shared.Name().En), (comparison[member.Name]["Total"], comparison[member.Name]["Shared"]));
            Assert.Equal(total.Length > 0, comparison[member.Name]["Layer"].Length > 0 && comparison[member.Name]["Submitted"].Length > 0);
            Assert.Equal(level, map.TryGetValue(member.Name, out var line) ? line["M25"] : "");
        }
    }

    private static Dictionary<string, Dictionary<string, string>> Lines(Table table) => table.Rows.ToDictionary(
        row => row[0].Value, row => table.Headings.Select((heading, i) => (heading, row[i].Value)).ToDictionary(c => c.heading, c => c.Value));

    /// <summary>What the test knows of one organisation, and what it expects the host to see.</summary>
    private sealed class Member(string name, Guid organisation, Visitor manager)
    {
        public string Name => name;

        public Guid Organisation => organisation;

        public Visitor Manager => manager;

        public Guid Invitation { get; set; }

        public bool Opened { get; set; }

        public SharingLevel? Chosen { get; set; }

        public Guid? Picked { get; set; }

        public List<(Guid Id, int Level)> Checks { get; } = [];

        public (Guid Id, int Level)? Figure => Checks.Count == 0 ? null : Picked is { } picked ? Checks.Single(c => c.Id == picked) : Checks[^1];

        public SharingLevel Shared => Chosen is { } chosen && Figure is not null ? chosen : SharingLevel.Nothing;

        public bool IsWaiting => Shared == SharingLevel.Nothing && Chosen != SharingLevel.Nothing;

        private LineState State => Shared != SharingLevel.Nothing ? LineState.Answered : Chosen == SharingLevel.Nothing ? LineState.Declined
            : Opened ? LineState.Opened : LineState.Invited;

        public string Expected => $"{name}|{State}|{Shared}|{(Shared >= SharingLevel.Total ? Figure!.Value.Level * 25 : null)}|"
            + $"{(Shared == SharingLevel.Measures ? new string((char)('0' + Figure!.Value.Level), 25) : null)}|True|True";
    }
}
