namespace Sakimori.Platform.Backup;

/// <summary>
/// A restore of the records 復元: from then on they go their own way, apart from what was written after the backup elsewhere. The audit trail's entries
/// up to <see cref="LastEntry"/> came with the backup; whoever holds a later proof of the trail learns here that the entries between are lost, not
/// cut out.
/// </summary>
public sealed class RestoreEpoch
{
    /// <summary>Counts restores from 1; records that were never restored are in epoch 0.</summary>
    public int Number { get; init; }

    /// <summary>When it was restored, UTC.</summary>
    public DateTime Began { get; init; }

    /// <summary>The backup's number.</summary>
    public Guid Backup { get; init; }

    /// <summary>The moment as of which the backup was, UTC.</summary>
    public DateTime Made { get; init; }

    /// <summary>The version of the program that had made it.</summary>
    public required string Product { get; init; }

    /// <summary>The engine that it was made from.</summary>
    public required string Engine { get; init; }

    /// <summary>Rows restored.</summary>
    public long Rows { get; init; }

    /// <summary>SHA-256 over the names, row counts and checksums of its tables, a line each.</summary>
    public required byte[] Sums { get; init; }

    /// <summary>How many audit entries it had.</summary>
    public long Entries { get; init; }

    /// <summary>The last audit entry that it had; null when it had none.</summary>
    public Guid? LastEntry { get; init; }

    /// <summary>When that was made, UTC.</summary>
    public DateTime? LastEntryAt { get; init; }
}
