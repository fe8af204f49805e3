using System.Runtime.InteropServices;
using System.Text;

namespace Sakimori.Bench;

/// <summary>
/// The figures of a run: each goes to standard output as <c>name value unit</c>, once; all are kept with machine and date under
/// <c>bench/results/</c>. Progress goes to standard error.
/// </summary>
internal sealed class Report(BenchOptions options)
{
    private readonly List<string> lines = [];
    private readonly HashSet<string> names = [];

    /// <summary>Reports a figure as a plain decimal.</summary>
    public void Figure(string name, double value, string unit)
    {
        if (!names.Add(name))
            throw new InvalidOperationException($"{name} was reported twice.");
        var line = $"{name} {Plain(value)} {unit}";
        lines.Add(line);
        Console.Out.WriteLine(line);
        Console.Out.Flush();
    }

    /// <summary>Says what is going on.</summary>
    public static void Progress(string what) => Console.Error.WriteLine(what);

    /// <summary>Writes the figures beside those of other runs.</summary>
    public void Save()
    {
        var date = TimeProvider.System.GetUtcNow();
        var text = new StringBuilder()
            .AppendLine($"# bench/run {options.Name}{(options.Quick ? " --quick" : "")} --seed {options.Seed}")
            .AppendLine($"# {date:yyyy-MM-dd HH:mm} UTC, {Environment.ProcessorCount} cores, "
                + $"{GC.GetGCMemoryInfo().TotalAvailableMemoryBytes >> 30} GiB, {RuntimeInformation.OSDescription}, {RuntimeInformation.FrameworkDescription}");
        lines.ForEach(l => text.AppendLine(l));
        var folder = Path.Combine(options.Home, "bench", "results");
        System.IO.Directory.CreateDirectory(folder);
        File.WriteAllText(Path.Combine(folder, $"{options.Name}{(options.Quick ? "-quick" : "")}-{date:yyyy-MM-dd}.txt"), text.ToString());
    }

    private static string Plain(double value) => value switch
    {
        >= 1000 => value.ToString("0"),
        >= 10 => value.ToString("0.0"),
        _ => value.ToString("0.####"),
    };
}
