using CsCheck;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Sakimori.Web.Tables;

namespace Sakimori.Web.Tests;

public sealed class TableQueryTests
{
    private static readonly string[] Sorts = ["name", "score"];

    [Fact]
    public void Nothing_asked_for_is_the_first_page_in_the_first_order()
    {
        var query = Read("");
        Assert.Equal(new("name"), query);
        Assert.Equal("?sort=name", query.ToQueryString());
    }

    [Theory]
    [InlineData("page=0", 1, 50)]
    [InlineData("page=-3&size=0", 1, 1)]
    [InlineData("page=x&size=y", 1, 50)]
    [InlineData("page=99999999999&size=100000", 1, 200)]
    [InlineData("page=2147483647", int.MaxValue / 200, 50)]
    [InlineData("page=4&size=200", 4, 200)]
    public void Page_and_size_are_kept_within_bounds(string text, int page, int size)
    {
        var query = Read(text);
        Assert.Equal((page, size), (query.Page, query.Size));
        Assert.True(query.Offset >= 0);
    }

    [Fact]
    public void A_column_that_is_not_allowed_is_not_sorted_by()
        => Assert.Equal("name", Read("sort=password").Sort);

    [Fact]
    public void Only_the_pages_own_filters_are_taken()
    {
        var query = Read("kind=company&evil=1&q=%20%E7%B2%BE%E5%AF%86%20");
        Assert.Equal("精密", query.Filter);
        Assert.Equal(["kind"], query.Facets.Keys);
    }

    [Fact]
    public void Sorting_again_by_the_same_column_turns_the_order_round_and_goes_to_the_first_page()
    {
        var query = Read("sort=score&page=7");
        Assert.Equal("?sort=score&dir=desc", query.SortedBy("score").ToQueryString());
        Assert.Equal("?sort=name", query.SortedBy("name").ToQueryString());
        Assert.Equal("?sort=score", query.SortedBy("score").SortedBy("score").ToQueryString());
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(50, 1)]
    [InlineData(51, 2)]
    [InlineData(int.MaxValue, 42949673)]
    public void Pages_are_counted_up(int total, int pages) => Assert.Equal(pages, Read("").Pages(total));

    [Fact]
    public void What_is_written_reads_back_as_the_same_query()
        => Gen.Select(Gen.Int[0, 1].Select(i => Sorts[i]), Gen.Int[1, 900], Gen.Int[1, 200], Gen.Bool, Gen.String[0, 40], Gen.String[0, 20])
            .Sample(t =>
            {
                var (sort, page, size, descending, filter, facet) = t;
                var query = Read(new TableQuery(sort) { Page = page, Size = size, Descending = descending, Filter = Clean(filter) }.ToQueryString()
                    + "&kind=" + Uri.EscapeDataString(Clean(facet)));
                var again = Read(query.ToQueryString());
                Assert.Equal((query.Sort, query.Page, query.Size, query.Descending, query.Filter), (again.Sort, again.Page, again.Size, again.Descending, again.Filter));
                Assert.Equal(query.Facets, again.Facets);
                Assert.Equal((sort, page, size, descending, Clean(filter)), (query.Sort, query.Page, query.Size, query.Descending, query.Filter));
            });

    // Lone surrogates cannot stand in an address.
    private static string Clean(string text) => string.Concat(text.Where(c => !char.IsSurrogate(c))).Trim();

    private static TableQuery Read(string text) => TableQuery.Parse(new QueryCollection(QueryHelpers.ParseQuery(text)), Sorts, "kind");
}
