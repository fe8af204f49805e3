using Bunit;
using Sakimori.Kernel;
using Sakimori.Web.Tables;

namespace Sakimori.Web.Tests;

public sealed class DataTableTests : IDisposable
{
    private readonly Render render = new();

    public void Dispose() => render.Dispose();

    [Fact]
    public void The_sorted_column_says_so_and_its_link_turns_the_order_round()
    {
        var table = Table(new("score") { Descending = true, Page = 2, Filter = "a&b" }, ["x"], 60);
        var heads = table.FindAll("th[scope=col]");
        Assert.Equal([null, "none", "descending"], heads.Select(h => h.GetAttribute("aria-sort")));
        Assert.Equal("/list?q=a%26b&sort=score", heads[2].QuerySelector("a")!.GetAttribute("href"));
        Assert.Equal("/list?q=a%26b&sort=name", heads[1].QuerySelector("a")!.GetAttribute("href"));
    }

    [Fact]
    public void The_table_is_named_and_can_be_scrolled_by_keyboard()
    {
        var table = Table(new("name"), ["x"], 1);
        Assert.Equal("Organisations", table.Find("caption").TextContent);
        var region = table.Find("[role=region]");
        Assert.Equal(("0", "Organisations"), (region.GetAttribute("tabindex"), region.GetAttribute("aria-label")));
        Assert.Equal("1 entry", table.Find(".pagination__where").TextContent);
        Assert.Empty(table.FindAll(".pagination a"));
    }

    [Theory]
    [InlineData(1, "1 2 … 9 Next")]
    [InlineData(2, "Previous 1 2 3 … 9 Next")]
    [InlineData(4, "Previous 1 2 3 4 5 … 9 Next")]
    [InlineData(5, "Previous 1 … 4 5 6 … 9 Next")]
    [InlineData(9, "Previous 1 … 8 9")]
    public void Paging_shows_the_ends_and_the_neighbours(int page, string expected)
    {
        var table = Table(new("name") { Page = page }, ["x"], 412);
        Assert.Equal($"Page {page} of 9, 412 entries", table.Find(".pagination__where").TextContent);
        Assert.Equal(expected, string.Join(' ', table.FindAll(".pagination li").Select(l => l.TextContent.Replace("Page ", "", StringComparison.Ordinal).Trim())));
        Assert.Equal($"Page {page}", table.Find("[aria-current=page]").TextContent);
    }

    [Fact]
    public void Filtering_keeps_the_order_and_exports_keep_the_filter()
    {
        var table = Table(new("score") { Descending = true, Page = 3, Filter = "steel" }, ["x"], 412);
        Assert.Equal([("sort", "score"), ("dir", "desc")], table.FindAll("form[method=get] input[type=hidden]").Select(i => (i.GetAttribute("name")!, i.GetAttribute("value")!)));
        Assert.Equal("/list.csv?q=steel&sort=score&dir=desc", table.Find(".table-exports a").GetAttribute("href"));
    }

    [Fact]
    public void An_empty_list_says_why_and_what_to_do()
    {
        var empty = Table(new("name"), [], 0);
        Assert.Equal("nothing yet", empty.Find("p.test-empty").TextContent);
        var filtered = Table(new("name") { Filter = "x" }, [], 0);
        Assert.Equal("/list", filtered.Find(".empty a").GetAttribute("href"));
        var beyond = Table(new("name") { Page = 7 }, [], 60);
        Assert.Equal("/list?sort=name", beyond.Find(".empty a").GetAttribute("href"));
    }

    private IRenderedComponent<DataTable<string>> Table(TableQuery query, IReadOnlyList<string> rows, int total)
        => render.Of<DataTable<string>>(p => p.Add(t => t.Caption, "Organisations").Add(t => t.Path, "/list").Add(t => t.Query, query)
            .Add(t => t.Rows, rows).Add(t => t.Total, total).Add(t => t.Searchable, true).Add(t => t.Exports, [("CSV", "/list.csv")])
            .Add(t => t.Empty, "<p class=\"test-empty\">nothing yet</p>")
            .Add(t => t.Columns,
            [
                new("Number", (string row) => row),
                new("Name", (string row) => row) { Key = "name", Names = true },
                new("Score", (string row) => row) { Key = "score", Number = true },
            ]));
}
