using CsCheck;
using Sakimori.Platform.Tables;

namespace Sakimori.Platform.Tests.Tables;

/// <summary>What is written is what is read: for every format, over Japanese and hostile texts.</summary>
public class RoundTripTests
{
    private const string Hostile = "=+-@'\"\t\r\n,; 　＝＋－＠_xX0041&<>]'\uFEFF\u0085\u2028\u0001\u001f#%日本語ｶﾞ〜～①";

    private static readonly Gen<char> Character = Gen.Frequency(
        (6, Gen.Int[0, Hostile.Length - 1].Select(i => Hostile[i])),
        (3, Gen.Char['ぁ', 'ん']),
        (2, Gen.Char['一', '龥']),
        (1, Gen.Char['\u0001', '\uD7FF']),
        (1, Gen.Char['\uE000', '\uFFFF']));

    private static readonly Gen<string> Word = Gen.Frequency(
        (8, Character.Array[0, 8].Select(c => new string(c))),
        (1, Gen.Const("_x0041_")),
        (1, Gen.Const("𠮷野家")),
        (1, Gen.Const("")));

    private static readonly Gen<string[][]> Rows = Word.Array[1, 5].Array[0, 6];

    [Fact]
    public void Csv_with_bom() => Rows.Sample(rows => IsIdentity(TableFormat.CsvWithBom, rows), iter: 2000);

    [Fact]
    public void Csv_without_bom() => Rows.Sample(rows => IsIdentity(TableFormat.Csv, rows), iter: 2000);

    [Fact]
    public void Csv_in_cp932_of_what_it_holds()
        => Rows.Select(rows => rows.Select(r => r.Select(Held).ToArray()).ToArray())
            .Sample(rows => IsIdentity(TableFormat.CsvCp932, rows), iter: 2000);

    [Fact]
    public void Workbook() => Gen.Select(Rows, Gen.Char).Sample((rows, any) =>
    {
        // A workbook holds any character at all: halves of surrogate pairs too.
        var more = rows.Append(["x" + any, any + "="]).ToArray();
        IsIdentity(TableFormat.Xlsx, more);
    }, iter: 500);

    [Fact]
    public void What_cp932_cannot_hold_is_the_same_after_a_second_round()
        => Rows.Sample(rows =>
        {
            var first = TestFiles.Cells(TestFiles.Read(Write(TableFormat.CsvCp932, rows)));
            IsIdentity(TableFormat.CsvCp932, first);
        }, iter: 1000);

    private static string Held(string text) => new([.. text.Where(c => Cp932.Map(c) == c)]);

    private static byte[] Write(TableFormat format, string[][] rows)
        => TestFiles.Written(format, ["名称", "=見出し", "a;b;c,\t\"", "四", "五"],
            [.. rows.Select(r => (IReadOnlyList<TableValue>)[.. r.Select(TableValue.Text)])]);

    private static void IsIdentity(TableFormat format, string[][] rows)
    {
        var table = TestFiles.Read(Write(format, rows));
        Assert.Equal(["名称", "=見出し", "a;b;c,\t\"", "四", "五"], table.Headings);
        var expected = rows.Where(r => !r.All(string.IsNullOrWhiteSpace))
            .Select(r => r[..(Array.FindLastIndex(r, c => c.Length > 0) + 1)]).ToArray();
        Assert.Equal(expected, TestFiles.Cells(table));
    }
}
