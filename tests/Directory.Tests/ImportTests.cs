using System.Diagnostics;
using System.Text;
using CsCheck;
using Microsoft.EntityFrameworkCore;
using Sakimori.Directory.Domain;
using Sakimori.Directory.Store;
using Sakimori.Kernel;
using Sakimori.Platform.Access;
using Sakimori.Platform.Audit;
using Sakimori.Platform.Records;
using Sakimori.Platform.Tables;
using Sakimori.TestKit;

namespace Sakimori.Directory.Tests;

public sealed class ImportTests(Portals portals) : IClassFixture<Portals>
{
    private static readonly DateOnly Day = new(2024, 4, 1);

    private const string Signs = "防人情報=+@-\"',;; 株式ｶﾞ〜①A1_%&<";

    private static readonly string[] Readings = ["", "カイシャ", "ぼうじん"];

    private static readonly Gen<string> Word = Gen.Int[0, Signs.Length - 1].Select(i => Signs[i]).Array[1, 10].Select(c => "社" + new string(c).TrimEnd());

    private static readonly Gen<(string Name, string Kana, int Industry, int? Employees, int Parent, bool Verified, int Days)[]> Rows = Gen.Select(
        Word, Gen.Int[0, 2].Select(i => Readings[i]), Gen.Int[-1, 30], Gen.Int[-1, 100_000].Select(n => n < 0 ? (int?)null : n), Gen.Int[-1, 11], Gen.Bool, Gen.Int[0, 900])
        .Array[0, 12];

    [Fact]
    public void Export_then_import_is_identity_in_every_format_and_language()
        => Gen.Select(Rows, Gen.Enum<TableFormat>(), Gen.Enum<Language>()).Sample((rows, format, language) =>
        {
            var first = rows.Select((_, i) => new Guid(i + 1, 0, 0, new byte[8])).ToArray();
            var start = new DateOnly(2000, 1, 1);
            Organisation[] made = [.. rows.Select((r, i) => new Organisation(
                new(first[i], OrganisationKind.Company, null, new(start.AddDays(i * 40), Period.Forever),
                    r.Parent >= 0 && r.Parent < i ? Timeline<Guid>.Empty.Set(start.AddDays(i * 40), first[r.Parent]) : Timeline<Guid>.Empty),
                Timeline<OrganisationName>.Empty.Set(start.AddDays(i * 40), new OrganisationName(r.Name, "", r.Kana).Tidy()),
                Timeline<Profile>.Empty.Set(start.AddDays(i * 40), new(r.Industry < 0 ? null : $"disclosure-2006:{Classifications.Disclosure2006.Entries[r.Industry].Code}", Employees: r.Employees)),
                r.Verified))];
            if (format == TableFormat.CsvCp932 && made.Any(o => o.Names.Entries[0].Value.Ja.Contains('〜', StringComparison.Ordinal)))
                return;
            var file = Write(made, format, language);
            var rowsRead = OrganisationTable.Read(file, null);
            Assert.True(rowsRead.Succeeded, rowsRead.Failure?.ToString());

            var again = ImportPlan.Make(rowsRead.Value, made, Day, Guid.NewGuid);
            Assert.Empty(again.Faults);
            Assert.Equal(made.Length, again.Unchanged);

            var empty = ImportPlan.Make(rowsRead.Value, [], Day, Guid.NewGuid);
            Assert.Empty(empty.Faults);
            Assert.Equal(made.Length, empty.Added);
            Assert.Equal(file, Write([.. empty.Steps.Select(s => s.After)], format, language));
        }, iter: 200);

