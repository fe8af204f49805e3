using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Sakimori.Actions.Store;
using Sakimori.Kernel;
using Sakimori.Platform.Access;
using Sakimori.Platform.Records;

namespace Sakimori.Actions.Tests.Store;

public sealed class ActionRemindersTests(ActionsPortal portals) : IClassFixture<ActionsPortal>
{
    [Theory]
    [InlineData(Engine.Sqlite)]
    [InlineData(Engine.Postgres)]
    public async Task Each_owner_gets_one_letter_a_day_with_all_that_is_due(Engine engine)
    {
        var visitor = await portals.VisitorAsync(engine, Guid.NewGuid());
        var address = $"{Guid.NewGuid():N}@example.jp";
        var today = Dates.DayInJapan(portals[engine].Get<TimeProvider>().GetUtcNow().UtcDateTime);
        var ids = await portals.PlanAsync(engine, visitor.Reader,
            ActionsPortal.NewAction("近い", owner: new(null, "佐藤", address), due: today.AddDays(6)),
            ActionsPortal.NewAction("過ぎた", owner: new(null, "佐藤", address), due: today.AddDays(-2)),
            ActionsPortal.NewAction("遠い", owner: new(null, "佐藤", address), due: today.AddDays(60)));
        await using (var work = await portals[engine].Get<Works>().BeginAsync(Reader.System))
        {
            // As if they had been planned a month ago: what was planned today calls for no reminder yet.
            await work.Enlist<ActionsContext>().Items.Where(a => ids.Contains(a.Id)).ExecuteUpdateAsync(a => a.SetProperty(x => x.Reminded, today.AddDays(-30)));
            await work.CommitAsync();
        }

        await using var scope = portals[engine].Services.CreateAsyncScope();
        for (var run = 0; run < 2; run++)
        {
            await using var work = await portals[engine].Get<Works>().BeginAsync(Reader.System);
            await scope.ServiceProvider.GetRequiredService<ActionReminders>().SendAsync(work, default);
            await work.CommitAsync();
        }

        await using var platform = portals[engine].Get<ContextFactory>().Read<PlatformContext>(Reader.System);
        var letter = Assert.Single(await platform.Mail.Where(m => m.To == address).ToListAsync());
        Assert.Contains("近い", letter.Body, StringComparison.Ordinal);
        Assert.Contains("過ぎた", letter.Body, StringComparison.Ordinal);
        Assert.Contains("overdue", letter.Body, StringComparison.Ordinal);
        Assert.DoesNotContain("遠い", letter.Body, StringComparison.Ordinal);
    }
}
