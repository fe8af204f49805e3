using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using CsCheck;
using Microsoft.EntityFrameworkCore;
using Sakimori.Directory.Domain;
using Sakimori.Directory.Store;
using Sakimori.Kernel;
using Sakimori.Platform.Access;
using Sakimori.Platform.Records;
using Sakimori.Platform.Tables;
using Sakimori.TestKit;

namespace Sakimori.Directory.Tests;

public sealed class PeopleImportTests(Portals portals) : IClassFixture<Portals>
{
    private static readonly DateOnly Day = new(2024, 4, 1);

    // Changes of post, leaving and coming back, on some of the days around the one of the export.
    private static readonly Gen<Timeline<PersonEntry>> History = Gen.Select(Gen.Int[-40, 40], Gen.Int[-1, 2]).Array[0, 8].Select(changes =>
        changes.Aggregate(Timeline<PersonEntry>.Empty, (days, change) => change.Item2 < 0
            ? days.Clear(Day.AddDays(change.Item1))
            : days.Set(Day.AddDays(change.Item1), new PersonEntry("=佐藤 健", "サトウ ケン", $"第{change.Item2}課"))));

    [Fact]
    public void Export_then_import_is_identity_on_every_day_in_every_format_and_language()
        => Gen.Select(History.Array[0, 6], Gen.Enum<TableFormat>(), Gen.Enum<Language>()).Sample((histories, format, language) =>
        {
            var known = histories.Select((days, i) => (Id: new Guid(i + 1, 0, 0, new byte[8]), Days: days)).ToDictionary(p => p.Id, p => p.Days);
            var stream = new MemoryStream();
            var shown = known.Where(p => p.Value.At(Day) is not null).Select(p => Line(p.Key, p.Value)).ToList();
            Assert.Equal(0, TableWriter.Write(stream, format, PeopleTable.Write(shown, language)).Value.Count);

            var read = PeopleTable.Read(stream.ToArray(), null, Day.AddDays(30));
            Assert.True(read.Succeeded, read.Failure?.ToString());
            Assert.Equal(shown.Select(s => s with { Row = 0 }), read.Value.Lines.Select(l => l with { Row = 0 }));
            var plan = PeoplePlan.Make(read.Value, known);
            Assert.Empty(plan.Faults);
            Assert.Equal((0, 0, shown.Count), (plan.Added, plan.Changed, plan.Unchanged));
        }, iter: 300);

    [Fact]
    public void A_last_day_ends_the_stay_of_the_row_and_touches_nothing_else()
        => Gen.Select(History, Gen.Int[0, 60]).Sample((before, length) =>
        {
            var until = Day.AddDays(length + 1);
            var after = Step(before, until).After;
            var stay = before.HoldsUntil(before.HoldsUntil(Day) > until ? Day : until);
            for (var day = Day.AddDays(-50); day < Day.AddDays(80); day = day.AddDays(1))
            {
                if (day < Day || day >= stay)
                    Assert.Equal(before.At(day)?.Value, after.At(day)?.Value);
                else
                    Assert.Equal(day < until, after.At(day) is not null);
            }

            Assert.True(Step(after, until).IsUnchanged);
            Assert.Equal(Period.Forever, Step(before, Period.Forever).After.HoldsUntil(Day));
        }, iter: 300);

