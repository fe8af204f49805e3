using Sakimori.Kernel;

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

/// <summary>Words for kinds.</summary>
public static class HeldKinds
{
    /// <summary>As addresses and documents write it: letter, event, job, schedule.</summary>
    public static string Code(this HeldKind kind) => kind.ToString().ToLowerInvariant();

    /// <summary>The kind with a code; null when there is none.</summary>
    public static HeldKind? Parse(string? code) => Enum.GetValues<HeldKind>().Cast<HeldKind?>().FirstOrDefault(k => k!.Value.Code() == code);

    /// <summary>What people call it.</summary>
    public static Text Name(this HeldKind kind) => kind switch
    {
        HeldKind.Letter => new("メール", "Letters"),
        HeldKind.Event => new("通知", "Events"),
        HeldKind.Job => new("処理", "Jobs"),
        _ => new("定期処理の予定", "Schedules"),
    };
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
