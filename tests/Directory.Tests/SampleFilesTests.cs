using System.Net;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Sakimori.Directory.Domain;
using Sakimori.Directory.Store;
using Sakimori.Platform.Access;
using Sakimori.Platform.Records;
using Sakimori.Platform.Tables;
using Sakimori.TestKit;

namespace Sakimori.Directory.Tests;

/// <summary>Files as Japanese offices write them, through the page of a running portal.</summary>
public sealed class SampleFilesTests(Portals portals) : IClassFixture<Portals>
{
    private const string Page = "/directory/import";

    private static Encoding Cp932 => CodePagesEncodingProvider.Instance.GetEncoding(932)!;

    /// <summary>What each file is, the language of the office, how the page says that it was read, and who stands in the directory then.</summary>
    public static TheoryData<string, string, string, string, Expected[]> Files => new()
    {
        {
            "utf-8", "ja", "文字コード UTF-8、区切り コンマ、2行", "見本.csv",
            [new("見本一番", "ミホンイチバン", 1234, new(2019, 5, 1), "8700110005901"), new("=SUM見本", "サムミホン", null, new(2024, 4, 1))]
        },
        { "utf-8-bom", "en", "read as UTF-8 with BOM, separated by comma, 1 rows", "sample.csv", [new("見本二番", "ミホンニバン", 56, new(2021, 7, 1))] },
        { "cp932", "ja", "文字コード CP932 (Shift_JIS)、区切り コンマ、1行", "見本.csv", [new("見本三番髙﨑①", "ミホンガンバン", 7890, new(2020, 4, 1))] },
        { "tsv", "ja", "文字コード UTF-8、区切り タブ、1行", "見本.tsv", [new("見本四番,支社", "ミホンヨンバン", 12345, new(2023, 4, 3))] },
        { "xlsx", "en", "separated by cells of the sheet, 2 rows", "sample.xlsx", [new("見本五番", "ミホンゴバン", 300, new(2022, 1, 31)), new("=1+1見本", "", null, new(2024, 4, 1))] },
    };

    [Theory]
    [MemberData(nameof(Files))]
    public async Task A_file_of_each_kind_is_read_shown_and_stands_in_the_directory_with_values_made_alike(
        string kind, string language, string read, string name, Expected[] expected)
    {
        var portal = portals[Engine.Sqlite];
        var office = (await portal.VisitorAsync("事務局", language, new HeldRole(Role.Office, Scopes.System))).Client;
        var (status, dry) = await office.UploadAsync(Page, Bytes(kind), name);
        Assert.True(status == HttpStatusCode.OK, dry);
        Assert.Contains(read, dry, StringComparison.Ordinal);
        Assert.All(expected, e => Assert.Contains($">{e.Name}<", dry, StringComparison.Ordinal));
        Assert.Empty(await FoundAsync(portal, expected));

        var (_, done) = await office.ConfirmAsync(dry);
        Assert.Contains(language == "ja" ? "取り込みました" : "Imported", done, StringComparison.Ordinal);
        Assert.Contains(read, done, StringComparison.Ordinal);
        Assert.Equal(expected.OrderBy(e => e.Name, StringComparer.Ordinal), await FoundAsync(portal, expected));
        Assert.Contains(expected[0].Name, WebUtility.HtmlDecode(await office.GetStringAsync($"/directory?q={Uri.EscapeDataString(expected[0].Name)}")), StringComparison.Ordinal);

        var again = (await office.UploadAsync(Page, await office.GetByteArrayAsync("/directory.csv"), "again.csv")).Text;
        Assert.Contains(language == "ja" ? "新しい組織 0件、変更 0件" : "0 new, 0 changed", again, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("utf-8", "名称,種別,従業員数\n誤りの見本甲,企業,１２\n誤りの見本乙,企業,多数\n", 3, "従業員数", "多数", "数字だけを書いてください")]
    [InlineData("utf-8-bom", "Name,Kind\n誤りの見本甲,Company\n誤りの見本乙,Compani\n", 3, "Kind", "Compani", "「企業」")]
    [InlineData("cp932", "名称,種別,開始日\n誤りの見本甲,企業,令和6年2月30日\n", 2, "開始日", "令和6年2月30日", "令和8年11月23日 のように")]
    [InlineData("tsv", "名称\t種別\t法人番号\n誤りの見本甲\t企業\t１２３４５６７８９０１２３\n", 2, "法人番号", "１２３４５６７８９０１２３", "国税庁")]
    [InlineData("xlsx", "名称,種別,親組織\n誤りの見本甲,企業,\n誤りの見本乙,企業,どこにもない会社\n", 3, "parent", "どこにもない会社", "正確な名称")]
    public async Task A_fault_in_a_file_names_row_column_value_and_remedy_and_changes_nothing(
        string kind, string text, int row, string column, string value, string remedy)
    {
        var portal = portals[Engine.Sqlite];
        var office = (await portal.VisitorAsync("事務局", "ja", new HeldRole(Role.Office, Scopes.System))).Client;
        var (status, page) = await office.UploadAsync(Page, Encoded(kind, text), $"誤り.{(kind is "tsv" or "xlsx" ? kind : "csv")}");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, status);
        Assert.Contains("何も取り込んでいません", page, StringComparison.Ordinal);
        Assert.Matches($">{row}</td><td>{column}</td><td>{value}</td><td>[^<]+</td><td>[^<]*{remedy}[^<]*</td>", page);
        Assert.Empty(Deeds.ConfirmationOf(page));
        await using var context = portal.Get<ContextFactory>().Read<DirectoryContext>(Reader.System);
        Assert.False(await context.Names.AnyAsync(n => n.Ja.StartsWith("誤りの見本")));
    }

