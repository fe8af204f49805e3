using System.Collections.Concurrent;
using System.Diagnostics;

namespace Sakimori.Bench;

/// <summary>What a load found.</summary>
/// <param name="PerSecond">Answers a second.</param>
/// <param name="P99">The time within which 99 of 100 were answered, from the moment they were due.</param>
internal readonly record struct LoadFigures(double PerSecond, TimeSpan P99);

/// <summary>Clients that send requests for a while, each the next as soon as the last is answered or at a fixed rate together.</summary>
internal sealed class Load(Uri address)
{
    /// <summary>So many clients at a time.</summary>
    public const int Clients = 32;

    /// <summary>Runs a load and stops by itself.</summary>
    /// <param name="duration">How long.</param>
    /// <param name="request">The bytes of the n-th request.</param>
    /// <param name="status">The status that every answer must have.</param>
    /// <param name="answered">Sees every answer; may be called by several clients at once.</param>
    /// <param name="rate">Requests a second in all; null for as many as are answered.</param>
    public async Task<LoadFigures> RunAsync(
        TimeSpan duration, Func<int, ReadOnlyMemory<byte>> request, int status, Action<LoadAnswer>? answered = null, double? rate = null)
    {
        var times = new ConcurrentBag<List<long>>();
        var next = -1;
        var began = Stopwatch.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, Clients).Select(_ => Task.Factory.StartNew(() =>
        {
            using var connection = new LoadConnection(address);
            var mine = new List<long>();
            times.Add(mine);
            while (Stopwatch.GetElapsedTime(began) < duration)
            {
                var n = Interlocked.Increment(ref next);
                var due = Stopwatch.GetTimestamp();
                if (rate is { } perSecond)
                {
                    due = began + (long)(n / perSecond * Stopwatch.Frequency);
                    var wait = Stopwatch.GetElapsedTime(Stopwatch.GetTimestamp(), due);
                    if (wait > TimeSpan.Zero)
                        Thread.Sleep(wait);
                }

                var answer = connection.Send(request(n).Span);
                mine.Add(Stopwatch.GetTimestamp() - due);
                if (answer.Status != status)
                    throw new InvalidOperationException($"Answered {answer.Status}, not {status}: {connection.LastText(answer)}");
                answered?.Invoke(answer);
            }
        }, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default)));
        var seconds = Stopwatch.GetElapsedTime(began).TotalSeconds;
        var sorted = times.SelectMany(t => t).Order().ToList();
        return new(sorted.Count / seconds, TimeSpan.FromSeconds((double)sorted[(sorted.Count - 1) * 99 / 100] / Stopwatch.Frequency));
    }
}
