using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;
using Sakimori.Host;

namespace Sakimori.Platform.Tests.Operations;

public sealed class LogLinesTests
{
    private const int Threads = 8;
    private const int Each = 2_000;

    [Fact]
    public void Every_entry_is_a_line_of_its_own_however_many_log_and_however_slow_the_reader()
    {
        using var services = new ServiceCollection().AddLogging(logging => logging.AddJsonConsole()).BuildServiceProvider();
        var output = new SlowStream();
        using (var log = new LogLines(services.GetServices<ConsoleFormatter>(), output))
        {
            var logger = log.CreateLogger("Trial");
            Parallel.For(0, Threads, thread =>
            {
                for (var i = 0; i < Each; i++)
                    logger.LogInformation("{Thread}-{Number} 防人\n<end>", thread, i);
            });
        }

        var lines = output.Text.TrimEnd('\n').Split('\n').Select(line => JsonDocument.Parse(line).RootElement.GetProperty("State")).ToList();
        Assert.Equal(Threads * Each, lines.Count);
        for (var thread = 0; thread < Threads; thread++)
            Assert.Equal(Enumerable.Range(0, Each), lines.Where(s => s.GetProperty("Thread").GetInt32() == thread).Select(s => s.GetProperty("Number").GetInt32()));
        Assert.InRange(output.Writes, 1, lines.Count / 10);
    }

    private sealed class SlowStream : MemoryStream
    {
        public int Writes { get; private set; }

        public string Text => System.Text.Encoding.UTF8.GetString(ToArray());

        public override void Write(byte[] buffer, int offset, int count)
        {
            Writes++;
            Thread.Sleep(1);
            base.Write(buffer, offset, count);
        }
    }
}
