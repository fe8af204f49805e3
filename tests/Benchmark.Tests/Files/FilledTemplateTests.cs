using System.IO.Compression;
using System.Text;
using Sakimori.Benchmark.Domain;
using Sakimori.Benchmark.Files;
using Sakimori.Benchmark.Tests.Domain;
using Sakimori.Kernel;

namespace Sakimori.Benchmark.Tests.Files;

public sealed class FilledTemplateTests
{
    private static readonly RuleSet Rules = Samples.Shipped;
    private static readonly byte[] Template = TemplateWorkbook.Write(Rules, Language.Ja);
    private static readonly Answers Given = Samples.Uniform(Rules, 3).With(Rules.Questionnaire, 4, Answer.Unknown);

    [Fact]
    public void Empty_and_wrong_cells_are_named_by_row_heading_value_and_remedy()
    {
        var failure = Read(TemplateSamples.Typed(Template, i => i switch { 2 => "", 26 => "9", 30 => "＝１", _ => "２" })).Failure!;
        Assert.Contains("シート「質問」", failure.Detail.Ja, StringComparison.Ordinal);
        Assert.Equal(
            [(3, "回答", "9"), (7, "回答", "＝１"), (19, "回答", "")],
            failure.Faults.Select(fault => (fault.Row!.Value, fault.Column!, fault.Value!)));
        Assert.Equal("1～5 または unknown（不明）", failure.Faults[^1].Remedy.Ja);
    }

    [Theory]
    [InlineData("item,answer\n", ",")]
    [InlineData("Item\tAnswer\n", "\t")]
    [InlineData("項目,回答,備考\n", ",")]
    public void A_plain_table_of_item_and_answer_is_read_too(string headings, string separator)
    {
        var csv = headings + string.Join('\n', AnswerSheet.Rows(Rules.Questionnaire, Given).Select(row => row.Item + separator + row.Answer));
        var read = Read(Encoding.UTF8.GetBytes(csv)).Value;
        Assert.Equal((Given, Rules, null), (read.Answers, read.Rules, read.Notice));
    }

    [Fact]
    public void Another_table_is_refused_with_the_headings_that_are_missing()
    {
        var failure = Read("名前,電話\n山田,03"u8.ToArray()).Failure!;
        Assert.Equal([("item", 1), ("answer", 1)], failure.Faults.Select(fault => (fault.Column!, fault.Row!.Value)));
    }

    [Fact]
    public void The_version_decides_by_which_rules_the_answers_are_read()
    {
        var newer = RuleSet.Parse(Rules.Questionnaire, Samples.Bytes(
            Encoding.UTF8.GetString(ShippedRules.File("rules-2026.1.json").Span).Replace("\"version\": \"2026.1\"", "\"version\": \"2027.1\"", StringComparison.Ordinal))).Value;
        var file = TemplateSamples.Filled(Template, Language.Ja, Given);
        var known = FilledTemplate.Read(file, null, newer, version => version == Rules.Version ? Rules : null).Value;
        Assert.Equal((Rules, Given), (known.Rules, known.Answers));
        Assert.Contains("2027.1", known.Notice!.Value.En, StringComparison.Ordinal);

        var unknown = FilledTemplate.Read(file, null, newer, _ => null).Failure!;
        Assert.Equal(("rules_version", "2026.1"), (unknown.Faults.Single().Column!, unknown.Faults.Single().Value!));
    }

    [Fact]
    public void A_workbook_that_unpacks_without_end_is_refused()
    {
        using var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (path, text, times) in new[]
            {
                ("xl/workbook.xml", "<workbook xmlns:r='http://schemas.openxmlformats.org/officeDocument/2006/relationships'><sheets><sheet name='質問' sheetId='1' r:id='rId1'/></sheets></workbook>", 1),
                ("xl/_rels/workbook.xml.rels", "<Relationships xmlns='http://schemas.openxmlformats.org/package/2006/relationships'><Relationship Id='rId1' Type='x/worksheet' Target='s.xml'/></Relationships>", 1),
                ("xl/s.xml", "<row><c><v>1</v></c></row>", 4_000_000),
            })
            {
                using var part = zip.CreateEntry(path).Open();
                var bytes = Encoding.UTF8.GetBytes(text);
                if (times > 1)
                    part.Write("<worksheet>"u8);
                for (var i = 0; i < times; i++)
                    part.Write(bytes);
            }
        }

        Assert.Equal(FailureKind.Limit, Read(stream.ToArray()).Failure?.Kind);
    }

    [Fact]
    public void A_thousand_damaged_files_are_read_or_refused_but_never_thrown()
    {
        const int seed = 20_261_123;
        var random = new Random(seed);
        var whole = TemplateSamples.Filled(Template, Language.Ja, Given);
        var (read, refused) = (0, 0);
        for (var i = 0; i < 1_000; i++)
        {
            var file = i % 2 == 0 ? Damaged(whole, random) : Repacked(whole, random);
            try
            {
                if (Read(file).Succeeded)
                    read++;
                else
                    refused++;
            }
            catch (Exception e) when (e is not OutOfMemoryException)
            {
                Assert.Fail($"Seed {seed}, file {i}: {e}");
            }
        }

        Assert.InRange(read, 100, 900);
        Assert.Equal(1_000, read + refused);
    }

    private static Outcome<FilledTemplate> Read(byte[] file) => FilledTemplate.Read(file, null, Rules, _ => null);

    private static byte[] Damaged(byte[] whole, Random random)
    {
        var file = whole[..(random.Next(3) == 0 ? random.Next(whole.Length) : whole.Length)];
        for (var n = random.Next(1, 8); n > 0 && file.Length > 0; n--)
            file[random.Next(file.Length)] = (byte)random.Next(256);
        return file;
    }

    // Damage inside a part gets past the checksums of the zip.
    private static byte[] Repacked(byte[] whole, Random random)
    {
        string[] parts = ["xl/workbook.xml", "xl/worksheets/sheet2.xml", "xl/worksheets/sheet6.xml", "xl/styles.xml", "xl/_rels/workbook.xml.rels"];
        var path = parts[random.Next(parts.Length)];
        using var stream = new MemoryStream();
        stream.Write(whole);
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Update, leaveOpen: true))
        {
            using var content = new MemoryStream();
            using (var part = zip.GetEntry(path)!.Open())
                part.CopyTo(content);
            zip.GetEntry(path)!.Delete();
            using var changed = zip.CreateEntry(path, CompressionLevel.Fastest).Open();
            changed.Write(Damaged(content.ToArray(), random));
        }

        return stream.ToArray();
    }
}
