using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Sakimori.Platform.Access;
using Sakimori.Platform.Audit;
using Sakimori.Platform.Audit.Sealing;
using Sakimori.Platform.Records;
using Sakimori.Platform.Transparency;
using Sakimori.TestKit;

namespace Sakimori.Platform.Tests.Audit;

/// <summary>A store whose audit trail is sealed when a test says so, with its log in a folder and a checkpoint that somebody kept.</summary>
internal sealed class SealedStore : IAsyncDisposable
{
    private readonly StoreUnderTest store;
    private readonly string log;

    private SealedStore(StoreUnderTest store, string log) => (this.store, this.log) = (store, log);

    public StoreUnderTest Store => store;

    public LogFolder Log => new(log);

    /// <summary>The checkpoint that was kept.</summary>
    public Checkpoint Kept { get; private set; } = new("", 0, TreeHash.Empty);

    /// <summary>The ids of the entries in the order of the log.</summary>
    public List<Guid> Ids { get; } = [];

    /// <summary>A store whose first entries are sealed in several seals; then the checkpoint is kept.</summary>
    public static async Task<SealedStore> MakeAsync(Engine engine, int entries = 20, int each = 6)
    {
        var log = System.IO.Directory.CreateTempSubdirectory("sakimori-sealed-").FullName;
        var store = new SealedStore(await StoreUnderTest.MakeAsync(engine, s => s.AddSingleton(new AuditLogSettings(log))), log);
        for (var i = 0; i < entries; i += each)
        {
            await store.WriteAsync(Math.Min(each, entries - i));
            await store.SealAsync();
        }

        store.Kept = await store.CheckpointAsync();
        await store.ReadIdsAsync();
        return store;
    }

    public async Task WriteAsync(int entries, string subject = "thing:1")
    {
        for (var i = 0; i < entries; i++)
        {
            await using var work = await store.Get<Works>().BeginAsync(Reader.System);
            work.Audit("platform.audit.erased", subject, after: new { Name = "防人 太郎", Number = i });
            await work.CommitAsync();
        }
    }

    public async Task SealAsync()
    {
        if (await store.Get<AuditSealer>().RunAsync(default))
            return;

        // Somebody else had the lease; it is over now.
        store.Time.Advance(TimeSpan.FromMinutes(1));
        Assert.True(await store.Get<AuditSealer>().RunAsync(default));
    }

    /// <summary>What the database's checkpoint says now.</summary>
    public async Task<Checkpoint> CheckpointAsync()
    {
        var (note, key) = (await store.Get<AuditVerification>().CheckpointAsync(default))!.Value;
        return Checkpoint.Open(Encoding.UTF8.GetBytes(note), key).Value;
    }

    /// <summary>Checks against the checkpoint that was kept.</summary>
    public Task<AuditVerdict> VerifyAsync(bool tiles, params Checkpoint[] more)
        => store.Get<AuditVerification>().RunAsync([Kept, .. more], tiles ? Log : null, default);

    public Task ExecuteAsync(string sql) => store.ExecuteAsync(sql);

    /// <summary>An id as SQL has it.</summary>
    public string Sql(int index) => store.Get<Database>().Engine == Engine.Sqlite ? $"'{Ids[index].ToString().ToUpperInvariant()}'" : $"'{Ids[index]}'";

    /// <summary>
    /// Whoever has everything but the kept checkpoint: takes the seals from an entry on, changes what is there, and has it sealed anew in an
    /// order of his own.
    /// </summary>
    public async Task ForgeAsync(int from, Func<List<Guid>, IEnumerable<Guid>> order, string? change = null)
    {
        var whole = from < 7 ? 0 : 7 + ((from - 7) / 6 * 6);
        if (change is not null)
            await ExecuteAsync(change);
        await using (var work = await store.Get<Works>().BeginAsync(Reader.System))
        {
            var platform = work.Enlist<PlatformContext>();
            var edge = new Frontier();
            await foreach (var hash in SealedEntries.HashesAsync(platform, whole, default))
                edge.Append(hash);
            await platform.AuditSeals.Where(s => s.First >= whole).ExecuteDeleteAsync();
            var log = await platform.AuditLogs.SingleAsync();
            (log.Size, log.Edge) = (whole, edge.ToBytes());
            await work.CommitAsync();
        }

        foreach (var id in order(Ids[whole..]))
            await ExecuteAsync($"INSERT INTO platform_audit_pending (\"Entry\") VALUES ('{(store.Get<Database>().Engine == Engine.Sqlite ? id.ToString().ToUpperInvariant() : id)}')");
        var sealing = store.Get<AuditSealing>();
        store.Time.Advance(TimeSpan.FromMinutes(1));
        using var lease = (await sealing.TakeAsync(default)).Value!;
        while (await sealing.SealAsync(lease, default) > 0)
        {
        }
    }

    public async ValueTask DisposeAsync()
    {
        await store.DisposeAsync();
        System.IO.Directory.Delete(log, recursive: true);
    }

    private async Task ReadIdsAsync()
    {
        await using var platform = store.Get<ContextFactory>().Read<PlatformContext>(Reader.System);
        await foreach (var id in SealedEntries.IdsAsync(platform, long.MaxValue, default))
            Ids.Add(id);
    }
}
