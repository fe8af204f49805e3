using System.Text.Encodings.Web;
using System.Text.Unicode;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Sakimori.Kernel;
using Sakimori.Web.Components;

namespace Sakimori.Web.Tests;

/// <summary>The pages of the gallery: every component at work, as whole documents.</summary>
internal static class Pages
{
    public static readonly TheoryData<Type, Language> All = new(
        from page in new[] { typeof(Gallery.Home), typeof(Gallery.Questions), typeof(Gallery.List), typeof(Gallery.Charts) }
        from language in Languages.All
        select (page, language));

    public static async Task<string> RenderAsync(Type page, Language language)
    {
        var services = new ServiceCollection()
            .AddLogging()
            .AddSingleton(HtmlEncoder.Create(UnicodeRanges.All))
            .AddCascadingValue(_ => Readers.Of(language, "/benchmark") with
            {
                ReaderName = page == typeof(Gallery.List) ? "防人 花子" : null,
                Notices = [new(new("これは見本のデータです。実在の組織の値ではありません。", "This is demonstration data. No figure belongs to a real organisation."))],
            });
        await using var provider = services.BuildServiceProvider();
        await using var renderer = new HtmlRenderer(provider, NullLoggerFactory.Instance);
        return await renderer.Dispatcher.InvokeAsync(async () =>
        {
            var root = await renderer.RenderComponentAsync<LayoutView>(ParameterView.FromDictionary(new Dictionary<string, object?>
            {
                [nameof(LayoutView.Layout)] = typeof(Layout),
                [nameof(LayoutView.ChildContent)] = (RenderFragment)(builder =>
                {
                    builder.OpenComponent(0, page);
                    builder.CloseComponent();
                }),
            }));
            return root.ToHtmlString();
        });
    }
}
