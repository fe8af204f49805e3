using System.Collections;
using System.CommandLine;
using Microsoft.Extensions.DependencyInjection;
using Sakimori.Host;
using Sakimori.Kernel;
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
        Description = Messages.Of(new("PostgreSQL の接続文字列（既定はデータフォルダーにある設定、なければ SQLite）", "PostgreSQL connection string (default: the data folder's setting, or else SQLite)")),
    };

    /// <summary>The settings of a data folder as its server would read them.</summary>
    /// <param name="folder">The data folder.</param>
    /// <param name="postgres">The connection string of the command line; null leaves what the folder's settings say.</param>
    public static Outcome<PortalSettings> Settings(string folder, string? postgres)
    {
        var environment = Environment.GetEnvironmentVariables().Cast<DictionaryEntry>()
            .Select(v => KeyValuePair.Create((string)v.Key, (string?)v.Value ?? ""));
        return SettingsReader.Read(folder, postgres is null ? [] : [("database", postgres)], environment);
    }

    /// <summary>Reads the records as they are, also while a server runs on them: nothing is taken and no table is changed; the exit code.</summary>
    /// <param name="folder">The data folder.</param>
    /// <param name="postgres">The PostgreSQL connection string; null for what the folder's settings say.</param>
    /// <param name="json">Whether a failure is printed as JSON too.</param>
    /// <param name="use">The command.</param>
    /// <param name="cancel">Cancels.</param>
    public static async Task<int> ReadAsync(
        string folder, string? postgres, bool json, Func<PortalSettings, IServiceProvider, Task<int>> use, CancellationToken cancel)
    {
        var read = Settings(folder, postgres);
        if (read.Failure is { } wrong)
            return Messages.Fail(wrong, json);
        var file = Path.Combine(folder, DataFolder.RecordsName);
        if (read.Value.Database is null && !File.Exists(file))
            return Messages.Fail(new(FailureKind.NotFound, new($"{folder} に記録がありません。--data でデータフォルダーを指定してください。", $"There are no records in {folder}. Name the data folder with --data.")), json);
        try
        {
            await using var database = read.Value.Database is { } connection ? Database.PostgreSql(connection) : Database.Sqlite(file);
            await using var services = new ServiceCollection().AddLogging()
                .AddPlatform(database, new MailSettings(Path.Combine(folder, "mail"), "sakimori@localhost", "localhost")).BuildServiceProvider();
            if (await services.GetRequiredService<Migrator>().IsUpToDateAsync(cancel))
                return await use(read.Value, services);
            return Messages.Fail(new(FailureKind.Conflict, new(
                "記録の表が古い版のものです。サーバーを一度起動して新しくしてから、もう一度実行してください。",
                "The tables are those of an earlier version. Start the server once to bring them up to date, and try again.")), json);
        }
        catch (Exception error) when (OpenRecords.IsOutOfReach(error))
        {
            return Messages.Fail(OpenRecords.Unreachable(read.Value, error), json);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return Messages.Fail(new(FailureKind.Unavailable, new($"ファイルを読めません（{error.Message}）。", $"A file cannot be read ({error.Message}).")), json);
        }
    }

    /// <summary>Takes the folder, brings the tables up to date and runs the command on them; the exit code.</summary>
    /// <param name="folder">The data folder.</param>
    /// <param name="postgres">The PostgreSQL connection string; null for what the folder's settings say.</param>
    /// <param name="json">Whether a failure is printed as JSON too.</param>
    /// <param name="modules">Adds the tables of modules; those of the platform are there.</param>
    /// <param name="use">The command.</param>
    /// <param name="cancel">Cancels.</param>
    public static async Task<int> UseAsync(
        string folder, string? postgres, bool json, Action<IServiceCollection> modules, Func<IServiceProvider, Task<int>> use, CancellationToken cancel)
    {
        var read = Settings(folder, postgres);
        if (read.Failure is { } wrong)
            return Messages.Fail(wrong, json);
        var taken = DataFolder.Take(folder);
        if (taken.Failure is { } held)
            return Messages.Fail(held, json);
        using var owned = taken.Value;
        var opened = await OpenRecords.OpenAsync(read.Value, owned, cancel);
        if (opened.Failure is { } unreachable)
            return Messages.Fail(unreachable, json);
        await using var database = opened.Value;
        var mail = new MailSettings(Path.Combine(owned.Path, "mail"), "sakimori@localhost", "localhost");
        var collected = new ServiceCollection().AddLogging().AddSingleton(read.Value.MasterKey()).AddPlatform(database, mail);
        modules(collected);
        await using var services = collected.BuildServiceProvider();
        await using (await database.StartAloneAsync(cancel))
        {
            if (await OpenRecords.MigrateAsync(read.Value, services.GetRequiredService<Migrator>(), cancel) is { } refused)
                return Messages.Fail(refused, json);
        }

        return await use(services);
    }
}
