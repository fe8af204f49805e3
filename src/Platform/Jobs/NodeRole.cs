namespace Sakimori.Platform.Jobs;

/// <summary>What a node of a portal does.</summary>
public enum NodeRole
{
    /// <summary>Answers readers and works in the background.</summary>
    All,

    /// <summary>Answers readers; jobs, events and letters are left to other nodes.</summary>
    Web,

    /// <summary>Works in the background alone; answers only whether it is well.</summary>
    Worker,
}