    [Theory]
    [InlineData(Engine.Sqlite)]
    [InlineData(Engine.Postgres)]
    public async Task A_file_of_people_is_taken_over_all_or_nothing_and_comes_back_unchanged(Engine engine)
    {
        var portal = portals[engine];
        var organisation = await portal.AddAsync("名簿の会社");
        var bad = await ImportAsync(portal, organisation, Cp932("氏名,メール,電話\n佐藤,sato@example.jp,03-1\n鈴木,no address,電話\n"));
        Assert.Equal([(3, "mail"), (3, "phone")], bad.Failure!.Faults.Select(f => (f.Row!.Value, f.Column!)));
        Assert.Empty(await RowsAsync(portal, organisation));

        var first = await ImportAsync(portal, organisation, Cp932(
            "氏名\tﾌﾘｶﾞﾅ\t役職\t開始日\t終了日\n佐藤\tｻﾄｳ\t部長\t令和5年1月1日\t令和7年3月31日\n=鈴木\tスズキ\t\t\t\n"));
        Assert.Equal((2, 0, 0), Counts(first));
        var rows = await RowsAsync(portal, organisation);
        Assert.Equal([("佐藤", "サトウ", new DateOnly(2023, 1, 1), new DateOnly(2025, 4, 1)), ("=鈴木", "スズキ", Day, Period.Forever)],
            rows.Select(p => (p.Name, p.Kana, p.From, p.Until)).OrderBy(p => p.From));
        var moved = await ImportAsync(portal, organisation, Utf8($"ID,氏名,役職,開始日\n{rows.Single(r => r.Name == "佐藤").Person},佐藤,理事,2024-10-01\n"));
        Assert.Equal((0, 1, 0), Counts(moved));

        foreach (var day in (DateOnly[])[Day, new(2025, 3, 31), new(2025, 4, 1)])
        {
            foreach (var format in Enum.GetValues<TableFormat>())
            {
                var file = await ExportAsync(portal, organisation, day, format);
                Assert.Equal((0, 0, day < new DateOnly(2025, 4, 1) ? 2 : 1), Counts(await ImportAsync(portal, organisation, file)));
            }
        }

        var unknown = await ImportAsync(portal, organisation, Utf8($"ID,氏名\n{Guid.NewGuid()},誰か\n"));
        Assert.Equal((2, "id"), (unknown.Failure!.Faults[0].Row, unknown.Failure.Faults[0].Column));
        var twice = await ImportAsync(portal, organisation, Utf8($"ID,氏名\n{rows[0].Person},甲\n{rows[0].Person},乙\n"));
        Assert.Equal((3, "id"), (twice.Failure!.Faults[0].Row, twice.Failure.Faults[0].Column));
    }

    [Fact]
    public async Task A_last_day_is_set_moved_and_taken_away_by_a_file_and_stays_without_the_column()
    {
        var portal = portals[Engine.Sqlite];
        var organisation = await portal.AddAsync("去る人の会社");
        await ImportAsync(portal, organisation, Utf8("氏名,役職,最終日\n退職 太郎,課長,2024-06-30\n"));
        var person = Assert.Single(await RowsAsync(portal, organisation)).Person;
        async Task<DateOnly> EndAsync(string csv, string last)
        {
            Assert.Equal((0, 1, 0), Counts(await ImportAsync(portal, organisation, Utf8($"{csv}{(last.Length > 0 ? "," + last : "")}\n"))));
            return (await RowsAsync(portal, organisation)).Max(r => r.Until);
        }

        Assert.Equal(new DateOnly(2024, 10, 1), await EndAsync($"ID,氏名,役職,開始日,終了日\n{person},退職 太郎,課長,2024-05-01", "2024-09-30"));
        Assert.Equal(new DateOnly(2024, 10, 1), await EndAsync($"ID,氏名,役職,開始日\n{person},退職 太郎,部長,2024-06-01", ""));
        Assert.Equal(2, (await RowsAsync(portal, organisation)).Count);
        Assert.Equal(Period.Forever, await EndAsync($"ID,氏名,役職,開始日,Until\n{person},退職 太郎,課長,2024-05-01", " "));
        Assert.Equal(new DateOnly(2024, 5, 21), await EndAsync($"ID,氏名,役職,開始日,終了日\n{person},退職 太郎,課長,2024-05-01", "令和6年5月20日"));
        Assert.Equal(Period.Forever, await EndAsync($"ID,氏名,役職,開始日,終了日\n{person},退職 太郎,課長,2024-05-01", "9999-12-31"));
    }

    [Theory]
    [InlineData("氏名,開始日,終了日\n甲,2024-04-01,2024-03-31\n", "終了日", "2024-03-31")]
    [InlineData("氏名,退任日\n甲,令和6年3月31日\n", "退任日", "2024-03-31")]
    [InlineData("氏名,終了日\n甲,未定\n", "終了日", "未定")]
    [InlineData("氏名,開始日,終了日\n甲,1024-04-01,2024-03-31\n", "開始日", "1024-04-01")]
    public async Task A_last_day_that_cannot_be_names_row_column_value_and_remedy(string csv, string column, string value)
    {
        var portal = portals[Engine.Sqlite];
        var organisation = await portal.AddAsync("誤りの会社");
        var fault = Assert.Single((await ImportAsync(portal, organisation, Utf8(csv))).Failure!.Faults);
        Assert.Equal((2, column, value), (fault.Row, fault.Column, fault.Value));
        Assert.NotEmpty(fault.Remedy.Ja);
        Assert.Empty(await RowsAsync(portal, organisation));
    }

