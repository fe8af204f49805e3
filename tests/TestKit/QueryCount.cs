using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;

namespace Sakimori.TestKit;

/// <summary>
/// Counts the commands that a request sends to the database through its contexts, whatever else the portal does meanwhile. Hand
/// <see cref="Watch"/> to the portal's services, then ask <see cref="OfAsync"/>.
/// </summary>
public sealed class QueryCount : IObserver<DiagnosticListener>, IObserver<KeyValuePair<string, object?>>, IStartupFilter, IDisposable
{
    private const string Header = "X-Query-Count";
    private static readonly AsyncLocal<ConcurrentQueue<string>?> Current = new();
    private readonly ConcurrentDictionary<string, ConcurrentQueue<string>> counts = new();
    private readonly List<IDisposable> subscriptions = [];

    /// <summary>Begins to listen.</summary>
    public QueryCount() => subscriptions.Add(DiagnosticListener.AllListeners.Subscribe(this));

    /// <summary>Lets a portal's requests be counted.</summary>
    public void Watch(IServiceCollection services) => services.AddSingleton<IStartupFilter>(this);

    /// <summary>The commands of one GET request, which must succeed.</summary>
    public async Task<IReadOnlyList<string>> OfAsync(HttpClient client, string path)
    {
        var id = Guid.NewGuid().ToString("N");
        var commands = counts.GetOrAdd(id, _ => new());
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Add(Header, id);
        using var answer = await client.SendAsync(request);
        if (answer.StatusCode != HttpStatusCode.OK)
            throw new InvalidOperationException($"{path} answers {(int)answer.StatusCode}.");
        await answer.Content.ReadAsByteArrayAsync();
        return [.. commands];
    }

    /// <inheritdoc/>
    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        app.Use((http, rest) =>
        {
            Current.Value = counts.GetValueOrDefault(http.Request.Headers[Header].ToString());
            return rest(http);
        });
        next(app);
    };

    void IObserver<DiagnosticListener>.OnNext(DiagnosticListener value)
    {
        if (value.Name != DbLoggerCategory)
            return;
        lock (subscriptions)
            subscriptions.Add(value.Subscribe(this));
    }

    void IObserver<KeyValuePair<string, object?>>.OnNext(KeyValuePair<string, object?> value)
    {
        if (value.Value is CommandEventData data && value.Key == RelationalEventId.CommandExecuting.Name && Current.Value is { } commands)
            commands.Enqueue(data.Command.CommandText);
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

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (subscriptions)
            subscriptions.ForEach(subscription => subscription.Dispose());
    }

    private static string DbLoggerCategory => Microsoft.EntityFrameworkCore.DbLoggerCategory.Name;
}
