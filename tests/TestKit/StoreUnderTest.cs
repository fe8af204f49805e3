using Microsoft.Extensions.DependencyInjection;
using Sakimori.Platform;
using Sakimori.Platform.Keys;
using Sakimori.Platform.Mail;
using Sakimori.Platform.Records;

namespace Sakimori.TestKit;

/// <summary>A migrated store of Platform without a web server; nothing runs in the background until the test starts it.</summary>
public sealed class StoreUnderTest : IAsyncDisposable
{
    private readonly ServiceProvider services;

    private StoreUnderTest(ServiceProvider services, string folder, string place)
        => (this.services, Folder, Place) = (services, folder, place);

    /// <summary>A folder of its own.</summary>
    public string Folder { get; }

    /// <summary>The database's file, or its connection string.</summary>
    public string Place { get; }

    /// <summary>The clock.</summary>
    public ShiftedTime Time => (ShiftedTime)Get<TimeProvider>();

    /// <summary>Makes a store on an engine.</summary>
    /// <param name="engine">The engine.</param>
    /// <param name="configure">Adds services of the test.</param>
    /// <param name="mail">How letters leave; by default as files in the folder.</param>
    /// <param name="postgres">An empty database on PostgreSQL; by default a new one.</param>
    /// <param name="empty">True to leave the database without any table.</param>
    public static async Task<StoreUnderTest> MakeAsync(
        Engine engine, Action<IServiceCollection>? configure = null, Func<string, MailSettings>? mail = null, string? postgres = null, bool empty = false)
    {
        var folder = System.IO.Directory.CreateTempSubdirectory("sakimori-store-").FullName;
        var place = engine == Engine.Sqlite ? Path.Combine(folder, "records.db") : postgres ?? await PostgresServer.NewDatabaseAsync();
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddSingleton<TimeProvider>(new ShiftedTime());
        services.AddSingleton(new MasterKeySettings(Path.Combine(folder, MasterKeySettings.FileName), MayMake: true));
        services.AddPlatform(
            engine == Engine.Sqlite ? Database.Sqlite(place) : Database.PostgreSql(place),
            mail?.Invoke(folder) ?? new MailSettings(Path.Combine(folder, "mail"), "sakimori@portal.example", "portal.example"));
        configure?.Invoke(services);
        var store = new StoreUnderTest(services.BuildServiceProvider(), folder, place);
        if (!empty)
            await store.Get<Migrator>().MigrateAsync();
        return store;
    }

    /// <summary>A service.</summary>
    public T Get<T>()
        where T : notnull => services.GetRequiredService<T>();

    /// <summary>Runs a statement.</summary>
    public async Task ExecuteAsync(string sql)
    {
        await using var connection = await Get<Database>().OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>The first value of a query, as text; null when there is none.</summary>
    public async Task<string?> ScalarAsync(string sql)
    {
        await using var connection = await Get<Database>().OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        return (await command.ExecuteScalarAsync())?.ToString();
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        var database = Get<Database>();
        await services.DisposeAsync();
        await database.DisposeAsync();
        System.IO.Directory.Delete(Folder, recursive: true);
    }
}
