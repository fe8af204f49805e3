using Microsoft.EntityFrameworkCore;
using Sakimori.Directory.Contracts;
using Sakimori.Directory.Domain;
using Sakimori.Directory.Store;
using Sakimori.Platform.Access;
using Sakimori.Platform.Records;

namespace Sakimori.Directory.Tests;

public sealed class RegisterTests(Portals portals) : IClassFixture<Portals>
{
    private static readonly DateOnly Day = new(2021, 6, 1);

    [Theory]
    [InlineData(Engine.Sqlite)]
    [InlineData(Engine.Postgres)]
    public async Task A_merged_organisation_is_shown_as_the_one_that_stands_for_it(Engine engine)
    {
        var portal = portals[engine];
        var (a, b, c) = (await portal.AddAsync("甲社"), await portal.AddAsync("乙社"), await portal.AddAsync("丙社"));
        Assert.True((await portal.DoAsync(w => OrganisationChanges.MergeAsync(w, a, null, Day, b, CancellationToken.None))).Succeeded);
        Assert.True((await portal.DoAsync(w => OrganisationChanges.MergeAsync(w, b, null, Day.AddDays(1), c, CancellationToken.None))).Succeeded);
        Assert.True((await portal.DoAsync(w => OrganisationChanges.RenameAsync(w, c, null, Day.AddDays(2), new("新丙社", "New C", "シンヘイシャ"), CancellationToken.None))).Succeeded);

        await using var context = portal.Get<ContextFactory>().Read<DirectoryContext>(Reader.Nobody);
        var names = await context.CurrentNames.Where(n => n.Organisation == a || n.Organisation == b || n.Organisation == c).ToListAsync();
        Assert.Equal(3, names.Count);
        Assert.All(names, n => Assert.Equal((c, "新丙社", "New C", OrganisationState.Verified), (n.Current, n.NameJa, n.NameEn, n.State)));
    }

    [Theory]
    [InlineData(Engine.Sqlite)]
    [InlineData(Engine.Postgres)]
    public async Task The_access_tree_holds_every_ancestor_on_its_days(Engine engine)
    {
        var portal = portals[engine];
        var group = await portal.AddAsync("持株グループ", OrganisationKind.Group);
        var company = await portal.AddAsync("事業会社", parent: group);
        var unit = await portal.AddAsync("情報部", OrganisationKind.Unit, company);
        Assert.True((await portal.DoAsync(w => OrganisationChanges.MoveAsync(w, company, null, Day, null, CancellationToken.None))).Succeeded);

        await using var access = portal.Get<ContextFactory>().Read<AccessContext>(Reader.System);
        var rows = await access.ScopeTree.Where(s => s.Scope == unit).ToListAsync();
        Assert.Equal(new[] { group, company, unit }.Order(), rows.Select(r => r.Ancestor).Order());
        Assert.Equal(new DateTime(2021, 5, 31, 15, 0, 0, DateTimeKind.Utc), rows.Single(r => r.Ancestor == group).Until);
        Assert.Equal(AudienceGrant.Forever, rows.Single(r => r.Ancestor == company).Until);
        Assert.True(await access.AudienceRows.AnyAsync(a => a.Id == unit));
    }

    [Theory]
    [InlineData(Engine.Sqlite)]
    [InlineData(Engine.Postgres)]
    public async Task An_older_version_and_a_second_bearer_of_a_number_are_refused(Engine engine)
    {
        var portal = portals[engine];
        var id = await portal.AddAsync("版の会社", number: "7000012050002");
        var second = await portal.TryAddAsync("同番号の会社", number: "7000012050002");
        Assert.Contains(second.Failure!.Faults, f => f.Column == "corporate_number");
        Assert.True((await portal.DoAsync(w => OrganisationChanges.RenameAsync(w, id, 1, Day, new("版の新会社"), CancellationToken.None))).Succeeded);
        var stale = await portal.DoAsync(w => OrganisationChanges.RenameAsync(w, id, 1, Day, new("遅い変更"), CancellationToken.None));
        Assert.Equal(Kernel.FailureKind.Conflict, stale.Failure!.Kind);
    }

    [Theory]
    [InlineData(Engine.Sqlite)]
    [InlineData(Engine.Postgres)]
    public async Task People_see_their_own_tree_and_the_office_sees_all(Engine engine)
    {
        var portal = portals[engine];
        var group = await portal.AddAsync("見る側グループ", OrganisationKind.Group);
        var (one, two) = (await portal.AddAsync("見る側一社", parent: group), await portal.AddAsync("見る側二社", parent: group));
        var other = await portal.AddAsync("よその会社");
        var account = Guid.NewGuid();
        await using (var work = await portal.Get<Works>().BeginAsync(Reader.System))
        {
            work.Enlist<AccessContext>().Roles.Add(new() { Id = Guid.NewGuid(), Account = account, Scope = one, Role = Role.Reader, From = work.Now.AddDays(-1) });
            work.Enlist<AccessContext>().Roles.Add(new() { Id = Guid.NewGuid(), Account = Deeds.Office.Account!.Value, Scope = Scopes.System, Role = Role.Office, From = work.Now.AddDays(-1) });
            await work.CommitAsync();
        }

        Assert.Equal(new[] { group, one, two }.Order(), await SeenAsync(portal, Reader.Of(account, "", []), group, one, two, other));
        Assert.Equal(new[] { group, one, two, other }.Order(), await SeenAsync(portal, Deeds.Office, group, one, two, other));
        Assert.Empty(await SeenAsync(portal, Reader.Nobody, group, one, two, other));
    }

    private static async Task<IEnumerable<Guid>> SeenAsync(TestKit.PortalUnderTest portal, Reader reader, params Guid[] among)
    {
        await using var context = portal.Get<ContextFactory>().Read<DirectoryContext>(reader);
        return (await context.Organisations.Where(o => among.Contains(o.Id)).Select(o => o.Id).ToListAsync()).Order();
    }
}
