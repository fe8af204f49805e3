using System.Text;
using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Console;

namespace Sakimori.Host;

/// <summary>
/// Writes log entries to standard output as the framework's JSON formatter makes them. Its own console takes a system call a line; here
/// whatever waits goes out in one, so that a log of every request costs little. A line never waits for another.
/// </summary>
[ProviderAlias("Lines")]
internal sealed class LogLines : ILoggerProvider
{
    // Whoever logs faster than standard output takes it waits: nothing is dropped.
    private const int MostWaiting = 4096;

    [ThreadStatic]
    private static StringWriter? forming;

    private readonly Channel<string> waiting = Channel.CreateBounded<string>(new BoundedChannelOptions(MostWaiting) { SingleReader = true });
    private readonly ConsoleFormatter formatter;
    private readonly Stream output;
    private readonly Task writing;

    public LogLines(IEnumerable<ConsoleFormatter> formatters)
        : this(formatters, Console.OpenStandardOutput())
    {
    }

    internal LogLines(IEnumerable<ConsoleFormatter> formatters, Stream output)
    {
        formatter = formatters.First(f => f.Name == ConsoleFormatterNames.Json);
        this.output = output;
        writing = Task.Run(WriteAsync);
    }

    public ILogger CreateLogger(string categoryName) => new Lines(this, categoryName);

    /// <summary>Takes no more and waits until what was taken is written.</summary>
    public void Dispose()
    {
        waiting.Writer.TryComplete();
        writing.Wait();
        output.Dispose();
    }

    private void Add<TState>(in LogEntry<TState> entry)
    {
        var line = forming ??= new();
        line.GetStringBuilder().Clear();
        formatter.Write(entry, null, line);
        var text = line.ToString();
        if (text.Length > 0 && !waiting.Writer.TryWrite(text))
            WaitAndAdd(text);
    }

    // After the end there is nobody to write it.
    private void WaitAndAdd(string line)
    {
        try
        {
            waiting.Writer.WriteAsync(line).AsTask().Wait();
        }
        catch (AggregateException error) when (error.InnerException is ChannelClosedException)
        {
        }
    }

    private async Task WriteAsync()
    {
        var lines = new MemoryStream();
        await using var text = new StreamWriter(lines, new UTF8Encoding(false));
        while (await waiting.Reader.WaitToReadAsync())
        {
            while (waiting.Reader.TryRead(out var line))
                await text.WriteAsync(line);
            await text.FlushAsync();
            try
            {
                output.Write(lines.GetBuffer(), 0, (int)lines.Length);
                output.Flush();
            }
            catch (IOException)
            {
                // Nobody reads standard output any more; the portal goes on.
            }

            lines.SetLength(0);
        }
    }

    private sealed class Lines(LogLines log, string category) : ILogger
    {
        public bool IsEnabled(LogLevel logLevel) => logLevel != LogLevel.None;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
            => log.Add(new LogEntry<TState>(logLevel, category, eventId, state, exception, formatter));

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull
            => null;
    }
}
