using System.Text;
using Sakimori.Platform.Tables;

namespace Sakimori.Platform.Tests.Tables;

public class AllocationTests
{
    private const int Rows = 50_000;
    private const int Columns = 10;

    [Fact]
    public void Reading_csv_allocates_little_more_than_its_text()
    {
        var file = TestFiles.Bytes(Lines("\"防人 No. {0}\",{0},東京都,2026-11-23,,1,2,3,4,\"a,\"\"b\"\"\""));
        var text = (long)Encoding.UTF8.GetCharCount(file) * sizeof(char);
        var perCell = (Allocated(() => TestFiles.Read(file)) - text) / (double)(Rows * Columns);
        Assert.InRange(perCell, 0, 12);
    }

    [Fact]
    public void Reading_cells_as_spans_allocates_nothing()
    {
        var table = TestFiles.Read(Lines("x{0},1,2,3,4,5,6,7,8,9"));
        var length = 0;
        var bytes = Allocated(() =>
        {
            for (var i = 0; i < table.RowCount; i++)
            {
                for (var j = 0; j < table[i].Count; j++)
                    length += table[i][j].Span.Length;
            }
        });
        Assert.True(length > Rows * Columns);
        Assert.InRange(bytes, 0, 1000);
    }

    [Fact]
    public void Writing_csv_allocates_little_per_cell()
    {
        IReadOnlyList<TableValue> row = [.. Enumerable.Range(0, Columns).Select(i => TableValue.Text("=防人 No. " + i))];
        var content = new TableContent("表", [.. Enumerable.Repeat("見出し", Columns)], Enumerable.Repeat(row, Rows));
        var perCell = Allocated(() => TableWriter.Write(Stream.Null, TableFormat.CsvWithBom, content)) / (double)(Rows * Columns);
        Assert.InRange(perCell, 0, 4);
    }

    private static string Lines(string row)
    {
        var text = new StringBuilder("a,b,c,d,e,f,g,h,i,j\n");
        for (var i = 0; i < Rows; i++)
            text.Append(string.Format(row, i)).Append('\n');
        return text.ToString();
    }

    private static long Allocated(Action action)
    {
        action();
        var before = GC.GetAllocatedBytesForCurrentThread();
        action();
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }
}
