using System.Data.Common;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.EntityFrameworkCore;
using Sakimori.Platform.Access;
using Sakimori.Platform.Outbox;
using Sakimori.Platform.Records;
using Sakimori.TestKit;

namespace Sakimori.Platform.Tests.Records;

/// <summary>Groups of the hot lane whose units add rows of several kinds.</summary>
public class RowStatementTests
{
    private static readonly JsonTypeInfo<Happened> Type = (JsonTypeInfo<Happened>)JsonSerializerOptions.Default.GetTypeInfo(typeof(Happened));

    private static readonly RowStatement<int> Parent = new RowStatement<int>("row_parent").With("Id", id => id)
        .Otherwise("ON CONFLICT (\"Id\") DO NOTHING");

    // How many rules there were when it was written.
    private static readonly RowStatement<(int Id, int Parent, string? Note, DateTime? At)> Child =
        new RowStatement<(int Id, int Parent, string? Note, DateTime? At)>("row_child")
            .With("Id", c => c.Id).With("Parent", c => c.Parent).With("Note", c => c.Note).With("At", c => c.At)
            .Computing("Rules", "row_rule", column => $"""(SELECT count(*) FROM row_rule WHERE "Parent" = {column("Parent")})""")
            .After("row_parent");

    private static readonly RowStatement<int> Rule = new RowStatement<int>("row_rule").With("Parent", parent => parent);

