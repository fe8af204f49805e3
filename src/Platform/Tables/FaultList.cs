using Sakimori.Kernel;

namespace Sakimori.Platform.Tables;

/// <summary>The faults of an input: the first 200 are kept, all are counted.</summary>
public sealed class FaultList
{
    /// <summary>How many faults are kept.</summary>
    public const int Most = 200;

    private readonly List<Fault> kept = [];

    /// <summary>How many there are, kept or not.</summary>
    public int Count { get; private set; }

    /// <summary>The first of them, at most <see cref="Most"/>.</summary>
    public IReadOnlyList<Fault> Kept => kept;

    /// <summary>True when another fault would only be counted.</summary>
    public bool IsFull => Count >= Most;

    /// <summary>Adds one.</summary>
    public void Add(Fault fault)
    {
        Count++;
        if (kept.Count < Most)
            kept.Add(fault);
    }

    /// <summary>Adds those of another list.</summary>
    public void AddAll(FaultList others)
    {
        foreach (var fault in others.kept)
            Add(fault);
        Count += others.Count - others.kept.Count;
    }

    /// <summary>The failure that lists them and says how many were left out; null when there are none.</summary>
    public Failure? ToFailure()
    {
        if (Count == 0)
            return null;
        var shown = Count > Most
            ? new Text($"はじめの {Most} 件を示します。", $" The first {Most} are listed.")
            : Text.Same("");
        return new(FailureKind.Invalid,
            new Text($"ファイルに誤りが {Count} 件あります。", Count == 1 ? "There is 1 fault in the file." : $"There are {Count} faults in the file.") + shown,
            kept);
    }
}
