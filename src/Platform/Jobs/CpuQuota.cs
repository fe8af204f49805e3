namespace Sakimori.Platform.Jobs;

/// <summary>How much of the machine background work may use.</summary>
/// <param name="Percent">Percent of the time of all processors, 1 to 100; 100 is no limit.</param>
public sealed record CpuQuotaSettings(int Percent = 100);

/// <summary>
/// Keeps the processor time of a node that only works in the background within its quota: before each unit of work of a job, each
/// event and each letter it waits until what the process has used is covered by the time gone by. A single long computation runs to its
/// end and is paid for afterwards.
/// </summary>
internal sealed class CpuQuota(CpuQuotaSettings settings, TimeProvider time)
{
    /// <summary>What may be used at once after idle time, in seconds of processor time.</summary>
    public const double Burst = 0.25;

    // Seconds of processor time a second.
    private readonly double rate = settings.Percent / 100.0 * Environment.ProcessorCount;
    private readonly Lock turn = new();
    private double balance = Burst;
    private double used = double.NaN;
    private long at;

    /// <summary>Waits until the node may work on.</summary>
    public async ValueTask WaitAsync(CancellationToken cancel)
    {
        if (settings.Percent >= 100)
            return;
        while (Owed(Environment.CpuUsage.TotalTime.TotalSeconds, time.GetTimestamp()) is var seconds && seconds > 0)
            await Task.Delay(TimeSpan.FromSeconds(Math.Min(seconds, 1)), time, cancel);
    }

    // How long it takes until what was used is covered, in seconds; 0 or less when it is.
    private double Owed(double usedNow, long now)
    {
        lock (turn)
        {
            if (!double.IsNaN(used))
                balance = Math.Min(Burst, balance + rate * time.GetElapsedTime(at, now).TotalSeconds) - (usedNow - used);
            (used, at) = (usedNow, now);
            return -balance / rate;
        }
    }
}
