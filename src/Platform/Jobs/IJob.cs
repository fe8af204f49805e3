using Microsoft.Extensions.DependencyInjection;
using Sakimori.Kernel;

namespace Sakimori.Platform.Jobs;

/// <summary>Work that takes long, comes back daily, or must survive the node that does it.</summary>
public interface IJob
{
    /// <summary>
    /// Does the work from its beginning or from what was last saved. It writes through <see cref="JobRun.BeginAsync"/>, so that a
    /// node which has lost its lease can write no more.
    /// </summary>
    /// <returns>What came out, in a sentence; or the failure that ends it. Exceptions end it as failed too.</returns>
    Task<Outcome<Text>> RunAsync(JobRun run, CancellationToken cancel);
}

/// <summary>A kind of job that this deployment knows.</summary>
/// <param name="Key">Its key; never changes.</param>
/// <param name="Title">What administrators see.</param>
/// <param name="Job">The class that does it.</param>
/// <param name="Schedule">When it runs by itself; null when only asked for.</param>
public sealed record JobKind(string Key, Text Title, Type Job, Schedule? Schedule);

/// <summary>When a job comes back.</summary>
public sealed class Schedule
{
    private static readonly TimeSpan Jst = TimeSpan.FromHours(9);
    private readonly TimeSpan period;
    private readonly TimeSpan offset;

    private Schedule(TimeSpan period, TimeSpan offset) => (this.period, this.offset) = (period, offset);

    /// <summary>Every day at that time in Japan.</summary>
    public static Schedule Daily(TimeOnly inJapan) => new(TimeSpan.FromDays(1), inJapan.ToTimeSpan() - Jst);

    /// <summary>At whole multiples of a period since midnight UTC of 0001-01-01: every hour, every ten minutes.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The period is shorter than a minute.</exception>
    public static Schedule Every(TimeSpan period)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(period, TimeSpan.FromMinutes(1));
        return new(period, TimeSpan.Zero);
    }

    /// <summary>The first moment after <paramref name="utc"/>, UTC.</summary>
    public DateTime Next(DateTime utc)
    {
        var past = (utc.Ticks - offset.Ticks) / period.Ticks;
        return new DateTime((past + 1) * period.Ticks + offset.Ticks, DateTimeKind.Utc);
    }
}

/// <summary>Registers jobs.</summary>
public static class JobRegistration
{
    /// <summary>Registers a kind of job; a module calls it in its <c>AddX</c>.</summary>
    public static IServiceCollection AddJob<TJob>(this IServiceCollection services, string key, Text title, Schedule? schedule = null)
        where TJob : class, IJob
    {
        services.AddScoped<TJob>();
        return services.AddSingleton(new JobKind(key, title, typeof(TJob), schedule));
    }
}