    private static byte[] Bytes(string kind) => kind switch
    {
        "utf-8" => Encoded(kind, "名称,フリガナ,種別,従業員数,法人番号,開始日\n見本一番,ﾐﾎﾝｲﾁﾊﾞﾝ,企業,１，２３４,８７００１１０００５９０１,令和元年5月1日\n=SUM見本,さむみほん,企業,,,\n"),
        "utf-8-bom" => Encoded(kind, "Name,Reading,Kind,Employees,From\r\n見本二番,ﾐﾎﾝﾆﾊﾞﾝ,Company,５６,2021/7/1\r\n"),
        "cp932" => Encoded(kind, "会社名,ﾌﾘｶﾞﾅ,種別,従業員数,設立日\r\n見本三番髙﨑①,ﾐﾎﾝｶﾞﾝﾊﾞﾝ,企業,７８９０,令和2年4月1日\r\n"),
        "tsv" => Encoded(kind, "名称\tカナ\t種別\t従業員数\t開始日\n見本四番,支社\tﾐﾎﾝﾖﾝﾊﾞﾝ\t企業\t12,345\tＲ５．４．３\n"),
        _ => Workbook(["Name", "Reading", "Kind", "Employees", "From"],
            [TableValue.Text("見本五番"), TableValue.Text("ﾐﾎﾝｺﾞﾊﾞﾝ"), TableValue.Text("company"), TableValue.WholeNumber(300), TableValue.Date(new(2022, 1, 31))],
            [TableValue.Text("=1+1見本"), TableValue.Empty, TableValue.Text("Company"), TableValue.Empty, TableValue.Empty]),
    };

    private static byte[] Encoded(string kind, string text) => kind switch
    {
        "utf-8-bom" => [.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(text)],
        "cp932" => Cp932.GetBytes(text),
        "xlsx" when text.Split('\n', StringSplitOptions.RemoveEmptyEntries) is [var first, .. var rest]
            => Workbook(first.Split(','), [.. rest.Select(line => line.Split(',').Select(TableValue.Text).ToArray())]),
        _ => Encoding.UTF8.GetBytes(text),
    };

    private static byte[] Workbook(IReadOnlyList<string> headings, params TableValue[][] rows)
    {
        var stream = new MemoryStream();
        Assert.True(TableWriter.Write(stream, TableFormat.Xlsx, new("見本", headings, rows)).Succeeded);
        return stream.ToArray();
    }

    private static async Task<List<Expected>> FoundAsync(PortalUnderTest portal, Expected[] expected)
    {
        await using var context = portal.Get<ContextFactory>().Read<DirectoryContext>(Reader.System);
        var lines = await context.Lines(new(2024, 6, 1), new("見本"), "name", false).ToListAsync();
        return [.. lines.Where(l => expected.Any(e => e.Name == l.NameJa)).Select(l => new Expected(l.NameJa, l.Kana, l.Employees, l.From, l.CorporateNumber)).OrderBy(e => e.Name, StringComparer.Ordinal)];
    }

    /// <summary>An organisation as the directory holds it.</summary>
    public sealed record Expected(string Name, string Kana, int? Employees, DateOnly From, string? CorporateNumber = null);
}
