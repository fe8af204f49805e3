using Sakimori.Kernel;

namespace Sakimori.Benchmark.Domain;

/// <summary>Gathers the faults of one input, at most <see cref="Most"/>, so that a hostile input cannot fill the memory.</summary>
internal sealed class FaultList
{
    /// <summary>So many faults are listed; then one says that there are more.</summary>
    public const int Most = 200;

    private readonly List<Fault> faults = [];

    public bool Any => faults.Count > 0;

    public bool Full => faults.Count > Most;

    public void Add(Text message, Text remedy, int? row = null, string? column = null, string? value = null)
    {
        if (faults.Count < Most)
            faults.Add(new(message, remedy, row, column, Shortened(value)));
        else if (faults.Count == Most)
            faults.Add(new(new("ほかにも誤りがあります。", "There are further faults."),
                new("上の誤りを直してから、もう一度お試しください。", "Mend the faults above and try again.")));
    }

    public Failure ToFailure(Text detail) => new(FailureKind.Invalid, detail, faults);

    private static string? Shortened(string? value) => value is { Length: > 80 } ? value[..79] + "…" : value;
}
