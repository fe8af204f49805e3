using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Sakimori.Kernel;
using Sakimori.Platform.Access;
using Sakimori.Platform.Records;
using Sakimori.TestKit;

namespace Sakimori.Portal.Tests.Upgrade;

/// <summary>The present version on the records of an earlier one.</summary>
public class UpgradeTests
{
    // What an earlier version has written and every later one keeps.
    private static readonly string[] Kept =
    [
        """SELECT count(*) FROM benchmark_check""", """SELECT sum("Total") FROM benchmark_check""", """SELECT count(*) FROM platform_audit WHERE "Action" NOT IN ('platform.audit-log.made', 'platform.server-key.sealed')""",
        """SELECT count(*) FROM access_account""", """SELECT count(*) FROM access_role""", """SELECT count(*) FROM access_key""",
        """SELECT count(*) FROM directory_organisation""",
    ];

    [Theory]
    [InlineData(Engine.Sqlite)]
    [InlineData(Engine.Postgres)]
    public async Task Earlier_records_open_keep_every_row_and_are_read_as_before(Engine engine)
    {
        using var records = await EarlierRecords.CopyAsync(engine);
        var before = await AskAsync(records, Kept);
        var started = await records.StartAsync();
        Assert.True(started.Succeeded, started.Failure?.Detail.En);
        await using var portal = started.Value;
        Assert.Null(portal.AdministratorLink);
        Assert.True(await portal.App.Services.GetRequiredService<Migrator>().IsUpToDateAsync(default));
        Assert.Equal(before, await AskAsync(records, Kept));

        using var browser = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = new(portal.Address) };
        browser.DefaultRequestHeaders.AcceptLanguage.ParseAdd("en");
        using (var signedIn = await browser.SubmitAsync("/sign-in", "/sign-in", ("email", EarlierRecords.Account), ("password", EarlierRecords.Password)))
            Assert.Equal(HttpStatusCode.Redirect, signedIn.StatusCode);
        Assert.Contains("Sample organisation 1<", await browser.GetStringAsync("/directory?size=100"), StringComparison.Ordinal);
        var shown = await AskAsync(records, """SELECT "Id" FROM benchmark_check ORDER BY "Id" """, """SELECT "Total" FROM benchmark_check ORDER BY "Id" """);
        using var result = await browser.GetAsync($"/benchmark/results/{shown[0].ToLowerInvariant()}");
        Assert.Equal(HttpStatusCode.OK, result.StatusCode);
        Assert.Contains($"<span class=\"figures__main\">{shown[1]}</span>", await result.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Engine.Sqlite)]
    [InlineData(Engine.Postgres)]
    public async Task Records_of_a_newer_version_are_refused_and_left_as_they_are(Engine engine)
    {
        using var records = await EarlierRecords.CopyAsync(engine);
        await AskAsync(records, """INSERT INTO "benchmark_migrations" VALUES ('29991231000000_Later', '99.0.0')""");
        var before = await AskAsync(records, """SELECT count(*) FROM "benchmark_migrations" """, """SELECT count(*) FROM "platform_migrations" """);
        var started = await records.StartAsync();
        Assert.Equal(FailureKind.Conflict, started.Failure?.Kind);
        Assert.Contains("benchmark/29991231000000_Later", started.Failure!.Detail.En, StringComparison.Ordinal);
        Assert.Contains("29991231000000_Later", started.Failure.Detail.Ja, StringComparison.Ordinal);
        Assert.Equal(before, await AskAsync(records, """SELECT count(*) FROM "benchmark_migrations" """, """SELECT count(*) FROM "platform_migrations" """));
    }

    [Theory]
    [InlineData(Engine.Sqlite)]
    [InlineData(Engine.Postgres)]
    public async Task A_migration_that_fails_leaves_nothing_and_goes_on_once_its_obstacle_is_gone(Engine engine)
    {
        using var records = await EarlierRecords.CopyAsync(engine);
        await AskAsync(records, """CREATE TABLE benchmark_round_invitation (obstacle integer)""");
        var failed = await records.StartAsync();
        Assert.Equal(FailureKind.Unavailable, failed.Failure?.Kind);
        Assert.Contains("benchmark_round_invitation", failed.Failure!.Detail.En, StringComparison.Ordinal);
        Assert.Empty(await AskAsync(records, """SELECT "MigrationId" FROM "benchmark_migrations" WHERE "MigrationId" LIKE '%_Rounds'"""));

        await AskAsync(records, """DROP TABLE benchmark_round_invitation""");
        var started = await records.StartAsync();
        Assert.True(started.Succeeded, started.Failure?.Detail.En);
        await started.Value.DisposeAsync();
    }

    [Fact]
    public async Task A_mark_that_a_killed_migration_has_left_holds_nobody_up()
    {
        using var records = await EarlierRecords.CopyAsync(Engine.Sqlite);
        await AskAsync(records, """INSERT INTO "__EFMigrationsLock" VALUES (1, '2026-11-24 00:00:00')""");
        var started = await records.StartAsync();
        Assert.True(started.Succeeded, started.Failure?.Detail.En);
        await started.Value.DisposeAsync();
    }

    // The first value of each statement; empty where there is no row.
    private static async Task<List<string>> AskAsync(EarlierRecords records, params string[] statements)
    {
        await using var database = records.Open();
        await using var connection = await database.OpenAsync();
        var answers = new List<string>();
        foreach (var statement in statements)
        {
            await using var command = connection.CreateCommand();
            command.CommandText = statement;
            if (await command.ExecuteScalarAsync() is { } answer)
                answers.Add($"{answer}");
        }

        return answers;
    }
}