    [Theory]
    [InlineData(Engine.Sqlite)]
    [InlineData(Engine.Postgres)]
    public async Task Ten_thousand_rows_are_judged_carried_out_and_listed(Engine engine)
    {
        var portal = portals[engine];
        var csv = new StringBuilder("名称,種別,親組織,業種,従業員数,開始日,フリガナ\n");
        for (var i = 0; i < 10_000; i++)
            csv.Append($"第{i}精密,{(i % 10 == 0 ? "企業グループ" : "企業")},{(i % 10 == 0 ? "" : $"第{i / 10 * 10}精密")},機械,{i},令和2年4月1日,ダイ{i}セイミツ\n");
        var file = Encoding.UTF8.GetBytes(csv.ToString());
        var contexts = portal.Get<ContextFactory>();
        var clock = Stopwatch.StartNew();
        var plan = await DirectoryImport.PlanAsync(contexts, file, null, Day, CancellationToken.None);
        var planned = clock.ElapsedMilliseconds;
        Assert.Equal(10_000, plan.Value.Added);
        await using (var context = contexts.Read<DirectoryContext>(Reader.System))
            Assert.Equal(0, await context.Organisations.CountAsync(o => o.Names.Any(n => n.Ja.StartsWith("第1"))));

        var done = await portal.Get<Works>().RunAsync(Reader.System,
            work => DirectoryImport.CarryOutAsync(work, file, null, Day, CancellationToken.None), CancellationToken.None);
        Assert.Equal(10_000, done.Value.Added);
        TestContext.Current.TestOutputHelper!.WriteLine($"{engine}: dry run {planned} ms, both {clock.ElapsedMilliseconds} ms");

        var page = await (await portal.SignedInAsync(Role.Office, Scopes.System)).GetStringAsync("/directory?q=せいみつ&sort=employees&dir=desc");
        Assert.Contains("第9999精密", page, StringComparison.Ordinal);
        Assert.Contains("10,000", page, StringComparison.Ordinal);

        var second = await DirectoryImport.PlanAsync(contexts, file, null, Day, CancellationToken.None);
        Assert.Equal((0, 10_000), (second.Value.Changed, second.Value.Unchanged));
        Assert.Equal(10_000, second.Value.Warnings.Count);
    }

    [Theory]
    [InlineData("名称,種別\n甲,なんとか\n", 2, "種別")]
    [InlineData("名称,種別,法人番号\n甲,企業,1234567890123\n", 2, "法人番号")]
    [InlineData("名称,種別,親組織\n甲,部門,ない会社\n", 2, "parent")]
    [InlineData("名称,種別,親組織\n甲,企業,乙\n乙,企業,甲\n", 2, "parent")]
    [InlineData("名称,種別\n甲,局\n", 2, "parent")]
    [InlineData("名称,種別,従業員数\n甲,企業,-5\n", 2, "従業員数")]
    [InlineData("名称,種別,開始日\n甲,企業,2月30日\n", 2, "開始日")]
    public async Task A_fault_names_row_and_column_and_nothing_is_kept(string csv, int row, string column)
    {
        var portal = portals[Engine.Sqlite];
        var done = await portal.Get<Works>().RunAsync(Reader.System,
            work => DirectoryImport.CarryOutAsync(work, Encoding.UTF8.GetBytes(csv), null, Day, CancellationToken.None), CancellationToken.None);
        Assert.Contains(done.Failure!.Faults, f => f.Row == row && f.Column == column);
        await using var context = portal.Get<ContextFactory>().Read<DirectoryContext>(Reader.System);
        Assert.False(await context.Names.AnyAsync(n => n.Ja == "甲"));
    }

