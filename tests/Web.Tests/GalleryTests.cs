using System.Text.RegularExpressions;
using Sakimori.Kernel;

namespace Sakimori.Web.Tests;

public sealed partial class GalleryTests
{
    public static TheoryData<Type, Language> All => Pages.All;

    [Theory]
    [MemberData(nameof(All))]
    public async Task No_component_writes_inline_style_or_script(Type page, Language language)
    {
        var html = await Pages.RenderAsync(page, language);
        Assert.DoesNotContain("style=", html);
        Assert.DoesNotContain("<style", html);
        Assert.DoesNotMatch(InlineHandler(), html);
        Keep(page, language, html);
    }

    [Theory]
    [MemberData(nameof(All))]
    public async Task Ids_are_unique_and_every_reference_leads_to_one(Type page, Language language)
    {
        var html = await Pages.RenderAsync(page, language);
        var ids = Ids().Matches(html).Select(m => m.Groups[1].Value).ToList();
        Assert.Equal(ids.Count, ids.Distinct().Count());
        var references = References().Matches(html).SelectMany(m => m.Groups[1].Value.Split(' '))
            .Concat(Fragments().Matches(html).Select(m => m.Groups[1].Value));
        Assert.Empty(references.Except(ids));
    }

    [Theory]
    [MemberData(nameof(All))]
    public async Task English_pages_hold_no_Japanese_sentence(Type page, Language language)
    {
        var html = await Pages.RenderAsync(page, language);
        if (language == Language.En)
            Assert.DoesNotMatch("[。、]|です|ます", html);
        else
            Assert.Matches("です|ます|。", html);
    }

    [GeneratedRegex(" on[a-z]+=|javascript:")]
    private static partial Regex InlineHandler();

    [GeneratedRegex("\\bid=\"([^\"]+)\"")]
    private static partial Regex Ids();

    [GeneratedRegex("\\b(?:for|aria-labelledby|aria-describedby)=\"([^\"]+)\"")]
    private static partial Regex References();

    [GeneratedRegex("(?:href=\"|url\\()#([^\")]+)")]
    private static partial Regex Fragments();

    // SAKIMORI_GALLERY names a folder in which the pages are kept for looking at.
    private static void Keep(Type page, Language language, string html)
    {
        if (Environment.GetEnvironmentVariable("SAKIMORI_GALLERY") is not { Length: > 0 } folder)
            return;
        System.IO.Directory.CreateDirectory(folder);
        var assembly = typeof(UiComponent).Assembly;
        foreach (var name in assembly.GetManifestResourceNames().Where(n => n.StartsWith("asset/", StringComparison.Ordinal)))
        {
            using var asset = assembly.GetManifestResourceStream(name)!;
            using var text = new StreamReader(asset);
            File.WriteAllText(Path.Combine(folder, name["asset/".Length..]), text.ReadToEnd());
        }

        File.WriteAllText(Path.Combine(folder, $"{page.Name}-{language.Code()}.html"), Regex.Replace(html, "/assets/([a-z.]+)\\?v=[0-9a-f]+", "$1"));
    }
}
