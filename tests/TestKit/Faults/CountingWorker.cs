using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Sakimori.Kernel;
using Sakimori.Platform;
using Sakimori.Platform.Jobs;
using Sakimori.Platform.Mail;
using Sakimori.Platform.Records;

namespace Sakimori.TestKit.Faults;

/// <summary>
/// A worker node as a process of its own, which tests pause and wake: it runs the job <see cref="Key"/>, which counts to its parameter in
/// one unit of work each and prints every number that is on disk, and <c>refused</c> when the lease was lost.
/// </summary>
public static class CountingWorker
{
    /// <summary>The job's key.</summary>
    public const string Key = "fault.count";

    /// <summary>What it prints when a write was refused.</summary>
    public const string Refused = "refused";

    /// <summary>Makes the table in which each number that was counted is a row; nothing keeps one from standing there twice.</summary>
    public const string Table = """CREATE TABLE fault_count ("Number" integer, "Node" integer)""";

    /// <summary>Starts a node on a PostgreSQL database.</summary>
    /// <param name="connection">The database.</param>
    /// <param name="pause">How long it rests after each number, in milliseconds.</param>
    /// <param name="computing">How much processor time it uses for each number, in milliseconds.</param>
    /// <param name="percent">The node's CPU quota.</param>
    public static Process Start(string connection, int pause, int computing = 0, int percent = 100) => Process.Start(new ProcessStartInfo(
        "dotnet", [typeof(CountingWorker).Assembly.Location, "work", connection, $"{pause}", $"{computing}", $"{percent}"])
    { RedirectStandardOutput = true })!;

    internal static async Task<int> RunAsync(string connection, Pace pace, CpuQuotaSettings quota)
    {
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddPlatform(Database.PostgreSql(connection), new MailSettings(Path.GetTempPath(), "sakimori@portal.example", "portal.example"));
        services.AddJob<Counting>(Key, new("数える", "Count"));
        services.AddSingleton(pace);
        services.AddSingleton(quota);
        foreach (var service in services.BuildServiceProvider().GetServices<IHostedService>())
            await service.StartAsync(CancellationToken.None);
        await Task.Delay(Timeout.Infinite);
        return 0;
    }

    /// <summary>Milliseconds of rest and of computing for each number.</summary>
    internal sealed record Pace(int Pause, int Computing);

    private sealed class Counting(Pace pace) : IJob
    {
        public async Task<Outcome<Text>> RunAsync(JobRun run, CancellationToken cancel)
        {
            var to = run.Parameters<int>();
            try
            {
                for (var n = run.Saved<int>() + 1; n <= to; n++)
                {
                    // Not cancelled when the lease is lost: the write itself is to be refused.
                    await using (var work = await run.BeginAsync(CancellationToken.None))
                    {
                        await using var insert = work.Connection.CreateCommand();
                        insert.Transaction = work.Transaction;
                        insert.CommandText = $"INSERT INTO fault_count VALUES ({n}, {Environment.ProcessId})";
                        await insert.ExecuteNonQueryAsync(CancellationToken.None);
                        await run.SaveAsync(work, n, n, to, Text.Same($"{n}"), CancellationToken.None);
                        await work.CommitAsync(CancellationToken.None);
                    }

                    var until = Environment.CpuUsage.TotalTime + TimeSpan.FromMilliseconds(pace.Computing);
                    while (Environment.CpuUsage.TotalTime < until)
                        Thread.SpinWait(10_000);
                    Console.WriteLine(n);
                    await Task.Delay(pace.Pause, CancellationToken.None);
                }
            }
            catch (LeaseLostException)
            {
                Console.WriteLine(Refused);
                throw;
            }

            return Text.Same($"{to}");
        }
    }
}