    [Theory]
    [InlineData(Engine.Sqlite)]
    [InlineData(Engine.Postgres)]
    public async Task A_row_is_matched_by_id_else_number_else_name(Engine engine)
    {
        var portal = portals[engine];
        var (byId, byNumber, byName) = (await portal.AddAsync("照合一"), await portal.AddAsync("照合二", number: "1180301018771"), await portal.AddAsync("照合三"));
        var csv = $"ID,法人番号,名称,従業員数\n{byId},,照合一改,1\n,1180301018771,照合二改,2\n,,照合三,3\n";
        var done = await portal.Get<Works>().RunAsync(Reader.System,
            work => DirectoryImport.CarryOutAsync(work, Encoding.UTF8.GetBytes(csv), null, Day, CancellationToken.None), CancellationToken.None);
        Assert.Equal((0, 3), (done.Value.Added, done.Value.Changed));
        Assert.Equal(4, Assert.Single(done.Value.Warnings).Row);
        await using var context = portal.Get<ContextFactory>().Read<DirectoryContext>(Reader.System);
        var lines = await context.Lines(Day, new("照合"), "employees", false).ToListAsync();
        Assert.Equal([(byId, "照合一改"), (byNumber, "照合二改"), (byName, "照合三")], lines.Select(l => (l.Id, l.NameJa)));
        var before = await context.Lines(Day.AddDays(-1), new("照合"), "name", false).ToListAsync();
        Assert.Equal(["照合一", "照合三", "照合二"], before.Select(l => l.NameJa).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData(Engine.Sqlite)]
    [InlineData(Engine.Postgres)]
    public async Task Numbers_change_hands_and_places_in_one_file_with_one_event_each_and_one_audit_entry(Engine engine)
    {
        var portal = portals[engine];
        var (a, b) = (await portal.AddAsync("交換甲", number: "8700110005901"), await portal.AddAsync("交換乙", number: "4000012090001"));
        var group = await portal.AddAsync("交換グループ", OrganisationKind.Group);
        var csv = $"ID,法人番号,名称,種別,親組織,開始日\n{a},4000012090001,交換甲,企業,{group},\n{b},8700110005901,交換乙新,企業,,\n,,交換丙,企業,交換グループ,2024-04-01\n";
        var file = Encoding.UTF8.GetBytes(csv);
        var done = await portal.Get<Works>().RunAsync(Reader.System,
            work => DirectoryImport.CarryOutAsync(work, file, "交換.csv", Day, CancellationToken.None), CancellationToken.None);
        Assert.Equal((1, 2), (done.Value.Added, done.Value.Changed));

        await using var context = portal.Get<ContextFactory>().Read<DirectoryContext>(Reader.System);
        var rows = await context.Organisations.Include(o => o.Names).Include(o => o.Parents).Where(o => o.Id == a || o.Id == b).ToListAsync();
        Assert.Equal(("4000012090001", 2), (rows.Single(r => r.Id == a).CorporateNumber, rows.Single(r => r.Id == a).Version));
        Assert.Equal(["交換乙", "交換乙新"], rows.Single(r => r.Id == b).Names.OrderBy(n => n.From).Select(n => n.Ja));
        await using var access = portal.Get<ContextFactory>().Read<AccessContext>(Reader.System);
        var tree = await access.ScopeTree.Where(s => s.Ancestor == group && s.Scope != group).Select(s => s.From).ToListAsync();
        Assert.Equal([new DateTime(2024, 3, 31, 15, 0, 0, DateTimeKind.Utc), new DateTime(2024, 3, 31, 15, 0, 0, DateTimeKind.Utc)], tree);
        await using var platform = portal.Get<ContextFactory>().Read<PlatformContext>(Reader.System);
        Assert.Equal(2, await platform.Outbox.CountAsync(e => e.Subject == $"organisation:{a}"));
        var entries = await platform.Audit.Where(e => e.Action == "directory.imported").OrderByDescending(e => e.At).Take(1).WithPayloadsAsync(platform, TestContext.Current.CancellationToken);
        Assert.Contains($"{b}", entries[0].Payload!.After, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Engine.Sqlite)]
    [InlineData(Engine.Postgres)]
    public async Task A_batch_over_an_organisation_that_changed_meanwhile_writes_nothing(Engine engine)
    {
        var portal = portals[engine];
        var id = await portal.AddAsync("追い越され社");
        await using var context = portal.Get<ContextFactory>().Read<DirectoryContext>(Reader.System);
        var before = (await context.Organisations.Include(o => o.Names).Include(o => o.Parents).Include(o => o.Profiles).SingleAsync(o => o.Id == id)).ToOrganisation();
        Assert.True((await portal.DoAsync(w => OrganisationChanges.RenameAsync(w, id, null, Day, new("先の名"), CancellationToken.None))).Succeeded);
        await using var work = await portal.Get<Works>().BeginAsync(Reader.System);
        var after = Changes.Rename(before, Day, new("後の名")).Value;
        Assert.False(await OrganisationBatch.WriteAsync(work, new([before.Place]), [new(2, before, after)], "imported", Day, CancellationToken.None));
    }

    private static byte[] Write(IReadOnlyList<Organisation> organisations, TableFormat format, Language language)
    {
        var names = organisations.ToDictionary(o => o.Id, o => o.NameOn(Day));
        var stream = new MemoryStream();
        var written = TableWriter.Write(stream, format, OrganisationTable.Write(organisations.Select(o =>
        {
            var (name, profile, parent) = (o.NameOn(Day), o.ProfileOn(Day), o.ParentOn(Day));
            return new OrganisationLine(o.Id, name.Ja, name.En, name.Kana, o.Place.Kind, o.Place.CorporateNumber, profile.Industry, profile.Sector,
                profile.Employees, profile.Sales, profile.Capital, o.Verified, o.Place.Life.From, o.Place.Life.Until, o.Place.MergedInto, parent,
                parent is { } p ? names[p].Ja : null, null);
        }), Day, language));
        Assert.True(written.Succeeded);
        return stream.ToArray();
    }
}
