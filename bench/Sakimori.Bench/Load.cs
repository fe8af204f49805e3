using System.Diagnostics;
using System.Net.Sockets;

namespace Sakimori.Bench;

/// <summary>What a load found.</summary>
/// <param name="PerSecond">Answers a second.</param>
/// <param name="P99">The time within which 99 of 100 were answered, from the moment they were due.</param>
internal readonly record struct LoadFigures(double PerSecond, TimeSpan P99);

/// <summary>
/// Clients that send requests for a while, each the next as soon as the last is answered or at a fixed rate together. One thread serves all of
/// them and wakes once for whatever has come, so that the two shared cores are left to the server.
/// </summary>
internal sealed class Load(Uri address)
{
    /// <summary>So many clients at a time.</summary>
    public const int Clients = 32;

    /// <summary>Runs a load and stops by itself.</summary>
    /// <param name="duration">How long.</param>
    /// <param name="request">The bytes of the n-th request.</param>
    /// <param name="status">The status that every answer must have.</param>
    /// <param name="answered">Sees every answer, one after the other.</param>
    /// <param name="rate">Requests a second in all; null for as many as are answered.</param>
    public Task<LoadFigures> RunAsync(
        TimeSpan duration, Func<int, ReadOnlyMemory<byte>> request, int status, Action<LoadAnswer>? answered = null, double? rate = null)
        => Task.Factory.StartNew(() => Run(duration, request, status, answered, rate), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);

    private LoadFigures Run(
        TimeSpan duration, Func<int, ReadOnlyMemory<byte>> request, int status, Action<LoadAnswer>? answered, double? rate)
    {
        LoadConnection[] all = [.. Enumerable.Range(0, Clients).Select(_ => new LoadConnection(address))];
        var idle = new Stack<LoadConnection>(all);
        var busy = new Dictionary<Socket, (LoadConnection Connection, long Due)>();
        var times = new List<long>();
        var (next, began) = (0, Stopwatch.GetTimestamp());
        var end = began + (long)(duration.TotalSeconds * Stopwatch.Frequency);
        while (true)
        {
            var (now, due) = (Stopwatch.GetTimestamp(), began);
            while (now < end && idle.Count > 0 && (due = Due(next, now)) <= now)
            {
                var connection = idle.Pop();
                busy.Add(connection.Socket, (connection, due));
                connection.Send(request(next++).Span);
            }

            if (now >= end && busy.Count == 0)
                break;

            // Nothing comes on those that are idle: with none busy this waits until the next request is due.
            var ready = all.Select(connection => connection.Socket).ToList();
            Socket.Select(ready, null, null, now < end && idle.Count > 0 ? Stopwatch.GetElapsedTime(now, due) : TimeSpan.FromSeconds(30));
            foreach (var socket in ready)
            {
                if (!busy.TryGetValue(socket, out var asked))
                    throw new IOException("The server closed a connection on which nothing was asked.");
                var (connection, since) = asked;
                if (connection.Receive() is not { } answer)
                    continue;
                times.Add(Stopwatch.GetTimestamp() - since);
                if (answer.Status != status)
                    throw new InvalidOperationException($"Answered {answer.Status}, not {status}: {connection.LastText(answer)}");
                answered?.Invoke(answer);
                busy.Remove(socket);
                idle.Push(connection);
            }
        }

        foreach (var connection in all)
            connection.Dispose();
        var seconds = Stopwatch.GetElapsedTime(began).TotalSeconds;
        times.Sort();
        return new(times.Count / seconds, TimeSpan.FromSeconds((double)times[(times.Count - 1) * 99 / 100] / Stopwatch.Frequency));

        // Of as many as are answered each is due when somebody is there to ask for it.
        long Due(int n, long now) => rate is { } perSecond ? began + (long)(n / perSecond * Stopwatch.Frequency) : now;
    }
}
