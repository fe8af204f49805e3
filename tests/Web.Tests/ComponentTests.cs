using Bunit;
using Sakimori.Kernel;
using Sakimori.Web.Components;

namespace Sakimori.Web.Tests;

public sealed class ComponentTests : IDisposable
{
    private readonly Render render = new();

    public void Dispose() => render.Dispose();

    [Fact]
    public void A_stepper_says_in_words_what_is_done_and_what_is_missing()
    {
        var stepper = render.Of<Stepper>(p => p.Add(s => s.Label, "Steps").Add(s => s.Current, 2).Add(s => s.Steps,
            [new("Profile", StepState.Done, "/1"), new("Influence", StepState.Missing, "/2"), new("Measures", StepState.Ahead, "/3"), new("Review")]));
        Assert.Equal("Steps", stepper.Find("nav").GetAttribute("aria-label"));
        var steps = stepper.FindAll("ol > li");
        Assert.Equal([null, null, "step", null], steps.Select(s => s.GetAttribute("aria-current")));
        Assert.Equal(["done", "answers missing", "in progress", ""], steps.Select(s => s.QuerySelector(".stepper__state")!.TextContent));
        Assert.Equal(["/1", "/2"], stepper.FindAll("a").Select(a => a.GetAttribute("href")!));
        Assert.Equal("Profile", stepper.Find("a").TextContent.Trim());
    }

    [Fact]
    public void Progress_is_a_native_bar_and_words()
    {
        var bar = render.Of<ProgressBar>(p => p.Add(b => b.Label, "Answers").Add(b => b.Done, 7).Add(b => b.Total, 40));
        Assert.Equal(("7", "40", "Answers"), (bar.Find("progress").GetAttribute("value"), bar.Find("progress").GetAttribute("max"), bar.Find("progress").GetAttribute("aria-label")));
        Assert.Equal("7 of 40", bar.Find(".progress__words").TextContent);
    }

    [Theory]
    [InlineData(2, "3.6", 2, "level 2 (desired 3.6)")]
    [InlineData(5, null, 5, "level 5")]
    [InlineData(null, "3", 0, "unknown (desired 3)")]
    [InlineData(null, null, 0, "unknown")]
    public void A_level_is_boxes_and_words(int? level, string? desired, int boxes, string words)
    {
        var bar = render.Of<LevelBar>(p => p.Add(b => b.Level, level).Add(b => b.Desired, desired is null ? null : decimal.Parse(desired)));
        Assert.Equal(boxes, bar.Find(".levelbar__box--on").GetAttribute("d")!.Count(c => c == 'M'));
        Assert.Equal(desired is not null, bar.FindAll(".levelbar__desired").Count == 1);
        Assert.Equal(words, bar.Find(".levelbar__words").TextContent);
        Assert.Equal("true", bar.Find("svg").GetAttribute("aria-hidden"));
    }

    [Theory]
    [InlineData("AMBER+STRICT", "TLP:AMBER+STRICT", "tag--tlp-amber-strict")]
    [InlineData("clear", "TLP:CLEAR", "tag--tlp-clear")]
    public void A_label_of_the_traffic_light_protocol_is_capitals_in_its_colour(string label, string text, string cssClass)
    {
        var tag = render.Of<TlpTag>(p => p.Add(t => t.Label, label));
        Assert.Equal(text, tag.Find("span").TextContent);
        Assert.Contains(cssClass, tag.Find("span").ClassList);
    }

    [Theory]
    [InlineData("error", false, "alert")]
    [InlineData("success", true, "status")]
    [InlineData("info", false, null)]
    public void Only_news_is_read_aloud_at_once(string kind, bool live, string? role)
    {
        var notice = render.Of<Notice>(p => p.Add(n => n.Kind, kind).Add(n => n.Live, live));
        Assert.Equal(role, notice.Find(".notice").GetAttribute("role"));
        Assert.NotEqual("", notice.Find(".notice__title").TextContent);
    }

    [Fact]
    public void An_empty_state_leads_on()
    {
        var empty = render.Of<EmptyState>(p => p.Add(e => e.Title, "No results yet").Add(e => e.Href, "/benchmark").Add(e => e.Action, "Start"));
        Assert.Equal(("/benchmark", "Start"), (empty.Find("a").GetAttribute("href"), empty.Find("a").TextContent));
    }

    [Fact]
    public void Breadcrumbs_end_at_this_page()
    {
        var crumbs = render.Of<Breadcrumbs>(p => p.Add(b => b.Trail, [("Benchmark", "/benchmark")]).Add(b => b.Here, "Result"));
        Assert.Equal("Result", crumbs.Find("li:last-child [aria-current=page]").TextContent);
        Assert.Equal("/benchmark", crumbs.Find("a").GetAttribute("href"));
    }
}
