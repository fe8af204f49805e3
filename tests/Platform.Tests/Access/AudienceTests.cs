using CsCheck;
using Microsoft.EntityFrameworkCore;
using Sakimori.Platform.Access;
using Sakimori.Platform.Records;

namespace Sakimori.Platform.Tests.Access;

public class AudienceTests
{
    private const int Days = 6;

    private static readonly DateTime First = new(2026, 4, 1, 0, 0, 0, DateTimeKind.Utc);

    // A span of days; it may be empty, and open at its end.
    private static readonly Gen<(int From, int Until)> Span = Gen.Select(Gen.Int[0, Days], Gen.Int[0, Days + 1]);

    private static readonly Gen<World> Worlds = Gen.Select(
        Gen.Int[0, 4].Array[5], // each organisation's parent before the move: itself or a later one is none
        Gen.Int[0, 4].Array[5], // and after it
        Gen.Int[0, Days],
        Gen.Select(Gen.Int[0, 2], Gen.Int[0, 4], Span).Array[0, 6],
        Gen.Select(Gen.Int[0, 3], Gen.Int[0, 3], Gen.Int[0, 4], Span).Array[0, 8],
        (before, after, moved, roles, grants) => new World(before, after, moved, roles, grants));

    [Theory]
    [InlineData(Engine.Sqlite)]
    [InlineData(Engine.Postgres)]
    public async Task A_reader_sees_exactly_the_rows_of_the_audiences_it_belongs_to_at_that_moment(Engine engine)
    {
        await using var database = await ProbeDatabase.StartAsync(engine);
        var seen = 0;
        await Worlds.SampleAsync(async world =>
        {
            await world.WriteAsync(database);
            for (var day = 0; day <= Days; day++)
            {
                for (var account = 0; account < world.Accounts.Length; account++)
                {
                    var rows = await database.SeenAsync(Reader.Of(world.Accounts[account], "", []), First.AddDays(day));
                    var own = rows.Intersect(world.Rows).ToHashSet();
                    seen += own.Count;
                    Assert.Equal(world.Visible(account, day), own);
                }
            }

            Assert.Equal([world.PublicRow], (await database.SeenAsync(Reader.Nobody, First)).Intersect(world.Rows));
            Assert.Equal([world.PublicRow, world.Rows[0]], (await database.SeenAsync(Reader.OfLink(world.Rows[0]), First)).Intersect(world.Rows).OrderBy(r => r != world.PublicRow));
            Assert.Equal(world.Rows.Length, (await database.SeenAsync(Reader.System, First)).Intersect(world.Rows).Count());
        }, iter: 25, threads: 1);
        Assert.True(seen > 25 * Days, $"Only {seen} sightings: the worlds are too empty to prove anything.");
    }

    /// <summary>Five organisations whose tree changes once, three accounts with roles, four audiences with grants, a row each and a public one.</summary>
    private sealed record World(
        int[] Before, int[] After, int Moved, (int Account, int Organisation, (int From, int Until) Span)[] Roles,
        (int Audience, int Kind, int Grantee, (int From, int Until) Span)[] Grants)
    {
        private readonly Guid[] organisations = Ids(5);
        private readonly Guid[] audiences = Ids(4);

        public Guid[] Accounts { get; } = Ids(3);

        public Guid[] Rows { get; } = Ids(5);

        public Guid PublicRow => Rows[4];

        public async Task WriteAsync(ProbeDatabase database)
        {
            await using var work = await database.Works.BeginAsync(Reader.System);
            var access = work.Enlist<AccessContext>();
            for (var lower = 0; lower < organisations.Length; lower++)
            {
                foreach (var upper in Ancestors(Before, lower))
                    Add(access, lower, upper, 0, Moved);
                foreach (var upper in Ancestors(After, lower))
                    Add(access, lower, upper, Moved, Days + 1);
            }

            access.Roles.AddRange(Roles.Select(r => new RoleGrant
            {
                Id = Guid.NewGuid(),
                Account = Accounts[r.Account],
                Scope = organisations[r.Organisation],
                Role = Role.Reader,
                From = Day(r.Span.From),
                Until = Day(r.Span.Until),
            }));
            access.AudienceRows.AddRange(audiences.Select(a => new Audience { Id = a, Made = First }));
            access.Grants.AddRange(Grants.Select(g => new AudienceGrant
            {
                Id = Guid.NewGuid(),
                Audience = audiences[g.Audience],
                Kind = (GranteeKind)g.Kind,
                Role = Role.Reader,
                Grantee = (GranteeKind)g.Kind == GranteeKind.Account ? Accounts[g.Grantee % Accounts.Length] : organisations[g.Grantee],
                From = Day(g.Span.From),
                Until = Day(g.Span.Until),
            }));
            work.Enlist<ProbeContext>().AddRange(Rows.Select((id, i) => new ProbeRow { Id = id, Audience = i < 4 ? audiences[i] : Audiences.Public }));
            await work.CommitAsync();
        }

        /// <summary>The rule in words of sets: what the base query has to agree with.</summary>
        public HashSet<Guid> Visible(int account, int day)
        {
            var held = Roles.Where(r => r.Account == account && Within(r.Span, day)).Select(r => r.Organisation).ToHashSet();
            var withAncestors = held.SelectMany(o => Ancestors(day < Moved ? Before : After, o)).ToHashSet();
            var visible = Grants.Where(g => Within(g.Span, day) && (GranteeKind)g.Kind switch
            {
                GranteeKind.Account => g.Grantee % Accounts.Length == account,
                GranteeKind.OrganisationWithUnits => withAncestors.Contains(g.Grantee),
                _ => held.Contains(g.Grantee),
            }).Select(g => Rows[g.Audience]);
            return [.. visible, PublicRow];
        }

        private static bool Within((int From, int Until) span, int day) => span.From <= day && (day < span.Until || span.Until > Days);

        private static DateTime Day(int day) => day > Days ? AudienceGrant.Forever : First.AddDays(day);

        // A parent comes earlier in the row than its unit, so that there are no circles; another number means none.
        private static IEnumerable<int> Ancestors(int[] parents, int organisation)
        {
            yield return organisation;
            for (var at = organisation; parents[at] < at; at = parents[at])
                yield return parents[at];
        }

        private static Guid[] Ids(int count) => [.. Enumerable.Range(0, count).Select(_ => Guid.NewGuid())];

        private void Add(AccessContext access, int lower, int upper, int from, int until)
        {
            if (from < until)
                access.ScopeTree.Add(new AccessScope { Scope = organisations[lower], Ancestor = organisations[upper], From = Day(from), Until = Day(until) });
        }
    }
}