    public static TheoryData<Engine> Engines => [Engine.Sqlite, Engine.Postgres];

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task A_group_of_many_kinds_is_written_together_as_if_one_after_the_other(Engine engine)
    {
        await using var store = await StoreAsync(engine);
        await RunAsync(store,
            unit => Add(unit, (1, 7, "first", null)),
            unit => unit.Execute("""UPDATE row_child SET "Note" = 'seen' WHERE "Note" IS NOT NULL"""),
            unit => unit.Insert(Child, (3, 7, "third", unit.Now)),
            unit => Add(unit, (2, 8, null, null)),
            unit => Add(unit, (4, 7, "fourth", unit.Now)));

        Assert.Equal("1:seen 2: 3:third 4:fourth", await store.ScalarAsync(Joined(engine, "\"Id\" || ':' || COALESCE(\"Note\", '')", "row_child")));
        Assert.Equal("2", await store.ScalarAsync("SELECT count(*) FROM row_parent"));
        Assert.Equal("2", await store.ScalarAsync("SELECT count(\"At\") FROM row_child"));
        Assert.Equal("3 3", await store.ScalarAsync(
            "SELECT (SELECT count(*) FROM platform_audit) || ' ' || (SELECT count(*) FROM platform_audit_payload)"));
        await WasOneGroupAsync(engine, store);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task A_row_that_reads_a_table_sees_what_was_added_before_it_and_nothing_that_came_after(Engine engine)
    {
        await using var store = await StoreAsync(engine);
        await RunAsync(store,
            unit => Add(unit, (1, 7, null, null)),
            unit => unit.Insert(Rule, 7),
            unit => Add(unit, (2, 7, null, null)),
            unit =>
            {
                unit.Insert(Rule, 7);
                unit.Insert(Rule, 8);
                Add(unit, (3, 7, null, null));
            },
            unit => Add(unit, (4, 8, null, null)));

        Assert.Equal("1:0 2:1 3:2 4:1", await store.ScalarAsync(Joined(engine, "\"Id\" || ':' || \"Rules\"", "row_child")));
        await WasOneGroupAsync(engine, store);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Of_many_rows_only_the_one_that_is_refused_fails(Engine engine)
    {
        await using var store = await StoreAsync(engine);
        var ends = await EndsAsync(store, [.. Enumerable.Range(1, 200).Select(id => id == 150 ? 77 : id)
            .Select(id => (Action<HotUnit>)(unit => Add(unit, (id, 7, null, null))))]);

        Assert.IsAssignableFrom<DbException>(Assert.Single(ends, end => end is not null));
        Assert.NotNull(ends[149]);
        foreach (var table in (string[])["row_child", "platform_audit", "platform_audit_payload", "platform_outbox"])
            Assert.Equal("199", await store.ScalarAsync($"SELECT count(*) FROM {table}"));
        Assert.Equal("0", await store.ScalarAsync("SELECT count(*) FROM row_child WHERE \"Id\" = 150"));
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Events_keep_the_order_in_which_units_came_within_groups_and_from_one_to_the_next(Engine engine)
    {
        await using var store = await StoreAsync(engine);
        await RunAsync(store, [.. Enumerable.Range(0, 600).Select(n => (Action<HotUnit>)(unit =>
        {
            unit.Emit($"s{n % 3}", new Happened(n), Type);
            unit.Emit("ignored", new Ignored(n), (JsonTypeInfo<Ignored>)JsonSerializerOptions.Default.GetTypeInfo(typeof(Ignored)));
        }))]);

        await using var platform = store.Get<ContextFactory>().Read<PlatformContext>(Reader.System);
        var events = await platform.Outbox.OrderBy(e => e.Id).ToListAsync();
        Assert.Equal(Enumerable.Range(0, 600).SelectMany(n => (string[])[$"s{n % 3} {n}", $"ignored {n}"]),
            events.Select(e => $"{e.Subject} {JsonSerializer.Deserialize(e.Body, Type)!.Number}"));
        Assert.All(events, e => Assert.Equal(e.Subject == "ignored" ? e.At : null, e.Handled));
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task A_unit_that_asks_sees_its_rows_and_those_of_the_units_before_it(Engine engine)
    {
        await using var store = await StoreAsync(engine);
        var seen = new List<long>();
        var lane = store.Get<HotLane>();
        var submitted = Enumerable.Range(1, 3).Select(id => lane.SubmitAsync(Reader.System, async unit =>
        {
            Add(unit, (id, 7, null, null));
            seen.Add(Convert.ToInt64(await unit.ScalarAsync("SELECT count(*) FROM row_child")));
            Assert.Equal(id == 3 ? 3 : 0, await unit.ExecuteAsync("UPDATE row_child SET \"Note\" = 'x' WHERE @id = 3", ("@id", id)));
        }, default)).ToList();
        await lane.StartAsync(default);
        await Task.WhenAll(submitted);
        Assert.Equal([1, 2, 3], seen);
    }

    private static void Add(HotUnit unit, (int Id, int Parent, string? Note, DateTime? At) child)
    {
        unit.Insert(Parent, child.Parent);
        unit.Insert(Child, child);
        unit.Audit("row.added", $"row:{child.Id}", after: new { child.Note });
        unit.Emit($"row:{child.Id}", new Happened(child.Id), Type);
    }

    private static async Task RunAsync(StoreUnderTest store, params Action<HotUnit>[] units)
        => Assert.All(await EndsAsync(store, units), Assert.Null);

    // Submits everything before the lane starts, so that it is one group; each unit's error, null when it was written.
    private static async Task<List<Exception?>> EndsAsync(StoreUnderTest store, params Action<HotUnit>[] units)
    {
        var lane = store.Get<HotLane>();
        var submitted = units.Select(add => lane.SubmitAsync(Reader.System, unit =>
        {
            add(unit);
            return Task.CompletedTask;
        }, default)).ToList();
        await lane.StartAsync(default);
        await Task.WhenAll(submitted.Select(s => s.ContinueWith(_ => { }, TaskScheduler.Default)));
        return submitted.ConvertAll(s => s.Exception?.InnerException);
    }

    // A row written behind a savepoint carries the savepoint's number.
    private static async Task WasOneGroupAsync(Engine engine, StoreUnderTest store)
    {
        if (engine == Engine.Postgres)
            Assert.Equal("1", await store.ScalarAsync("SELECT count(DISTINCT xmin::text) FROM row_child"));
    }

    private static string Joined(Engine engine, string value, string table)
        => $"SELECT {(engine == Engine.Postgres ? "string_agg" : "group_concat")}(value, ' ') FROM (SELECT {value} AS value FROM {table} ORDER BY \"Id\") AS t";

    private static async Task<StoreUnderTest> StoreAsync(Engine engine)
    {
        var store = await StoreUnderTest.MakeAsync(engine, services => services.AddEventHandler<Happened, Handler>());
        await store.ExecuteAsync($"""
            CREATE TABLE row_parent ("Id" INTEGER PRIMARY KEY);
            CREATE TABLE row_rule ("Parent" INTEGER);
            CREATE TABLE row_child ("Id" INTEGER PRIMARY KEY, "Parent" INTEGER REFERENCES row_parent ("Id"), "Note" TEXT,
                "At" {(engine == Engine.Postgres ? "timestamptz" : "TEXT")}, "Rules" INTEGER)
            """);
        return store;
    }

    private sealed record Happened(int Number);

    private sealed record Ignored(int Number);

    private sealed class Handler : IHandles<Happened>
    {
        public Task HandleAsync(Happened happened, UnitOfWork work, CancellationToken cancel) => Task.CompletedTask;
    }
}
