using CsCheck;
using Sakimori.Catalogue.Domain;
using Sakimori.Kernel;

namespace Sakimori.Catalogue.Tests;

public class DiffTests
{
    private static readonly Gen<IReadOnlyList<CatalogueItem>> Versions = Gen.Select(Gen.Int[0, 7], Gen.Int[0, 2]).List[0, 8].Select(items =>
        (IReadOnlyList<CatalogueItem>)[.. items.DistinctBy(i => i.Item1).Select(i =>
            new CatalogueItem($"M{i.Item1}", [new(Text.Same("title"), Text.Same($"wording {i.Item2}"))]))]);

    [Fact]
    public void Every_item_is_common_added_or_removed_and_only_common_ones_are_reworded()
        => Gen.Select(Versions, Versions).Sample((earlier, later) =>
        {
            var diff = CatalogueDiff.Between(earlier, later);
            Assert.Equal(later.Select(i => i.Id).Order(), diff.Common.Concat(diff.Added).Order());
            Assert.Equal(earlier.Select(i => i.Id).Order(), diff.Common.Concat(diff.Removed).Order());
            Assert.Equal(
                diff.Common.Where(id => earlier.Single(i => i.Id == id).Parts[0] != later.Single(i => i.Id == id).Parts[0]),
                diff.Reworded.Select(r => r.Id));
        });

    [Fact]
    public void Turned_round_added_and_removed_change_places()
        => Gen.Select(Versions, Versions).Sample((earlier, later) =>
        {
            var (there, back) = (CatalogueDiff.Between(earlier, later), CatalogueDiff.Between(later, earlier));
            Assert.Equal(there.Added, back.Removed);
            Assert.Equal(there.Reworded.Count, back.Reworded.Count);
        });

    [Theory]
    [InlineData("2026.1", "2026.2")]
    [InlineData("2026.9", "2026.10")]
    [InlineData("2026", "2026.1")]
    [InlineData("2026.12", "2027.1")]
    public void A_version_number_comes_before_a_greater_one(string lesser, string greater)
    {
        Assert.True(VersionNumber.Compare(lesser, greater) < 0);
        Assert.True(VersionNumber.Compare(greater, lesser) > 0);
    }

    [Theory]
    [InlineData("")]
    [InlineData("2026.")]
    [InlineData("2026.01")]
    [InlineData("v2")]
    [InlineData("２０２６.1")]
    [InlineData("1.9999999999")]
    public void What_is_no_version_number_is_refused(string version) => Assert.False(VersionNumber.IsValid(version));
}
