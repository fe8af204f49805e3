namespace Sakimori.Platform.Jobs;

/// <summary>Where a job stands.</summary>
public enum JobState
{
    /// <summary>Waits for its time and a free worker; also after a node that ran it was stopped.</summary>
    Waiting,

    /// <summary>Runs under a lease.</summary>
    Running,

    /// <summary>Done.</summary>
    Done,

    /// <summary>Ended with a reason.</summary>
    Failed,

    /// <summary>Ended because somebody cancelled it.</summary>
    Cancelled,
}

/// <summary>One run of a job 処理: it survives the node that runs it.</summary>
public sealed class Job
{
    /// <summary>The id.</summary>
    public Guid Id { get; init; }

    /// <summary>Which job: the <see cref="IJob.Key"/>.</summary>
    public required string Key { get; init; }

    /// <summary>Its parameters as JSON.</summary>
    public required string Parameters { get; init; }

    /// <summary>The seed of its randomness; the same seed and parameters give the same result.</summary>
    public long Seed { get; init; }

    /// <summary>Who asked for it; null for the schedule.</summary>
    public Guid? Account { get; init; }

    /// <summary>The scheduled moment that it stands for, <c>key@moment</c>, once only; null when somebody asked for it.</summary>
    public string? Slot { get; init; }

    /// <summary>When it was asked for, UTC.</summary>
    public DateTime Made { get; init; }

    /// <summary>When it runs at the earliest, UTC.</summary>
    public DateTime Due { get; set; }

    /// <summary>Where it stands.</summary>
    public JobState State { get; set; }

    /// <summary>The fencing token: rises with every lease; who writes under a lesser one is refused.</summary>
    public long Token { get; set; }

    /// <summary>Until when the lease holds unless renewed, UTC; null when not running.</summary>
    public DateTime? LeaseUntil { get; set; }

    /// <summary>True when somebody wants it to end.</summary>
    public bool CancelAsked { get; set; }

    /// <summary>When it began first, UTC.</summary>
    public DateTime? Began { get; set; }

    /// <summary>When it ended, UTC.</summary>
    public DateTime? Ended { get; set; }

    /// <summary>How often a node began it.</summary>
    public int Begun { get; set; }

    /// <summary>What it needs to go on from, as JSON; null at the beginning.</summary>
    public string? Saved { get; set; }

    /// <summary>How much is done.</summary>
    public long ProgressDone { get; set; }

    /// <summary>How much there is; 0 when not known.</summary>
    public long ProgressTotal { get; set; }

    /// <summary>What it is doing, what came out or why it failed, in Japanese.</summary>
    public string? TextJa { get; set; }

    /// <summary>The same in English.</summary>
    public string? TextEn { get; set; }
}
