namespace Sakimori.Platform.Records;

/// <summary>The clock of records.</summary>
public static class Moments
{
    /// <summary>The moment now, UTC, in whole microseconds: what both engines store without rounding.</summary>
    public static DateTime UtcMoment(this TimeProvider time)
    {
        var now = time.GetUtcNow().UtcDateTime;
        return now.AddTicks(-(now.Ticks % TimeSpan.TicksPerMicrosecond));
    }
}
