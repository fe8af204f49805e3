using System.Text.Encodings.Web;
using System.Text.Unicode;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Sakimori.Kernel;
using Sakimori.Web.Components;
using Sakimori.Web.Hosting;
using Sakimori.Web.Html;

namespace Sakimori.Web.Tests;

public sealed class LayoutTests
{
    [Theory]
    [InlineData(Language.Ja, "<html lang=\"ja\">", "<title>組織の一覧 – Sakimori 防人</title>", "本文へ移動", "href=\"/language/en?return=%2Fdirectory%3Fpage%3D2\" lang=\"en\" hreflang=\"en\">English</a>")]
    [InlineData(Language.En, "<html lang=\"en\">", "<title>Organisations – Sakimori 防人</title>", "Skip to main content", "href=\"/language/ja?return=%2Fdirectory%3Fpage%3D2\" lang=\"ja\" hreflang=\"ja\">日本語</a>")]
    public async Task A_page_is_a_whole_document_in_the_readers_language(Language language, string html, string title, string skip, string other)
    {
        var page = await RequestAsync(Readers.Of(language, "/directory?page=2"));
        Assert.StartsWith("<!DOCTYPE html>", page);
        Assert.Contains(html, page);
        Assert.Contains(title, page);
        Assert.Contains(skip, page);
        Assert.Contains(other, page);
        Assert.Contains("<main id=\"main\" tabindex=\"-1\"><h1>", page);
    }

    [Fact]
    public async Task Navigation_marks_the_entry_the_reader_is_in()
    {
        Assert.Contains("href=\"/directory\" aria-current=\"page\"", await RequestAsync(Readers.Of(Language.En, "/directory?page=2")));
        Assert.Contains("href=\"/directory\" aria-current=\"true\"", await RequestAsync(Readers.Of(Language.En, "/directory/7")));
        Assert.DoesNotContain("aria-current", await RequestAsync(Readers.Of(Language.En, "/directory-of-something")));
        var nested = Readers.Of(Language.En, "/directory/registrations/7") with
        {
            Navigation = [new(Text.Same("Organisations"), "/directory"), new(Text.Same("Registrations"), "/directory/registrations")],
        };
        var page = await RequestAsync(nested);
        Assert.Contains("href=\"/directory/registrations\" aria-current=\"true\"", page);
        Assert.DoesNotContain("href=\"/directory\" aria-current", page);
    }

    [Fact]
    public async Task Standing_notices_and_the_readers_name_stand_on_the_page()
    {
        var page = await RequestAsync(Readers.Of(Language.Ja) with { Notices = [new(new("これは見本です。", "This is a demonstration."), "/example")], ReaderName = "防 <人>" });
        Assert.Contains("これは見本です。 <a href=\"/example\">詳しく</a>", page);
        Assert.Contains("防 &lt;人&gt;", page);
        Assert.Contains("action=\"/sign-out\"", page);
        Assert.Contains("<input type=\"hidden\" name=\"__token\" value=\"secret\"", page);
    }

    [Fact]
    public async Task Nothing_is_inline_and_nothing_comes_from_elsewhere()
    {
        var page = await RequestAsync(Readers.Of(Language.En));
        Assert.DoesNotContain("style=", page);
        Assert.DoesNotContain("<style", page);
        Assert.DoesNotContain("://", page);
        Assert.DoesNotMatch("<script[^>]*>[^<]", page);
        Assert.Matches("<link rel=\"stylesheet\" href=\"/assets/site\\.css\\?v=[0-9a-f]+\"", page);
    }

    [Theory]
    [InlineData(Language.Ja)]
    [InlineData(Language.En)]
    public async Task A_written_page_is_the_same_document_as_a_rendered_one(Language language)
    {
        var reader = Readers.Of(language) with { ReaderName = "防 <人>", Notices = [new(new("見本です。", "A demonstration."), "/example")] };
        var title = new Text("組織の一覧", "Organisations");
        var written = new WrittenPage(title, (html, _) => html.Add($"<h1>{title}</h1>"));
        Assert.Equal(await RequestAsync(reader), await RequestAsync(reader, () => written));
    }

    [Fact]
    public async Task A_written_page_may_be_longer_than_a_buffer_of_the_answer()
    {
        var written = new WrittenPage(Text.Same("Long"), (html, _) =>
        {
            for (var i = 0; i < 10_000; i++)
                html.Add($"<p>{"<防人> 𠮷"}</p>");
        });
        var page = await RequestAsync(Readers.Of(Language.Ja), () => written);
        Assert.Contains(string.Concat(Enumerable.Repeat("<p>&lt;防人&gt; &#x20BB7;</p>", 10_000)), page);
    }

    /// <summary>A page as a module writes one.</summary>
    [Layout(typeof(Layout))]
    public sealed class Organisations : UiComponent
    {
        protected override void BuildRenderTree(RenderTreeBuilder builder)
        {
            builder.OpenComponent<PageHead>(0);
            builder.AddComponentParameter(1, nameof(PageHead.Title), T("組織の一覧", "Organisations"));
            builder.CloseComponent();
            builder.AddMarkupContent(2, $"<h1>{T("組織の一覧", "Organisations")}</h1>");
        }
    }

    private static async Task<string> RequestAsync(PageContext context, Func<IResult>? answer = null)
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        builder.Services.AddRoutingCore();
        builder.Services.AddRazorComponents();
        builder.Services.AddSingleton(HtmlEncoder.Create(UnicodeRanges.All));
        builder.Services.AddSingleton(context);
        builder.Services.AddCascadingValue(_ => context);
        await using var app = builder.Build();
        app.MapGet("/", () => answer?.Invoke() ?? new RazorComponentResult<Organisations>());
        await app.StartAsync(TestContext.Current.CancellationToken);
        using var client = new HttpClient(new SocketsHttpHandler(), disposeHandler: true);
        return await client.GetStringAsync(new Uri(app.Urls.Single()), TestContext.Current.CancellationToken);
    }
}
