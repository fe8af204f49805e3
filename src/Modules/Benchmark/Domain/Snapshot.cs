namespace Sakimori.Benchmark.Domain;

/// <summary>When a snapshot 統計の版 of consented results is published.</summary>
public static class Snapshot
{
    /// <summary>So many organisations must differ from the last snapshot: new, changed or gone.</summary>
    public const int MinimumChanged = 10;

    /// <summary>A result is counted for so many months after it was submitted.</summary>
    public const int WindowMonths = 36;

    /// <summary>When a withdrawal has waited so many days for the next snapshot, the current one is taken down.</summary>
    public const int MostDaysPending = 30;
}
