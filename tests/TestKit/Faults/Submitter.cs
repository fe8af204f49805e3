using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.Extensions.DependencyInjection;
using Sakimori.Platform;
using Sakimori.Platform.Access;
using Sakimori.Platform.Mail;
using Sakimori.Platform.Records;

namespace Sakimori.TestKit.Faults;

/// <summary>
/// The process that is killed: many writers submit units of a row, an audit entry and an event through the hot lane, and print a
/// unit's id when it is acknowledged. Every fiftieth unit breaks a constraint, so that savepoints take part.
/// </summary>
internal static class Submitter
{
    public const string Event = "FaultSubmitted";

    private static readonly RowStatement<Guid> Insert = new RowStatement<Guid>("fault_row").With("Id", id => id);

    /// <summary>Makes the table of the units' rows.</summary>
    public static string Table(Engine engine) => $"""CREATE TABLE fault_row ("Id" {(engine == Engine.Sqlite ? "TEXT" : "uuid")} PRIMARY KEY)""";

    /// <summary>Runs until it is killed.</summary>
    public static async Task<int> Main(string[] arguments)
    {
        if (arguments is ["work", var connection, var pause, var computing, var percent])
            return await CountingWorker.RunAsync(connection, new(int.Parse(pause), int.Parse(computing)), new(int.Parse(percent)));
        if (arguments is ["append", var folder])
            LogAppender.Run(folder);
        if (arguments is not ["submit", var engine, var place, var writers])
        {
            await Console.Error.WriteLineAsync("usage: submit Sqlite|Postgres FILE|CONNECTION WRITERS, append FOLDER, or work CONNECTION PAUSE COMPUTING PERCENT");
            return 1;
        }

        var services = new ServiceCollection();
        services.AddLogging();
        services.AddPlatform(
            engine == nameof(Engine.Sqlite) ? Database.Sqlite(place) : Database.PostgreSql(place),
            new MailSettings(Path.GetTempPath(), "sakimori@portal.example", "portal.example"));
        var provider = services.BuildServiceProvider();
        var lane = provider.GetRequiredService<HotLane>();
        await lane.StartAsync(CancellationToken.None);
        var output = TextWriter.Synchronized(new StreamWriter(Console.OpenStandardOutput()) { AutoFlush = true });
        await Task.WhenAll(Enumerable.Range(0, int.Parse(writers)).Select(_ => WriteAsync(lane, output)));
        return 0;
    }

    private static async Task WriteAsync(HotLane lane, TextWriter output)
    {
        var type = (JsonTypeInfo<FaultSubmitted>)JsonSerializerOptions.Default.GetTypeInfo(typeof(FaultSubmitted));
        var last = Guid.Empty;
        for (var n = 1; ; n++)
        {
            var id = n % 50 == 0 ? last : Guid.NewGuid();
            try
            {
                await lane.SubmitAsync(Reader.System, unit =>
                {
                    unit.Insert(Insert, id);
                    unit.Audit("fault.submitted", $"fault:{id}", after: new { n });
                    unit.Emit($"fault:{id}", new FaultSubmitted(id), type);
                    return Task.CompletedTask;
                }, CancellationToken.None);
                await output.WriteLineAsync($"{id}");
                last = id;
            }
            catch (System.Data.Common.DbException) when (id == last)
            {
                // The row was there already: refused as it should be.
            }
        }
    }
}

/// <summary>The event of a unit.</summary>
/// <param name="Id">The unit's id.</param>
internal sealed record FaultSubmitted(Guid Id);
