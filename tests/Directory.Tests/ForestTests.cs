using CsCheck;
using Sakimori.Directory.Domain;
using Sakimori.Kernel;

namespace Sakimori.Directory.Tests;

public sealed class ForestTests
{
    private static readonly DateOnly First = new(2020, 1, 1);

    // Eight organisations that are moved, merged and closed at random on days of two months.
    private static readonly Gen<(int What, int Who, int Where, int Day)> Step
        = Gen.Select(Gen.Int[0, 5], Gen.Int[0, 7], Gen.Int[0, 7], Gen.Int[0, 60]);

    [Fact]
    public void Nobody_is_ever_beneath_oneself_or_outside_the_life_of_a_parent()
        => Step.Array[0, 40].Sample(steps =>
        {
            var (forest, ids) = Play(steps);
            for (var day = First; day < First.AddDays(70); day = day.AddDays(3))
            {
                foreach (var id in ids)
                    Assert.True(Climbs(forest, id, day));
            }
        }, iter: 300);

    [Fact]
    public void Ancestors_and_roots_are_those_that_walking_up_finds_on_every_day()
        => Step.Array[0, 40].Sample(steps =>
        {
            var (forest, ids) = Play(steps);
            foreach (var id in ids)
            {
                var ancestors = forest.Ancestors(id);
                var roots = forest.Roots(id);
                for (var day = First; day < First.AddDays(70); day = day.AddDays(2))
                {
                    var path = Path(forest, id, day);
                    Assert.Equal(path.Order(), ancestors.Where(a => a.Period.Contains(day)).Select(a => a.Value).Order());
                    Assert.Equal(path.Count == 0 ? null : path[^1], roots.At(day)?.Value);
                }
            }
        }, iter: 200);

    [Fact]
    public void A_refused_change_leaves_the_forest_as_it_was()
        => Gen.Select(Step.Array[0, 20], Step).Sample((steps, last) =>
        {
            var (forest, ids) = Play(steps);
            var before = ids.Select(id => forest[id]).ToList();
            if (!Apply(forest, ids, last))
                Assert.Equal(before, ids.Select(id => forest[id]));
        }, iter: 500);

    [Fact]
    public void What_stood_beneath_a_merged_organisation_stands_beneath_the_other()
    {
        var (forest, ids) = Play([(0, 1, 0, 0), (0, 2, 0, 0)]);
        var merged = Changes.Merge(forest, forest[ids[0]]!, forest[ids[3]]!, First.AddDays(10));
        Assert.Equal(3, merged.Value.Count);
        Assert.Equal(ids[0], forest[ids[1]]!.Parents.At(First.AddDays(9))!.Value.Value);
        Assert.Equal(ids[3], forest[ids[1]]!.Parents.At(First.AddDays(10))!.Value.Value);
        Assert.Equal((First.AddDays(10), ids[3]), (forest[ids[0]]!.Life.Until, forest[ids[0]]!.MergedInto));
    }

    [Fact]
    public void An_organisation_with_open_units_cannot_be_closed()
    {
        var (forest, ids) = Play([(0, 1, 0, 0)]);
        var closed = Changes.Close(forest, forest[ids[0]]!, First.AddDays(5));
        Assert.Contains(closed.Failure!.Faults, f => f.Column == "until" && f.Value == ids[1].ToString());
    }

    [Fact]
    public void A_bureau_needs_a_ministry_and_a_ministry_stands_alone()
    {
        var forest = new Forest([]);
        var bureau = new Place(Guid.NewGuid(), OrganisationKind.Bureau, null, new(First, Period.Forever), Timeline<Guid>.Empty);
        Assert.Contains(Changes.Judge(forest, bureau).Failure!.Faults, f => f.Column == "parent");
        Assert.Null(forest[bureau.Id]);
        var ministry = bureau with { Id = Guid.NewGuid(), Kind = OrganisationKind.Ministry };
        Assert.True(Changes.Judge(forest, ministry).Succeeded);
        Assert.True(Changes.Judge(forest, bureau with { Parents = Timeline<Guid>.Empty.Set(First, ministry.Id) }).Succeeded);
    }

    [Fact]
    public void A_corporate_number_is_borne_by_one_open_organisation()
    {
        var forest = new Forest([]);
        var place = new Place(Guid.NewGuid(), OrganisationKind.Company, "7000012050002", new(First, First.AddDays(9)), Timeline<Guid>.Empty);
        Assert.True(Changes.Judge(forest, place).Succeeded);
        var second = place with { Id = Guid.NewGuid(), Life = new(First.AddDays(8), Period.Forever) };
        Assert.Contains(Changes.Judge(forest, second).Failure!.Faults, f => f.Column == "corporate_number");
        Assert.True(Changes.Judge(forest, second with { Life = new(First.AddDays(9), Period.Forever) }).Succeeded);
    }

    [Fact]
    public void A_chain_deeper_than_the_limit_is_refused_without_running_away()
    {
        var forest = new Forest([]);
        Guid? above = null;
        Outcome<Place> last = default;
        for (var level = 0; level <= Forest.MostLevels; level++)
        {
            var parents = above is { } p ? Timeline<Guid>.Empty.Set(First, p) : Timeline<Guid>.Empty;
            last = Changes.Judge(forest, new(Guid.NewGuid(), OrganisationKind.Company, null, new(First, Period.Forever), parents));
            above = last.Succeeded ? last.Value.Id : null;
        }

        Assert.Equal("parent", Assert.Single(last.Failure!.Faults).Column);
    }

    private static (Forest Forest, Guid[] Ids) Play(IEnumerable<(int What, int Who, int Where, int Day)> steps)
    {
        var ids = Enumerable.Range(1, 8).Select(i => new Guid(i, 0, 0, new byte[8])).ToArray();
        var forest = new Forest(ids.Select(id => new Place(id, OrganisationKind.Company, null, new(First, Period.Forever), Timeline<Guid>.Empty)));
        foreach (var step in steps)
            Apply(forest, ids, step);
        return (forest, ids);
    }

    private static bool Apply(Forest forest, Guid[] ids, (int What, int Who, int Where, int Day) step)
    {
        var (place, day) = (forest[ids[step.Who]]!, First.AddDays(step.Day));
        return step.What switch
        {
            <= 2 => Changes.Move(forest, place, day, ids[step.Where]).Succeeded,
            3 => Changes.Move(forest, place, day, null).Succeeded,
            4 => Changes.Close(forest, place, day).Succeeded,
            _ => Changes.Merge(forest, place, forest[ids[step.Where]]!, day).Succeeded,
        };
    }

    private static bool Climbs(Forest forest, Guid id, DateOnly day)
    {
        var path = Path(forest, id, day);
        return path.Distinct().Count() == path.Count && path.TrueForAll(p => forest[p]!.Life.Contains(day));
    }

    private static List<Guid> Path(Forest forest, Guid id, DateOnly day)
    {
        var path = new List<Guid>();
        for (Guid? at = forest[id]!.Life.Contains(day) ? id : null; at is { } here && path.Count < 30; at = forest[here]!.Parents.At(day)?.Value)
            path.Add(here);
        return path;
    }
}
