using System.Text;
using Microsoft.Playwright;
using Sakimori.Actions.Contracts;
using Sakimori.Benchmark;
using Sakimori.Benchmark.Domain;
using Sakimori.Benchmark.Example;
using Sakimori.Benchmark.Store;
using Sakimori.Directory.Store;
using Sakimori.Kernel;
using Sakimori.Platform.Access;
using Sakimori.Platform.Backup;
using Sakimori.Platform.Evidence;
using Sakimori.Platform.Records;
using Sakimori.TestKit;

namespace Sakimori.Browser.Tests;

/// <summary>
/// Every page of the directory, of access, of operations and of statistics with something on it, as the office and as an organisation's manager. With
/// SAKIMORI_LOOKS each is kept as a picture, in the light and in the dark.
/// </summary>
public sealed class ConsolePages(ConsolePages.Inhabited shared) : IClassFixture<ConsolePages.Inhabited>
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
        foreach (var (visitor, paths) in ((Visitor, IReadOnlyList<string>)[])[(shared.Office, shared.OfOffice), (shared.Manager, shared.OfManager), (shared.Newcomer, Inhabited.OfNewcomer)])
        {
            var cookie = visitor.Client.DefaultRequestHeaders.GetValues("Cookie").Single().Split('=', 2);
            await page.Context.ClearCookiesAsync();
            await page.Context.AddCookiesAsync([new() { Name = cookie[0], Value = cookie[1], Url = shared.Portal.Portal.Address }]);
            foreach (var path in paths)
            {
                var answer = await page.GotoAsync(shared.Portal.Portal.Address + path);
                if (answer?.Status != 200)
                    faults.Add($"{path} answers {answer?.Status}");
                if (path.EndsWith("/import", StringComparison.Ordinal))
                    await UploadAsync(page, path == "/directory/import" ? Inhabited.Sample : Inhabited.SampleOfPeople);
                var name = $"{(visitor == shared.Office ? "office" : visitor == shared.Manager ? "manager" : "newcomer")}{path.Replace('/', '-').Split('?')[0]}"
                    .Replace($"{shared.Company}", "ID", StringComparison.Ordinal).Replace($"{shared.Evidence}", "ID", StringComparison.Ordinal)
                    .Replace($"{shared.Check}", "CHECK", StringComparison.Ordinal).Replace(shared.Number, "NUMBER", StringComparison.Ordinal);
                await Looks.KeepAsync(page, $"{name}-{language}-{width}");
                faults.AddRange((await Axe.ViolationsAsync(page)).Select(v => $"{path}: {v}"));
                if (!await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= window.innerWidth"))
                    faults.Add($"{path} is wider than the screen");
                await page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Dark });
                await Looks.KeepAsync(page, $"{name}-{language}-{width}-dark");
                await page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Light });
            }
        }

        Assert.True(faults.Count == 0, string.Join("\n", faults));
    }

    [Theory]
    [InlineData("ja", "証明書や認証ではありません", "まで有効です")]
    [InlineData("en", "It is no certificate.", "Valid from ")]
    public async Task Evidence_prints_on_one_sheet_with_level_and_validity_in_words(string language, string level, string validity)
    {
        var page = await Browser.PageAsync(language);
        var cookie = shared.Manager.Client.DefaultRequestHeaders.GetValues("Cookie").Single().Split('=', 2);
        await page.Context.AddCookiesAsync([new() { Name = cookie[0], Value = cookie[1], Url = shared.Portal.Portal.Address }]);
        await page.GotoAsync($"{shared.Portal.Portal.Address}/evidence/{shared.Evidence}");
        await page.EmulateMediaAsync(new() { Media = Media.Print });
        foreach (var words in (string[])[level, validity, shared.Number])
            Assert.True(await page.Locator(".notice, main dl").GetByText(words).First.IsVisibleAsync(), words);
        Assert.Equal(0, await page.Locator("main button:visible").CountAsync());
        var pdf = await page.PdfAsync(new() { Format = "A4", Tagged = true, PreferCSSPageSize = true });
        await Looks.KeepAsync(pdf, $"evidence-{language}.pdf");
        Assert.Equal(1, Looks.Pages(pdf));
    }

    private static async Task UploadAsync(IPage page, string file)
    {
        await page.SetInputFilesAsync("input[type=file]", new FilePayload { Name = "名簿.csv", MimeType = "text/csv", Buffer = Encoding.UTF8.GetBytes(file) });
        await page.ClickAsync("main form[enctype] button[type=submit]");
        await page.WaitForSelectorAsync(".notice");
    }

    /// <summary>A portal in which something has happened.</summary>
    public sealed class Inhabited : IAsyncLifetime
    {
        public PortalUnderTest Portal { get; private set; } = null!;

        public Visitor Office { get; private set; } = null!;

        public Visitor Manager { get; private set; } = null!;

        public Visitor Newcomer { get; private set; } = null!;

        public Guid Company { get; private set; }

        public Guid Snapshot { get; private set; }

        public Guid Check { get; } = Guid.CreateVersion7();

        public Guid Evidence { get; private set; }

        public string Number { get; private set; } = "";

        public static string Sample => "名称,種別,親組織,業種,従業員数\n桜木情報サービス,企業,桜木グループ,情報・通信,120\n桜木物流株式会社,企業,桜木グループ,陸運,2500\n";

        public static string SampleOfPeople => "氏名,所属・役職,終了日\n高橋 美咲,総務部 課長,令和9年3月31日\n伊藤 誠,情報システム部,\n";

        public IReadOnlyList<string> OfOffice =>
        [
            "/directory", "/directory/import", "/directory/new", "/directory/industries", "/directory/registrations", "/directory/registrations/domains", $"/directory/{Company}",
            $"/directory/{Company}/contacts", $"/directory/{Company}/people", $"/directory/{Company}/rename", $"/directory/{Company}/merge",
            $"/directory/{Company}/describe", "/access", $"/access/accounts/{Manager.Account}", "/access/keys", "/account",
            "/operations", "/operations/jobs", "/operations/mail", "/operations/keys", "/operations/held", "/operations/held/1/discard", "/audit", $"/evidence/status/{Number}", "/indicators", "/indicators/benchmark.uses", "/indicators/benchmark.consent-share", "/indicators/benchmark.mean-total",
            "/benchmark/statistics", $"/benchmark/statistics/{Snapshot}", "/benchmark/statistics/exclusions",
        ];

        public IReadOnlyList<string> OfManager =>
            ["/", "/directory", $"/directory/{Company}", $"/directory/{Company}/people", $"/directory/{Company}/people/import", "/organisation/members", "/organisation/keys", "/actions", "/account", "/account/password", "/account/code",
             "/evidence", $"/evidence/{Evidence}", $"/evidence/status/{Number}", $"/benchmark/results/{Check}", $"/benchmark/results/{Check}/evidence"];

        public static IReadOnlyList<string> OfNewcomer => ["/", "/directory", "/actions", "/account"];

        public async ValueTask InitializeAsync()
        {
            Portal = await PortalUnderTest.StartAsync(Engine.Sqlite);
            var works = Portal.Get<Works>();
            Office = await Portal.VisitorAsync("事務局 太郎", "ja", new(Role.Administrator, Scopes.System), new(Role.Office, Scopes.System));
            var day = new DateOnly(2024, 4, 1);
            var csv = new StringBuilder("名称,英語名称,フリガナ,種別,法人番号,親組織,業種,重要インフラ分野,従業員数,資本金,状態,開始日\n")
                .Append("桜木グループ,Sakuragi Group,サクラギグループ,企業グループ,,,,,,,確認済み,2010-04-01\n")
                .Append("桜木電機株式会社,Sakuragi Electric Co. Ltd.,サクラギデンキ,企業,8700110005901,桜木グループ,電機,,3400,12000000000,確認済み,2010-04-01\n")
                .Append("情報システム部,,ジョウホウシステムブ,部門,,桜木電機株式会社,,,85,,確認済み,2010-04-01\n")
                .Append("長い名前の一般社団法人全国情報セキュリティ対策推進連絡協議会東日本支部,,ナガイナマエ,団体,,,,,12,,,2015-10-01\n");
            for (var i = 1; i <= 24; i++)
                csv.Append($"第{i}工業株式会社,Daiichi {i} Industries,ダイ{i}コウギョウ,企業,,桜木グループ,機械,,{i * 37},,,2012-07-01\n");
            var done = await works.RunAsync(Office.Reader, work => DirectoryImport.CarryOutAsync(work, Encoding.UTF8.GetBytes(csv.ToString()), "組織一覧.csv", day, default), default);
            Company = done.Value.Steps[1].After.Id;
            Manager = await Portal.VisitorAsync("山田 花子", "ja", new HeldRole(Role.Manager, Company));
            Newcomer = await Portal.VisitorAsync("新人 次郎", "ja");
            await works.RunAsync(Office.Reader, work => OrganisationChanges.DescribeAsync(work, Company, null, new(2025, 4, 1), p => p with { Employees = 3600 }, default), default);
            await works.RunAsync(Manager.Reader, work => PeopleImport.CarryOutAsync(work, Company, Encoding.UTF8.GetBytes(
                "氏名,フリガナ,所属・役職,メールアドレス,電話番号\n佐藤 健,サトウ ケン,情報システム部 部長,sato@example.jp,03-1234-5678\n鈴木 一郎,スズキ イチロウ,情報システム部 セキュリティ担当,suzuki@example.jp,03-1234-5679\n"), null, day, default), default);
            await Portal.Get<Invitations>().InviteAsync(Manager.Reader.For(Company), "tanaka@example.jp", Language.Ja, new(Role.Contributor, Company), t => $"http://localhost/invitation/{t}", default);
            await Portal.Get<ApiKeys>().MakeAsync(Manager.Reader.For(Company), Company, "夜間の連携", ["access:read"], 90, default);
            await Portal.Get<ApiKeys>().MakeAsync(Office.Reader, Scopes.System, "名簿の同期", ["directory:read"], 90, default);
            await using (var work = await works.BeginAsync(Office.Reader))
            {
                var rules = ShippedRules.Current;
                foreach (var (number, asOf) in ((int, DateOnly)[])[(1, new(2026, 10, 2)), (2, new(2026, 11, 12))])
                {
                    var statistics = Statistics.Compute(rules, DemonstrationSet.Results(rules), new($"統計の第{number}版", $"snapshot {number}"), asOf);
                    Snapshot = StatisticsStore.Add(work, number == 1 ? statistics : statistics with
                    {
                        ByLayer = [.. statistics.ByLayer.Select((peers, i) => i == 0 ? Peers.Without(rules, Layer.NotPressing, new("示しません。", "Withheld.")) : i == 1 ? peers with { Since = new(2026, 10, 2) } : peers)],
                    }, StatisticsKind.Computed, snapshot: number).Id;
                }

                await StatisticsStore.PutInForceAsync(work, Snapshot, default);
                var letter = Guid.CreateVersion7();
                work.Enlist<PlatformContext>().Mail.Add(new() { Id = letter, To = "sato@example.jp", Subject = "ご招待", Body = "本文", Made = work.Now, Due = work.Now.AddYears(1) });
                work.Enlist<BackupContext>().Held.AddRange(
                    new HeldItem { Kind = HeldKind.Letter, Letter = letter }, new HeldItem { Kind = HeldKind.Schedule, Schedule = "platform.prune" });
                await work.CommitAsync();
            }

            await Office.Client.SubmitAsync("/directory/registrations/domains", "/directory/registrations/domains", ("domain", "lg.jp"));
            await Office.Client.SubmitAsync("/benchmark/statistics/exclusions", "/benchmark/statistics/exclusions", ("organisation", "第7工業株式会社"), ("reason", "操作の練習として、毎週ちがう回答を出しているため"));
            await using var plan = await works.BeginAsync(Manager.Reader.For(Company));
            await ActionPlan.AddAsync(plan, [new("方針とルールを文書にして、全員がいつでも読めるようにする", "1. たたき台を作る", new(null, "佐藤 健", "sato@example.jp"), new(2020, 3, 31), 5, new("benchmark", "check", Guid.NewGuid(), "M01", 2, 3))]);
            await plan.CommitAsync();
            await IssueAsync(works);
        }

        private async Task IssueAsync(Works works)
        {
            var manager = Manager.Reader.For(Company);
            await using (var work = await works.BeginAsync(manager))
            {
                work.Enlist<BenchmarkContext>().Checks.Add(new Check
                {
                    Id = Check,
                    Audience = await OwnAudience.OfAsync(work, default),
                    Tlp = Tlp.Amber,
                    Organisation = Company,
                    Submitted = work.Now,
                    RulesVersion = ShippedRules.Current.Version,
                    Answers = new string('3', 40),
                    Total = 75,
                });
                for (var i = 0; i < 170; i++)
                {
                    var organisation = new Guid(i % 17, 0, 0, new byte[8]);
                    work.Enlist<BenchmarkContext>().Checks.Add(new Check
                    {
                        Id = Guid.NewGuid(),
                        Audience = organisation,
                        Organisation = organisation,
                        Submitted = work.Now.AddDays(-i * i / 100),
                        RulesVersion = ShippedRules.Current.Version,
                        Answers = new string('3', 40),
                        Total = 75,
                        Consented = i % 17 < 7,
                    });
                }

                await work.CommitAsync();
            }

            var issued = await Manager.Client.SubmitAsync($"/benchmark/results/{Check}/evidence", $"/benchmark/results/{Check}/evidence");
            Evidence = Guid.Parse(issued.Headers.Location!.OriginalString.Split('/')[^1]);
            Number = (await Portal.Get<EvidenceStore>().FindAsync(manager, Evidence, default))!.Evidence.Number;
        }

        public ValueTask DisposeAsync() => Portal.DisposeAsync();
    }
}
