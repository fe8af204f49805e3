using System.Text;
using Sakimori.Kernel;
using Sakimori.Platform.Tables;

namespace Sakimori.Platform.Tests.Tables;

/// <summary>Files that are a little wrong: the reader answers each with a table or a failure, and never with an exception.</summary>
public class MutationTests
{
    private static readonly TableLimits Small = new() { Bytes = 100_000, Rows = 1000, Cells = 20_000, Unpacked = 4_000_000 };

    private static readonly TableValue[][] Rows =
    [
        [TableValue.Text("防人\n\"株\""), TableValue.Identifier("7000012050002"), TableValue.Date(new DateOnly(2026, 11, 23))],
        [TableValue.Text("=1+1"), TableValue.WholeNumber(-1), TableValue.Tenths(new(5))],
    ];

    [Theory]
    [InlineData(TableFormat.CsvWithBom, 900)]
    [InlineData(TableFormat.CsvCp932, 900)]
    [InlineData(TableFormat.Xlsx, 600)]
    public void Changed_bytes_never_throw(TableFormat format, int times)
    {
        var random = new Random(20261123 + (int)format);
        var file = TestFiles.Written(format, ["名称", "番号", "日"], Rows);
        for (var i = 0; i < times; i++)
            AnswersOrRefuses(Mutate(random, file), i);
    }

    [Fact]
    public void Changed_parts_of_a_workbook_never_throw()
    {
        var random = new Random(4711);
        var parts = TestFiles.Parts(
            $"<row r=\"1\">{TestFiles.Inline("A1", "A")}<c r=\"B1\" t=\"s\"><v>0</v></c></row><row r=\"2\"><c r=\"A2\" s=\"1\"><v>46349.5</v></c><c r=\"B2\" t=\"str\"><f>A1</f><v>x</v></c></row>",
            "<si><r><t>二</t></r><rPh sb=\"0\" eb=\"1\"><t>ニ</t></rPh></si>",
            "<numFmts><numFmt numFmtId=\"164\" formatCode=\"[h]:mm;&quot;x\"/></numFmts><cellXfs><xf numFmtId=\"14\"/><xf numFmtId=\"164\"/></cellXfs>");
        var names = parts.Keys.ToArray();
        for (var i = 0; i < 900; i++)
        {
            var changed = parts.ToDictionary(p => p.Key, p => (Action<Stream>)(s => s.Write(Encoding.UTF8.GetBytes(p.Value))));
            var name = names[random.Next(names.Length)];
            var mutated = Mutate(random, Encoding.UTF8.GetBytes(parts[name]));
            changed[name] = s => s.Write(mutated);
            AnswersOrRefuses(TestFiles.Zip(changed), i);
        }
    }

    private static void AnswersOrRefuses(byte[] file, int round)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        var outcome = TableReader.Read(file, limits: Small);
        Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < 50_000_000, $"round {round}");
        if (outcome.Failure is { } failure)
        {
            Assert.True(failure.Kind is FailureKind.Invalid or FailureKind.Limit);
            Assert.True(failure.Faults.Count <= FaultList.Most);
        }
        else
        {
            Assert.NotEmpty(outcome.Value.Headings);
            Assert.All(outcome.Value.Rows, r => Assert.True(r.Number > outcome.Value.HeadingRow && r.Count > 0));
        }
    }

    private static byte[] Mutate(Random random, byte[] file)
    {
        var bytes = new List<byte>(file);
        for (var edits = random.Next(1, 6); edits > 0 && bytes.Count > 0; edits--)
        {
            var at = random.Next(bytes.Count);
            switch (random.Next(6))
            {
                case 0:
                    bytes[at] ^= (byte)(1 << random.Next(8));
                    break;
                case 1:
                    bytes[at] = (byte)random.Next(256);
                    break;
                case 2:
                    bytes.RemoveRange(at, Math.Min(random.Next(1, 20), bytes.Count - at));
                    break;
                case 3:
                    bytes.InsertRange(at, bytes.GetRange(at, Math.Min(random.Next(1, 200), bytes.Count - at)));
                    break;
                case 4:
                    bytes.Insert(at, "\"'\r\n\t,;<>&=/\0\x81\xFF9"u8[random.Next(16)]);
                    break;
                default:
                    bytes.RemoveRange(at, bytes.Count - at);
                    break;
            }
        }

        return [.. bytes];
    }
}
