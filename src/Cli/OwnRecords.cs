using System.CommandLine;
using Microsoft.Extensions.DependencyInjection;
using Sakimori.Host;
using Sakimori.Platform;
using Sakimori.Platform.Mail;
using Sakimori.Platform.Records;

namespace Sakimori.Cli;

/// <summary>The records of a data folder, held for the length of one command: no server may run on it meanwhile.</summary>
internal static class OwnRecords
{
    public static Option<string> DataOption() => new("--data")
    {
        Description = Messages.Of(new("データフォルダー", "data folder")),
        DefaultValueFactory = _ => Environment.GetEnvironmentVariable("SAKIMORI_DATA") is { Length: > 0 } d ? d : "data",
    };

    public static Option<string?> DatabaseOption() => new("--database")
    {
        Description = Messages.Of(new("PostgreSQL の接続文字列（既定は SQLite）", "PostgreSQL connection string (default: SQLite)")),
        DefaultValueFactory = _ => Environment.GetEnvironmentVariable("SAKIMORI_DATABASE") is { Length: > 0 } d ? d : null,
    };

    /// <summary>Takes the folder, brings the tables up to date and runs the command on them; the exit code.</summary>
    /// <param name="folder">The data folder.</param>
    /// <param name="postgres">The PostgreSQL connection string; null for SQLite.</param>
    /// <param name="json">Whether a failure is printed as JSON too.</param>
    /// <param name="modules">Adds the tables of modules; those of the platform are there.</param>
    /// <param name="use">The command.</param>
    /// <param name="cancel">Cancels.</param>
    public static async Task<int> UseAsync(
        string folder, string? postgres, bool json, Action<IServiceCollection> modules, Func<IServiceProvider, Task<int>> use, CancellationToken cancel)
    {
        var settings = new PortalSettings { DataFolder = folder, Database = postgres };
        if (settings.Validate() is { } wrong)
            return Messages.Fail(wrong, json);
        var taken = DataFolder.Take(folder);
        if (taken.Failure is { } held)
            return Messages.Fail(held, json);
        using var owned = taken.Value;
        await using var database = postgres is null ? Database.Sqlite(owned.RecordsFile) : Database.PostgreSql(postgres);
        var mail = new MailSettings(Path.Combine(owned.Path, "mail"), "sakimori@localhost", "localhost");
        var collected = new ServiceCollection().AddLogging().AddPlatform(database, mail);
        modules(collected);
        await using var services = collected.BuildServiceProvider();
        await services.GetRequiredService<Migrator>().MigrateAsync(cancel);
        return await use(services);
    }
}
