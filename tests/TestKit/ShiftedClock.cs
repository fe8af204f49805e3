namespace Sakimori.TestKit;

/// <summary>The machine's clock, moved forward by as much as a test wants.</summary>
public sealed class ShiftedClock : TimeProvider
{
    /// <summary>By how much it is ahead.</summary>
    public TimeSpan Ahead { get; set; }

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + Ahead;
}