    [Theory]
    [InlineData(Engine.Sqlite)]
    [InlineData(Engine.Postgres)]
    public async Task The_page_shows_what_would_change_and_one_button_confirms_it_once_for_its_account_and_organisation(Engine engine)
    {
        var portal = portals[engine];
        var (organisation, other) = (await portal.AddAsync("試す会社"), await portal.AddAsync("試さない会社"));
        await ImportAsync(portal, organisation, Utf8("氏名,役職\n変わる 人,課長\n変わらない 人,係長\n"));
        var rows = await RowsAsync(portal, organisation);
        var page = $"/directory/{organisation}/people/import";
        var manager = await portal.SignedInAsync(Role.Manager, organisation, "ja");
        var file = Utf8($"ID,氏名,役職\n{rows.Single(r => r.Post == "課長").Person},変わる 人,部長\n{rows.Single(r => r.Post == "係長").Person},変わらない 人,係長\n,新しい 人,\n");

        var (status, dry) = await manager.UploadAsync(page, file, "人.csv");
        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Contains("まだ何も変更していません", dry, StringComparison.Ordinal);
        Assert.Contains("新しい担当者 1人、変更 1人、変更なし 1人", dry, StringComparison.Ordinal);
        Assert.Contains("文字コード UTF-8、区切り コンマ、3行", dry, StringComparison.Ordinal);
        Assert.Matches("(?s)>2</td><th scope=\"row\">変わる 人</th><td>変更<.*>4</td><th scope=\"row\">新しい 人</th><td>新規<", dry);
        Assert.DoesNotContain(">変わらない 人<", dry, StringComparison.Ordinal);
        Assert.Equal(2, (await RowsAsync(portal, organisation)).Count);

        var confirmation = Deeds.ConfirmationOf(dry);
        foreach (var (client, own) in ((HttpClient, string)[])[(await portal.SignedInAsync(Role.Manager, organisation, "ja"), page), (await portal.SignedInAsync(Role.Office, Scopes.System, "ja"), page)])
            Assert.Equal(HttpStatusCode.NotFound, (await client.ConfirmAsync(await client.GetStringAsync(own), confirmation)).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await manager.ConfirmAsync(dry, confirmation.Replace($"{organisation}", $"{other}", StringComparison.Ordinal))).Status);
        Assert.Equal(2, (await RowsAsync(portal, organisation)).Count);

        var (_, done) = await manager.ConfirmAsync(dry);
        Assert.Contains("取り込みました", done, StringComparison.Ordinal);
        Assert.Equal(["変わらない 人", "変わる 人", "新しい 人"], (await RowsAsync(portal, organisation)).Select(r => r.Name).Distinct().Order(StringComparer.Ordinal));
        Assert.Equal(HttpStatusCode.NotFound, (await manager.ConfirmAsync(dry)).Status);

