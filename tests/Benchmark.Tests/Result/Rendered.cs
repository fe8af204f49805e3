using System.Text.Encodings.Web;
using System.Text.Unicode;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Sakimori.Benchmark.Pages.Result;
using Sakimori.Kernel;
using Sakimori.Web;
using Sakimori.Web.Components;
using Sakimori.Web.Html;

namespace Sakimori.Benchmark.Tests.Result;

/// <summary>Renders pages of the module without a server.</summary>
internal static class Rendered
{
    public static string Result(ResultModel model, Language language, ResultWays? ways = null)
    {
        using var html = new HtmlWriter(language);
        ResultPages.Document(model, ways ?? new ResultWays { Root = "/benchmark/results/1" }).WriteTo(html, new(language, "/benchmark", null, [], []));
        return html.ToString();
    }

    public static async Task<string> PageAsync<TPage>(Language language, Dictionary<string, object?> parameters)
        where TPage : IComponent
    {
        var services = new ServiceCollection()
            .AddLogging()
            .AddSingleton(HtmlEncoder.Create(UnicodeRanges.All))
            .AddCascadingValue(_ => new PageContext(language, "/benchmark", null, [], []));
        await using var provider = services.BuildServiceProvider();
        await using var renderer = new HtmlRenderer(provider, NullLoggerFactory.Instance);
        return await renderer.Dispatcher.InvokeAsync(async () =>
        {
            var root = await renderer.RenderComponentAsync<LayoutView>(ParameterView.FromDictionary(new Dictionary<string, object?>
            {
                [nameof(LayoutView.Layout)] = typeof(Layout),
                [nameof(LayoutView.ChildContent)] = (RenderFragment)(builder =>
                {
                    builder.OpenComponent<TPage>(0);
                    builder.AddMultipleAttributes(1, parameters!);
                    builder.CloseComponent();
                }),
            }));
            return root.ToHtmlString();
        });
    }
}
