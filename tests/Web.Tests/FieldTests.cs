using Bunit;
using Sakimori.Kernel;
using Sakimori.Web.Forms;

namespace Sakimori.Web.Tests;

public sealed class FieldTests : IDisposable
{
    private static readonly Fault Wrong = new(new("13桁ではありません。", "It has not 13 digits."), new("13桁で入力してください。", "Enter 13 digits."), Column: "org.number", Value: "12");

    private readonly Render render = new();

    public void Dispose() => render.Dispose();

    [Fact]
    public void A_field_finds_its_fault_and_is_described_by_hint_and_error()
    {
        var form = render.Of<PostForm>(p => p.Add(f => f.Action, "/x").Add(f => f.Faults, [Wrong])
            .AddChildContent<TextField>(t => t.Add(x => x.Name, "org.number").Add(x => x.Label, "Number").Add(x => x.Hint, "13 digits").Add(x => x.Value, "12")));
        var input = form.Find("input[name='org.number']");
        Assert.Equal("true", input.GetAttribute("aria-invalid"));
        Assert.Equal("13 digits | Error: It has not 13 digits. Enter 13 digits.", form.Referenced(input, "aria-describedby"));
        Assert.Equal("12", input.GetAttribute("value"));
        Assert.Equal(input.Id, form.Find("label").GetAttribute("for"));
    }

    [Fact]
    public void A_field_without_fault_is_not_invalid()
    {
        var form = render.Of<PostForm>(p => p.Add(f => f.Action, "/x").Add(f => f.Faults, [Wrong])
            .AddChildContent<TextField>(t => t.Add(x => x.Name, "name").Add(x => x.Label, "Name").Add(x => x.Required, true)));
        var input = form.Find("input[name=name]");
        Assert.False(input.HasAttribute("aria-invalid"));
        Assert.False(input.HasAttribute("aria-describedby"));
        Assert.Equal("true", input.GetAttribute("aria-required"));
        Assert.Equal("Namerequired", form.Find("label").TextContent);
    }

    [Fact]
    public void The_error_summary_leads_to_the_fields()
    {
        var whole = new Fault(new("全体の誤り。", "The whole is wrong."), new("", ""));
        var summary = render.Of<ErrorSummary>(p => p.Add(s => s.Faults, [Wrong, whole]));
        Assert.Equal("alert", summary.Find("div").GetAttribute("role"));
        Assert.Equal("-1", summary.Find("div").GetAttribute("tabindex"));
        Assert.Equal("There are 2 errors", summary.Referenced(summary.Find("div"), "aria-labelledby"));
        Assert.Equal("#f-org-number", summary.Find("a").GetAttribute("href"));
        Assert.Single(summary.FindAll("a"));
        Assert.Empty(render.Of<ErrorSummary>(p => p.Add(s => s.Faults, [])).Markup.Trim());
    }

    [Fact]
    public void A_radio_group_is_named_by_its_question_and_its_first_choice_is_where_errors_lead()
    {
        var group = render.Of<RadioGroup>(p => p.Add(g => g.Name, "M01").Add(g => g.Label, "How far?").Add(g => g.Value, "2").Add(g => g.Error, "No answer.")
            .Add(g => g.Choices, [new("1", "Nothing", "Not decided", 1), new("2", "Some", null, 2)]));
        Assert.Equal("How far?", group.Find("fieldset > legend").TextContent);
        Assert.Equal("Error: No answer.", group.Referenced(group.Find("fieldset"), "aria-describedby"));
        var radios = group.FindAll("input[type=radio]");
        Assert.Equal(["f-M01", "f-M01-2"], radios.Select(r => r.Id!));
        Assert.Equal("Not decided", group.Referenced(radios[0], "aria-describedby"));
        Assert.Equal([false, true], radios.Select(r => r.HasAttribute("checked")));
        Assert.All(radios, radio => Assert.Equal("LABEL", radio.ParentElement!.TagName));
        Assert.Equal("Level 2", radios[1].ParentElement!.QuerySelector(".choice__level")!.TextContent);
    }

    [Fact]
    public void A_text_that_begins_with_a_line_break_keeps_it()
    {
        var area = render.Of<TextArea>(p => p.Add(a => a.Name, "note").Add(a => a.Label, "Note").Add(a => a.Value, "\nsecond line"));
        Assert.Contains(">\n\nsecond line</textarea>", area.Markup);
    }

    [Fact]
    public void A_date_shows_what_was_entered_when_it_is_no_day()
    {
        var date = render.Of<DateField>(p => p.Add(d => d.Name, "on").Add(d => d.Label, "On").Add(d => d.Value, new DateOnly(2026, 4, 1)));
        Assert.Equal("2026-04-01", date.Find("input").GetAttribute("value"));
        date = render.Of<DateField>(p => p.Add(d => d.Name, "on").Add(d => d.Label, "On").Add(d => d.Entered, "令和8年13月"));
        Assert.Equal("令和8年13月", date.Find("input").GetAttribute("value"));
    }

    [Fact]
    public void A_form_posts_its_token_its_hidden_fields_and_files()
    {
        var form = render.Of<PostForm>(p => p.Add(f => f.Action, "/import").Add(f => f.Multipart, true).Add(f => f.Hidden, [("step", "2")])
            .AddUnmatched("data-guard", "true").AddChildContent("<p>x</p>"));
        Assert.Equal("multipart/form-data", form.Find("form").GetAttribute("enctype"));
        Assert.Equal("post", form.Find("form").GetAttribute("method"));
        Assert.Equal("true", form.Find("form").GetAttribute("data-guard"));
        Assert.Equal([("__token", "secret"), ("step", "2")],
            form.FindAll("input[type=hidden]").Select(i => (i.GetAttribute("name")!, i.GetAttribute("value")!)));
    }
}