        var reader = await portal.SignedInAsync(Role.Reader, organisation);
        using var refused = await reader.GetAsync(page);
        Assert.Equal(HttpStatusCode.NotFound, refused.StatusCode);
    }

    [Fact]
    public async Task An_upload_of_one_kind_is_not_confirmed_as_the_other()
    {
        var portal = portals[Engine.Sqlite];
        var organisation = await portal.AddAsync("取り違えの会社");
        var office = await portal.SignedInAsync(Role.Office, Scopes.System, "ja");
        var (_, people) = await office.UploadAsync($"/directory/{organisation}/people/import", Utf8("氏名\n甲\n"));
        var (_, organisations) = await office.UploadAsync("/directory/import", Utf8("名称,種別\n取り違え商事,企業\n"));
        var (ofPeople, ofOrganisations) = (Deeds.ConfirmationOf(people)[^36..], Deeds.ConfirmationOf(organisations)[^36..]);
        Assert.Equal(HttpStatusCode.NotFound, (await office.ConfirmAsync(people, $"/directory/import/{ofPeople}")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await office.ConfirmAsync(people, $"/directory/{organisation}/people/import/{ofOrganisations}")).Status);
        Assert.Equal(HttpStatusCode.OK, (await office.ConfirmAsync(people)).Status);
        Assert.Equal(HttpStatusCode.OK, (await office.ConfirmAsync(organisations)).Status);
    }

    [Theory]
    [InlineData(Engine.Sqlite)]
    [InlineData(Engine.Postgres)]
    public async Task What_changed_between_dry_run_and_confirmation_is_planned_anew_and_nothing_is_half_written(Engine engine)
    {
        var portal = portals[engine];
        var organisation = await portal.AddAsync("追い越しの会社");
        var page = $"/directory/{organisation}/people/import";
        await ImportAsync(portal, organisation, Utf8("氏名,役職\n甲,課長\n"));
        var person = Assert.Single(await RowsAsync(portal, organisation)).Person;
        var manager = await portal.SignedInAsync(Role.Manager, organisation, "ja");
        var file = Utf8($"ID,氏名,役職\n,乙,\n{person},甲,部長\n");

        var (_, dry) = await manager.UploadAsync(page, file);
        Assert.Contains("新しい担当者 1人、変更 1人、変更なし 0人", dry, StringComparison.Ordinal);
        await ImportAsync(portal, organisation, Utf8($"ID,氏名,役職\n{person},甲,部長\n"));
        Assert.Contains("新しい担当者 1人、変更 0人、変更なし 1人", (await manager.ConfirmAsync(dry)).Text, StringComparison.Ordinal);
        Assert.Equal(2, (await RowsAsync(portal, organisation)).Count);

        (_, dry) = await manager.UploadAsync(page, file);
        await portal.DoAsync(work => People.EndAsync(work, organisation, person, new(2000, 1, 1), default));
        var (status, refused) = await manager.ConfirmAsync(dry);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, status);
        Assert.Contains("何も取り込んでいません", refused, StringComparison.Ordinal);
        Assert.Contains("この組織にその ID の人はいません", refused, StringComparison.Ordinal);
        Assert.Equal("乙", Assert.Single(await RowsAsync(portal, organisation)).Name);
    }

    [Fact]
    public async Task Erasing_a_person_takes_the_files_that_wait_along()
    {
        var portal = portals[Engine.Sqlite];
        var organisation = await portal.AddAsync("消える会社");
        await ImportAsync(portal, organisation, Utf8("氏名\n消去 花子\n"));
        var manager = await portal.SignedInAsync(Role.Manager, organisation, "ja");
        var (_, dry) = await manager.UploadAsync($"/directory/{organisation}/people/import", Utf8("氏名\n消去 花子\n"));
        await portal.DoAsync(async work => await People.EraseAsync(work, organisation, (await RowsAsync(portal, organisation))[0].Person, default));
        Assert.Equal(HttpStatusCode.NotFound, (await manager.ConfirmAsync(dry)).Status);
        await using var context = portal.Get<ContextFactory>().Read<DirectoryContext>(Reader.System);
        Assert.False(await context.Uploads.AnyAsync(u => u.Organisation == organisation));
    }

    [Theory]
    [InlineData(Engine.Sqlite)]
    [InlineData(Engine.Postgres)]
    public async Task Files_at_the_same_moment_follow_one_another_and_no_two_entries_hold_on_one_day(Engine engine)
    {
        var portal = portals[engine];
        var organisation = await portal.AddAsync("同時の会社");
        await ImportAsync(portal, organisation, Utf8("氏名,役職\n同時 人,課長\n"));
        var person = Assert.Single(await RowsAsync(portal, organisation)).Person;
        var done = await Task.WhenAll(Enumerable.Range(1, 8).Select(i => ImportAsync(portal, organisation,
            Utf8($"ID,氏名,役職,開始日,終了日\n{person},同時 人,第{i}課,{Day.AddDays(i * 10):yyyy-MM-dd},\n"))));
        Assert.All(done, d => Assert.Equal((0, 1, 0), Counts(d)));
        var days = People.Days(await RowsAsync(portal, organisation));
        Assert.Equal(9, days.Entries.Length);
        Assert.Equal(Period.Forever, days.HoldsUntil(Day));
    }

    [Fact]
    public async Task The_api_checks_a_file_of_people_imports_it_and_counts_both_alike()
    {
        var portal = portals[Engine.Sqlite];
        var organisation = await portal.AddAsync("連携の会社");
        await ImportAsync(portal, organisation, Utf8("氏名\n前の 人\n"));
        var before = Assert.Single(await RowsAsync(portal, organisation));
        var visitor = await portal.VisitorAsync("office", "ja", new HeldRole(Role.Administrator, Scopes.System), new HeldRole(Role.Office, Scopes.System));
        using var client = portal.Client("ja");
        client.DefaultRequestHeaders.Authorization = new("Bearer",
            (await portal.Get<ApiKeys>().MakeAsync(visitor.Reader, Scopes.System, "people", ["directory:read", "directory:write"], 30, default)).Value);
        var address = $"/api/v1/directory/{organisation}/people";
        var file = Cp932($"ID\t氏名\t役職\n{before.Person}\t前の 人\t主任\n\t後の 人\t\n");
        foreach (var dry in (bool[])[true, false])
        {
            using var answer = await client.PostAsync($"{address}?effective=2024-05-01&dry_run={(dry ? "true" : "false")}", new ByteArrayContent(file));
            var told = await answer.Content.ReadFromJsonAsync<JsonElement>();
            Assert.Equal(dry, told.GetProperty("dry_run").GetBoolean());
            Assert.Equal([1, 1, 0, 2], ((string[])["added", "changed", "unchanged", "added_or_changed"]).Select(n => told.GetProperty(n).GetInt32()));
            Assert.Equal(("CP932 (Shift_JIS)", "タブ"), (told.GetProperty("encoding").GetString(), told.GetProperty("separator").GetString()));
            Assert.Equal(dry ? 1 : 3, (await RowsAsync(portal, organisation)).Count);
        }

        Assert.Contains("後の 人", await client.GetStringAsync($"{address}?on=2024-05-01"), StringComparison.Ordinal);
        Assert.DoesNotContain("後の 人", await client.GetStringAsync($"{address}?on=2024-04-30"), StringComparison.Ordinal);
        await ImportAsync(portal, organisation, Utf8("氏名\n𠮷田\n"));
        using var lost = await client.GetAsync($"{address}?encoding=cp932&on=2024-05-01");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, lost.StatusCode);
        Assert.Contains("〓田", CodePagesEncodingProvider.Instance.GetEncoding(932)!.GetString(
            await client.GetByteArrayAsync($"{address}?encoding=cp932&lossy=true&on=2024-05-01")), StringComparison.Ordinal);

        // The page offers it too, and says what would be lost before anything is.
        var page = $"/directory/{organisation}/people";
        Assert.Contains($"{page}.csv?encoding=cp932&amp;on=", await visitor.Client.GetStringAsync(page), StringComparison.Ordinal);
        using var warned = await visitor.Client.GetAsync($"{page}.csv?encoding=cp932&on=2024-05-01");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, warned.StatusCode);
        Assert.Contains($"{page}.csv?encoding=cp932&amp;on=2024-05-01&amp;lossy=yes", await warned.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Contains("〓田", CodePagesEncodingProvider.Instance.GetEncoding(932)!.GetString(
            await visitor.Client.GetByteArrayAsync($"{page}.csv?encoding=cp932&on=2024-05-01&lossy=yes")), StringComparison.Ordinal);
        using var nowhere = await client.PostAsync($"/api/v1/directory/{Guid.NewGuid()}/people?dry_run=true", new ByteArrayContent(file));
        Assert.Equal(HttpStatusCode.NotFound, nowhere.StatusCode);
    }

    private static PersonStep Step(Timeline<PersonEntry> before, DateOnly until)
    {
        var id = Guid.NewGuid();
        var line = new PersonLine(2, id, before.At(Day)?.Value ?? new("甲"), Day, until);
        return Assert.Single(PeoplePlan.Make(new([line], Text.Same(""), Text.Same("")), new Dictionary<Guid, Timeline<PersonEntry>> { [id] = before }).Steps);
    }

    private static PersonLine Line(Guid id, Timeline<PersonEntry> days)
        => days.At(Day)!.Value is var now ? new(0, id, now.Value, now.Period.From, days.HoldsUntil(Day)) : null!;

    private static (int Added, int Changed, int Unchanged) Counts(Outcome<PeoplePlan> plan) => (plan.Value.Added, plan.Value.Changed, plan.Value.Unchanged);

    private static Task<Outcome<PeoplePlan>> ImportAsync(PortalUnderTest portal, Guid organisation, byte[] file)
        => portal.Get<Works>().RunAsync(Reader.System, work => PeopleImport.CarryOutAsync(work, organisation, file, "people.csv", Day, default), default);

    private static async Task<byte[]> ExportAsync(PortalUnderTest portal, Guid organisation, DateOnly day, TableFormat format)
    {
        await using var context = portal.Get<ContextFactory>().Read<DirectoryContext>(Reader.System);
        var stream = new MemoryStream();
        Assert.True((await PeopleImport.ExportAsync(context, organisation, stream, format, day, Language.Ja, false, default)).Succeeded);
        return stream.ToArray();
    }

    private static async Task<List<PersonRow>> RowsAsync(PortalUnderTest portal, Guid organisation)
    {
        await using var context = portal.Get<ContextFactory>().Read<DirectoryContext>(Reader.System);
        return await context.People.Where(p => p.Organisation == organisation).ToListAsync();
    }

    private static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text);

    private static byte[] Cp932(string text) => CodePagesEncodingProvider.Instance.GetEncoding(932)!.GetBytes(text);
}
