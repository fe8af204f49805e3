using System.Diagnostics;
using System.Text;
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
    public async Task Two_thousand_rows_are_judged_carried_out_and_listed(Engine engine)
    {
        var portal = portals[engine];
        var csv = new StringBuilder("名称,種別,親組織,業種,従業員数,開始日,フリガナ\n");
        for (var i = 0; i < 2_000; i++)
            csv.Append($"第{i}精密,{(i % 10 == 0 ? "企業グループ" : "企業")},{(i % 10 == 0 ? "" : $"第{i / 10 * 10}精密")},機械,{i},令和2年4月1日,ダイ{i}セイミツ\n");
        var file = Encoding.UTF8.GetBytes(csv.ToString());
        var contexts = portal.Get<ContextFactory>();
        var clock = Stopwatch.StartNew();
        var plan = await DirectoryImport.PlanAsync(contexts, file, null, Day, CancellationToken.None);
        var planned = clock.ElapsedMilliseconds;
        Assert.Equal(2_000, plan.Value.Added);
        await using (var context = contexts.Read<DirectoryContext>(Reader.System))
            Assert.Equal(0, await context.Organisations.CountAsync(o => o.Names.Any(n => n.Ja.StartsWith("第1"))));

        var done = await portal.Get<Works>().RunAsync(Reader.System,
            work => DirectoryImport.CarryOutAsync(work, file, null, Day, CancellationToken.None), CancellationToken.None);
        Assert.Equal(2_000, done.Value.Added);
        TestContext.Current.TestOutputHelper!.WriteLine($"{engine}: dry run {planned} ms, both {clock.ElapsedMilliseconds} ms");

        var page = await (await portal.SignedInAsync(Role.Office, Scopes.System)).GetStringAsync("/directory?q=せいみつ&sort=employees&dir=desc");
        Assert.Contains("第1999精密", page, StringComparison.Ordinal);
        Assert.Contains("2,000", page, StringComparison.Ordinal);

        var second = await DirectoryImport.PlanAsync(contexts, file, null, Day, CancellationToken.None);
        Assert.Equal((0, 2_000), (second.Value.Changed, second.Value.Unchanged));
        Assert.Equal(2_000, second.Value.Warnings.Count);
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
