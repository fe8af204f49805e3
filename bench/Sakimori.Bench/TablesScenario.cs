using System.Diagnostics;
using System.Text;
using Sakimori.Platform.Tables;

namespace Sakimori.Bench;

/// <summary>Reading tables as the imports do.</summary>
internal sealed class TablesScenario : IScenario
{
    public string Name => "tables";

    public string Purpose => "rows a second and bytes allocated a cell of reading CSV (UTF-8 and CP932)";

    public Task RunAsync(BenchOptions options, Report report)
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        var rows = options.Quick ? 200_000 : 1_000_000;
        var random = new Random(options.Seed);
        var text = new StringBuilder("id,名称,industry,employees\n");
        for (var i = 0; i < rows; i++)
            text.Append(i).Append(",株式会社サンプル").Append(random.Next(100_000)).Append(",情報・通信,").Append(random.Next(5000)).Append('\n');
        foreach (var (name, encoding) in new[] { ("utf8", Encoding.UTF8), ("cp932", Encoding.GetEncoding(932)) })
        {
            var bytes = encoding.GetBytes(text.ToString());
            Report.Progress($"{name}: {rows:N0} rows, {bytes.Length >> 20} MiB");
            var best = double.MaxValue;
            var allocated = 0L;
            for (var round = 0; round < 3; round++)
            {
                var before = GC.GetTotalAllocatedBytes(precise: true);
                var watch = Stopwatch.StartNew();
                var table = TableReader.Read(bytes, limits: new TableLimits { Bytes = int.MaxValue / 2, Rows = rows }).Value;
                best = Math.Min(best, watch.Elapsed.TotalSeconds);
                allocated = GC.GetTotalAllocatedBytes(precise: true) - before;
                if (table.RowCount != rows)
                    throw new InvalidOperationException($"{table.RowCount} rows were read.");
            }

            report.Figure($"{name}_rows_per_s", rows / best, "rows/s");
            report.Figure($"{name}_bytes_per_cell", (double)allocated / rows / 4, "B");
        }

        return Task.CompletedTask;
    }
}
