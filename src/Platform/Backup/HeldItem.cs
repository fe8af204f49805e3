namespace Sakimori.Platform.Backup;

/// <summary>What can be held after a restore.</summary>
public enum HeldKind
{
    /// <summary>A letter that waits to be delivered.</summary>
    Letter,

    /// <summary>An event that is not handled.</summary>
    Event,

    /// <summary>A job that waits or had begun.</summary>
    Job,

    /// <summary>The schedule of a kind of job: its next runs are not entered.</summary>
    Schedule,
}

/// <summary>
/// Something that waits since a restore until the office releases or discards it 保留: the world may have moved on since the backup. The row is there as
/// long as it waits; who decided what is in the audit trail.
/// </summary>
public sealed class HeldItem
{
    internal const string Table = "backup_held";

    /// <summary>Rises in the order in which things were held.</summary>
    public long Number { get; init; }

    /// <summary>What it is.</summary>
    public HeldKind Kind { get; init; }

    /// <summary>The letter's id; null for other kinds.</summary>
    public Guid? Letter { get; init; }

    /// <summary>The event's id; null for other kinds.</summary>
    public long? Event { get; init; }

    /// <summary>The job's id; null for other kinds.</summary>
    public Guid? Job { get; init; }

    /// <summary>The key of the kind of job whose schedule waits; null for other kinds.</summary>
    public string? Schedule { get; init; }
}
