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

    // Fewer than may wait, so that so many are logged while nothing is read.
    private const int BeforeReading = 4_000;

    [Fact]
    public void Every_entry_is_a_line_of_its_own_and_what_waits_for_the_reader_goes_out_together()
    {
        using var services = new ServiceCollection().AddLogging(logging => logging.AddJsonConsole()).BuildServiceProvider();
        using var output = new LateReader();
        using (var log = new LogLines(services.GetServices<ConsoleFormatter>(), output))
        {
            var (logger, logged) = (log.CreateLogger("Trial"), 0);
            Parallel.For(0, Threads, thread =>
            {
                for (var i = 0; i < Each; i++)
                {
                    logger.LogInformation("{Thread}-{Number} 防人\n<end>", thread, i);
                    if (Interlocked.Increment(ref logged) == BeforeReading)
                        output.Begin();
                }
            });
        }

        var lines = output.Text.TrimEnd('\n').Split('\n').Select(line => JsonDocument.Parse(line).RootElement.GetProperty("State")).ToList();
        Assert.Equal(Threads * Each, lines.Count);
        for (var thread = 0; thread < Threads; thread++)
            Assert.Equal(Enumerable.Range(0, Each), lines.Where(s => s.GetProperty("Thread").GetInt32() == thread).Select(s => s.GetProperty("Number").GetInt32()));
        Assert.InRange(output.MostLines, BeforeReading / 2, lines.Count);
    }

    // Takes nothing before it is told to begin.
    private sealed class LateReader : MemoryStream
    {
        private readonly ManualResetEventSlim begun = new();

        public int MostLines { get; private set; }

        public string Text => System.Text.Encoding.UTF8.GetString(ToArray());

        public void Begin() => begun.Set();

        public override void Write(byte[] buffer, int offset, int count)
        {
            begun.Wait();
            MostLines = Math.Max(MostLines, buffer.AsSpan(offset, count).Count((byte)'\n'));
            base.Write(buffer, offset, count);
        }

        protected override void Dispose(bool disposing)
        {
            if (disposing)
                begun.Dispose();
            base.Dispose(disposing);
        }
    }
}
