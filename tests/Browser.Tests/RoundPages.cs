using System.Text;
using Microsoft.Playwright;
using Sakimori.Benchmark;
using Sakimori.Benchmark.Domain;
using Sakimori.Benchmark.Store;
using Sakimori.Directory.Store;
using Sakimori.Platform.Access;
using Sakimori.Platform.Records;
using Sakimori.TestKit;

namespace Sakimori.Browser.Tests;

/// <summary>
/// Every page of a round with something on it, as its host and as an invited organisation. With SAKIMORI_LOOKS each is kept as a picture,
/// in the light and in the dark.
/// </summary>
public sealed class RoundPages(RoundPages.Asked shared) : IClassFixture<RoundPages.Asked>
{
    [Theory]
    [InlineData("ja", 1280)]
    [InlineData("en", 1280)]
    [InlineData("ja", 375)]
    [InlineData("en", 375)]
    public async Task Every_page_is_accessible_and_fits_the_screen(string language, int width)
    {
        var page = await Browser.PageAsync(language, width);
        var faults = new List<string>();
        foreach (var (who, visitor, paths) in shared.Seen)
        {
            await page.Context.ClearCookiesAsync();
            if (visitor is not null)
            {
                var cookie = visitor.Client.DefaultRequestHeaders.GetValues("Cookie").Single().Split('=', 2);
                await page.Context.AddCookiesAsync([new() { Name = cookie[0], Value = cookie[1], Url = shared.Portal.Portal.Address }]);
            }

            foreach (var (name, path) in paths)
            {
                var answer = await page.GotoAsync(shared.Portal.Portal.Address + path);
                if (answer?.Status != 200)
                    faults.Add($"{path} answers {answer?.Status}");
                if (name is "invite-dry-run" or "invite-faults")
                {
                    await page.FillAsync("textarea[name=list]", name == "invite-faults" ? "第1工業株式会社\n知らない会社\n8700110005902\n" : "第25工業株式会社\n未登録の取引先,sales@supplier.example\n");
                    await page.ClickAsync("main form[enctype] button[type=submit]");
                    await page.WaitForSelectorAsync(".notice");
                }

                await JudgeAsync(page, $"{who}-{name}-{language}-{width}", path, faults);
            }
        }

        Assert.True(faults.Count == 0, string.Join("\n", faults));
    }

