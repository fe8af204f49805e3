using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Sakimori.Platform.Access;
using Sakimori.Platform.Records;
using Sakimori.TestKit;

namespace Sakimori.Platform.Tests.Access;

/// <summary>The simplest protected table: a row and its audience.</summary>
internal sealed class ProbeRow : IProtectedRow
{
    public Guid Id { get; init; }

    public Guid Audience { get; init; }

    public Tlp Tlp { get; init; }
}

/// <summary>A module's context as any module writes one.</summary>
internal sealed class ProbeContext(DbContextOptions options, Engine engine) : ModuleContext(options, engine, "probe")
{
    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        base.OnModelCreating(modelBuilder);
        modelBuilder.Entity<ProbeRow>().ToTable("probe_row").Property(r => r.Id).ValueGeneratedNever();
        Protect<ProbeRow>(modelBuilder);
    }
}

/// <summary>A database with the tables of Platform and the probe, on either engine.</summary>
internal sealed class ProbeDatabase : IAsyncDisposable
{
    private readonly ServiceProvider services;
    private readonly string folder;

    private ProbeDatabase(ServiceProvider services, string folder) => (this.services, this.folder) = (services, folder);

    public ContextFactory Contexts => services.GetRequiredService<ContextFactory>();

    private static readonly Sakimori.Platform.Mail.MailSettings Mail = new("mail", "sakimori@portal.example", "portal.example");

    public Works Works => services.GetRequiredService<Works>();

    public static async Task<ProbeDatabase> StartAsync(Engine engine)
    {
        var folder = System.IO.Directory.CreateTempSubdirectory("sakimori-probe-").FullName;
        var database = engine == Engine.Postgres
            ? Database.PostgreSql(await PostgresServer.NewDatabaseAsync())
            : Database.Sqlite(Path.Combine(folder, "records.db"));
        await using (var platform = new ServiceCollection().AddLogging().AddPlatform(database, Mail).BuildServiceProvider())
            await platform.GetRequiredService<Migrator>().MigrateAsync();
        var uuid = engine == Engine.Postgres ? "uuid" : "TEXT";
        await using (var connection = await database.OpenAsync())
        {
            await using var command = connection.CreateCommand();
            command.CommandText = $"""CREATE TABLE probe_row ("Id" {uuid} PRIMARY KEY, "Audience" {uuid} NOT NULL, "Tlp" integer NOT NULL)""";
            await command.ExecuteNonQueryAsync();
        }

        return new(new ServiceCollection().AddLogging().AddPlatform(database, Mail)
            .AddContext("probe", 100, o => new ProbeContext(o, Engine.Sqlite), o => new ProbeContext(o, Engine.Postgres))
            .BuildServiceProvider(), folder);
    }

    private static readonly HotQuery<Guid> Visible = new(
        $"""SELECT p."Id" FROM probe_row p WHERE {VisibleRows.Of("p")}""", row => row.GetGuid(0), [.. VisibleRows.Parameters]);

    /// <summary>The rows that a reader sees at a moment: the same by the base query and by a hot one.</summary>
    public async Task<HashSet<Guid>> SeenAsync(Reader reader, DateTime now)
    {
        await using var context = Contexts.Read<ProbeContext>(reader);
        context.Now = now;
        HashSet<Guid> seen = [.. await context.Set<ProbeRow>().Select(r => r.Id).ToListAsync()];
        Assert.Equal(seen, [.. await services.GetRequiredService<HotReads>().ListAsync(Visible, default, VisibleRows.Values(reader, now))]);
        return seen;
    }

    public async ValueTask DisposeAsync()
    {
        var database = services.GetRequiredService<Database>();
        await services.DisposeAsync();
        await database.DisposeAsync();
        System.IO.Directory.Delete(folder, recursive: true);
    }
}
