using System.Collections.Concurrent;
using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Sakimori.Platform.Records;

namespace Sakimori.TestKit;

/// <summary>
/// Counts the SQL commands that a portal of this process sends for one request: those of its contexts and its hot reads. What other requests
/// and the background do at the same time is not counted.
/// </summary>
public sealed class SqlCommands : IObserver<DiagnosticListener>, IObserver<KeyValuePair<string, object?>>
{
    private static readonly SqlCommands Counter = new();
    private readonly ConcurrentDictionary<ActivityTraceId, ConcurrentQueue<string>> sent = [];

    private SqlCommands() => DiagnosticListener.AllListeners.Subscribe(this);

    /// <summary>Opens a page; the commands in their order.</summary>
    public static async Task<IReadOnlyList<string>> OfAsync(HttpClient client, string path)
    {
        var trace = ActivityTraceId.CreateRandom();
        var commands = Counter.sent.GetOrAdd(trace, _ => []);
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Add("traceparent", $"00-{trace}-{ActivitySpanId.CreateRandom()}-01");
        using var answer = await client.SendAsync(request);
        await answer.Content.ReadAsByteArrayAsync();
        Counter.sent.TryRemove(trace, out _);
        return answer.IsSuccessStatusCode ? [.. commands] : throw new InvalidOperationException($"{path} answers {(int)answer.StatusCode}.");
    }

    void IObserver<DiagnosticListener>.OnNext(DiagnosticListener value)
    {
        if (value.Name == DbLoggerCategory.Name)
            value.Subscribe(this, name => name == RelationalEventId.CommandExecuting.Name);
        else if (value.Name == HotReads.Listener)
            value.Subscribe(this);
    }

    void IObserver<KeyValuePair<string, object?>>.OnNext(KeyValuePair<string, object?> value)
    {
        if (Activity.Current is { } request && sent.TryGetValue(request.TraceId, out var commands)
            && (value.Value as string ?? (value.Value as CommandEventData)?.Command.CommandText) is { } text)
            commands.Enqueue(text);
    }

    void IObserver<DiagnosticListener>.OnCompleted()
    {
    }

    void IObserver<DiagnosticListener>.OnError(Exception error)
    {
    }

    void IObserver<KeyValuePair<string, object?>>.OnCompleted()
    {
    }

    void IObserver<KeyValuePair<string, object?>>.OnError(Exception error)
    {
    }
}