    private static async Task JudgeAsync(IPage page, string name, string path, List<string> faults)
    {
        await Looks.KeepAsync(page, name);
        faults.AddRange((await Axe.ViolationsAsync(page)).Select(v => $"{path}: {v}"));
        if (!await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= window.innerWidth"))
            faults.Add($"{path} is wider than the screen");
        await page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Dark });
        await Looks.KeepAsync(page, $"{name}-dark");
        await page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Light });
    }

    /// <summary>A portal with a round that has come half its way.</summary>
    public sealed class Asked : IAsyncLifetime
    {
        private readonly Dictionary<string, Guid> companies = [];

        public PortalUnderTest Portal { get; private set; } = null!;

        internal IReadOnlyList<(string Who, Visitor? Visitor, IReadOnlyList<(string Name, string Path)> Paths)> Seen { get; private set; } = [];

        public async ValueTask InitializeAsync()
        {
            Portal = await PortalUnderTest.StartAsync(Engine.Sqlite);
            var office = await Portal.VisitorAsync("事務局 太郎", "ja", new HeldRole(Role.Office, Scopes.System));
            var csv = new StringBuilder("名称,英語名称,種別,親組織,状態,開始日\n桜木グループ,Sakuragi Group,企業グループ,,確認済み,2010-04-01\n");
            for (var i = 1; i <= 25; i++)
                csv.Append($"第{i}工業株式会社,Daiichi {i} Industries,企業,桜木グループ,確認済み,2012-07-01\n");
            var done = await Portal.Get<Works>().RunAsync(office.Reader, work => DirectoryImport.CarryOutAsync(work, Encoding.UTF8.GetBytes(csv.ToString()), null, new(2024, 4, 1), default), default);
            foreach (var step in done.Value.Steps)
                companies.Add(step.After.NameOn(new(2024, 4, 1)).Ja, step.After.Id);
            var host = await Portal.VisitorAsync("山田 花子", "ja", new HeldRole(Role.Manager, companies["桜木グループ"]));
            var today = Sakimori.Kernel.Dates.DayInJapan(DateTime.UnixEpoch + TimeSpan.FromSeconds(TimeProvider.System.GetUtcNow().ToUnixTimeSeconds()));
            var entry = new RoundEntry
            {
                TitleJa = "2026年度 グループ会社の情報セキュリティ自己診断",
                TitleEn = "Self-check of the group's companies, 2026",
                MessageJa = "グループ全体の対策の底上げのために、各社の状況をうかがいます。\n結果は情報セキュリティ委員会で使い、会社ごとの順位付けには使いません。\n問合せ先：グループ情報セキュリティ室",
                MessageEn = "We want to raise the level of the whole group. Results go to the security committee; companies are not ranked.",
                Due = $"{today.AddDays(30):yyyy-MM-dd}",
                Asked = "measures",
            };
            var round = (await Portal.Get<Rounds>().OpenAsync(host.Reader, companies["桜木グループ"], entry, default)).Value;
            var empty = (await Portal.Get<Rounds>().OpenAsync(office.Reader, Scopes.System, entry with { TitleJa = "重要インフラ分野の一斉点検", TitleEn = "Check of critical infrastructure", Asked = "done" }, default)).Value;
            var (name, list) = InvitationTable.OfText(string.Concat(Enumerable.Range(1, 24).Select(i => $"第{i}工業株式会社\n")) + "ひがし部品製作所,info@higashi.example\n");
            Assert.True((await Portal.Get<RoundInviting>().CarryOutAsync(host.Reader, round, list, name, default)).Succeeded);
            var invitations = await AnswerAsync(round, host);
            var token = await LinkAsync();
            Assert.True((await Portal.Get<RoundTakingBack>().TakeBackAsync(host.Reader, round, invitations[24], default)).Succeeded);
            var (answering, undecided) = (await ManagerAsync(2), await ManagerAsync(23));
            Seen =
            [
                ("host", host, [("list", "/benchmark/rounds"), ("new", "/benchmark/rounds/new"), ("round", $"/benchmark/rounds/{round}"), ("edit", $"/benchmark/rounds/{round}/edit"),
                    ("take-back", $"/benchmark/rounds/{round}/invitations/{invitations[1]}/take-back"), ("heatmap", $"/benchmark/rounds/{round}/heatmap"), ("invite", $"/benchmark/rounds/{round}/invite"), ("invite-dry-run", $"/benchmark/rounds/{round}/invite"), ("invite-faults", $"/benchmark/rounds/{round}/invite")]),
                ("office", office, [("list", "/benchmark/rounds"), ("round", $"/benchmark/rounds/{empty}")]),
                ("invited", answering, [("list", "/benchmark/rounds"), ("decided", $"/benchmark/rounds/invitations/{invitations[2]}?saved=1")]),
                ("undecided", undecided, [("invitation", $"/benchmark/rounds/invitations/{invitations[23]}"), ("join", $"/benchmark/rounds/join/{token}")]),
                ("uninvited", await ManagerAsync(24), [("list", "/benchmark/rounds"), ("taken-back", $"/benchmark/rounds/invitations/{invitations[24]}")]),
                ("nobody", null, [("join", $"/benchmark/rounds/join/{token}")]),
            ];
        }

        public ValueTask DisposeAsync() => Portal.DisposeAsync();

        private Task<Visitor> ManagerAsync(int company)
            => Portal.VisitorAsync($"責任者 {company}", "ja", new HeldRole(Role.Manager, companies[$"第{company}工業株式会社"]));

        private async Task<Dictionary<int, Guid>> AnswerAsync(Guid round, Visitor host)
        {
            var rules = ShippedRules.Current;
            var invitations = new Dictionary<int, Guid>();
            await using var benchmark = Portal.Get<ContextFactory>().Read<BenchmarkContext>(host.Reader);
            var lines = benchmark.RoundLines.Where(l => l.Round == round && l.Organisation != null).ToDictionary(l => l.Organisation!.Value, l => l.Id);
            var random = new Random(7);
            for (var i = 1; i <= 24; i++)
            {
                var organisation = companies[$"第{i}工業株式会社"];
                invitations.Add(i, lines[organisation]);
                var manager = await ManagerAsync(i);
                if (i <= 20)
                    await SubmitAsync(rules, manager, organisation, random);
                if (i <= 22)
                    await Portal.Get<RoundSharing>().ChooseAsync(manager.Reader, lines[organisation], i > 18 ? SharingLevel.Nothing : i > 15 ? SharingLevel.Done : i > 12 ? SharingLevel.Total : SharingLevel.Measures, null, default);
            }

            return invitations;
        }

        private async Task SubmitAsync(RuleSet rules, Visitor manager, Guid organisation, Random random)
        {
            var answers = Answers.From(rules.Questionnaire, at => random.Next(12) == 0 ? Answer.Unknown : Answer.Of(random.Next(1, rules.Questionnaire.Items[at].Choices + 1)));
            var score = Scoring.Score(rules, answers).Value;
            await using var work = await Portal.Get<Works>().BeginAsync(manager.Reader.For(organisation));
            work.Enlist<BenchmarkContext>().Checks.Add(new()
            {
                Id = Guid.CreateVersion7(),
                Audience = await OwnAudience.OfAsync(work, default),
                Tlp = Tlp.Amber,
                Organisation = organisation,
                Submitted = work.Now,
                RulesVersion = rules.Version,
                Answers = answers.Code,
                Total = score.Total,
                Layer = score.Layer,
                RiskIndex = score.RiskIndex.Value,
            });
            await work.CommitAsync();
        }

        // The job writes by itself; the link stands in the letter alone.
        private async Task<string> LinkAsync()
        {
            await using var platform = Portal.Get<ContextFactory>().Read<PlatformContext>(Reader.System);
            for (var tries = 0; tries < 300; tries++)
            {
                if (platform.Mail.FirstOrDefault(m => m.To == "info@higashi.example") is { Secret: { } link })
                    return link.Split('/')[^1];
                await Task.Delay(100);
            }

            throw new InvalidOperationException("No letter was written.");
        }
    }
}
