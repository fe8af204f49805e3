using Microsoft.EntityFrameworkCore;
using Sakimori.Directory.Domain;
using Sakimori.Directory.Store;
using Sakimori.Kernel;
using Sakimori.Platform.Access;
using Sakimori.Platform.Audit;
using Sakimori.Platform.Privacy;
using Sakimori.Platform.Records;
using Sakimori.TestKit;

namespace Sakimori.Portal.Tests.Privacy;

public class RetentionTests
{
    // What goes after so many days; what is not here goes after the years of the setting.
    private static readonly (int Days, string[] Goes)[] Periods =
    [
        (30, ["link", "session"]), (90, ["invitation", "letter"]), (365, ["key", "registration", "result-link"]), (730, ["grant", "role"]),
    ];

    [Theory]
    [InlineData(Engine.Sqlite)]
    [InlineData(Engine.Postgres)]
    public async Task What_ended_stays_to_the_last_day_of_its_period_goes_on_the_next_and_outlasts_it_while_held(Engine engine)
    {
        await using var world = await AccessWorld.StartAsync(engine);
        var administrator = await world.Portal.VisitorAsync("管理者", "ja", new HeldRole(Role.Administrator, Scopes.System));
        var company = (await world.Portal.Get<Works>().RunAsync(Reader.System, work => OrganisationChanges.AddAsync(work,
            new(OrganisationKind.Company, new("保全の会社"), null, null, Profile.Unknown, new(2020, 4, 1), true), default), default)).Value;
        var held = await EndedRecords.EndAsync(world, Guid.NewGuid());
        var heldByOrganisation = await EndedRecords.EndAsync(world, company);
        var holds = world.Portal.Get<LegalHolds>();
        Assert.True((await holds.PlaceAsync(administrator.Reader, HoldKind.Account, $"{held.Account}", "調査", default)).Succeeded);
        Assert.True((await holds.PlaceAsync(administrator.Reader, HoldKind.Organisation, $"{company}", "調査", default)).Succeeded);
        var begin = world.Clock.GetUtcNow();
        var earlier = await EndedRecords.EndAsync(world, Guid.NewGuid());
        world.Clock.Advance(TimeSpan.FromDays(2));
        var later = await EndedRecords.EndAsync(world, Guid.NewGuid());
        var all = await earlier.LeftAsync();
        Assert.Equal(20, all.Count);
        var gone = new List<string>();

        foreach (var (days, goes) in Periods)
        {
            // The earlier ones have been over for a day, the later ones have a day left.
            await AtAsync(begin.AddDays(days + 1));
            Assert.Equal(all.Except(gone), await later.LeftAsync());
            gone.AddRange(goes);
            Assert.Equal(all.Except(gone), await earlier.LeftAsync());
        }

        await AtAsync(begin.AddYears(5).AddDays(1));
        Assert.Equal(all.Except(gone), await later.LeftAsync());
        Assert.Empty(await earlier.LeftAsync());
        Assert.Equal(all, await held.LeftAsync());
        Assert.Equal(all, await heldByOrganisation.LeftAsync());
        await AtAsync(begin.AddYears(5).AddDays(4));
        Assert.Empty(await later.LeftAsync());
        Assert.Equal("0 rows", (await DailyJob.RunAsync(world))[..6]);

        Assert.Null(await holds.LiftAsync(administrator.Reader, 1, default));
        await DailyJob.RunAsync(world);
        Assert.Empty(await held.LeftAsync());
        Assert.Equal(all, await heldByOrganisation.LeftAsync());

        // Erased or too old, what stays is whole: entries keep their commitments, and those with a content fit it.
        await using var platform = world.Portal.Get<ContextFactory>().Read<PlatformContext>(Reader.System);
        Assert.All((await platform.Audit.WithPayloadsAsync(platform, default)).Where(a => a.Payload is not null), a => Assert.Equal(a.Commitment, a.Payload!.Commit()));

        async Task AtAsync(DateTimeOffset moment)
        {
            world.Clock.Advance(moment - world.Clock.GetUtcNow());
            await DailyJob.RunAsync(world);
        }
    }

    [Theory]
    [InlineData(Engine.Sqlite)]
    [InlineData(Engine.Postgres)]
    public async Task Many_rows_go_a_batch_a_unit_of_work(Engine engine)
    {
        await using var world = await AccessWorld.StartAsync(engine);
        var many = 2 * PersonalRetention.Batch + 1;
        await using (var work = await world.Portal.Get<Works>().BeginAsync(Reader.System))
        {
            var old = work.Now.AddDays(-40);
            work.Enlist<AccessContext>().Sessions.AddRange(Enumerable.Range(0, many)
                .Select(_ => new AccountSession { Id = Guid.NewGuid(), Account = Guid.NewGuid(), Began = old, Ends = old, Device = "x" }));
            await work.CommitAsync();
        }

        Assert.StartsWith($"{many} rows", await DailyJob.RunAsync(world), StringComparison.Ordinal);
        await using var access = world.Portal.Get<ContextFactory>().Read<AccessContext>(Reader.System);
        Assert.Equal(0, await access.Sessions.CountAsync());
    }

    [Fact]
    public async Task The_register_says_the_years_of_the_setting()
    {
        await using var portal = await PortalUnderTest.StartAsync(Engine.Sqlite, settings: s => s with { KeepNamesYears = 3 });
        Assert.Contains(portal.Get<PersonalDataRegister>().All, d => d.Id == "platform.audit-content" && d.Period.Ja.StartsWith("3年", StringComparison.Ordinal) && d.Period.En.StartsWith("3 years", StringComparison.Ordinal));
    }
}
