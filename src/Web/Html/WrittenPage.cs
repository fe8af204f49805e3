using System.Buffers;
using System.IO.Pipelines;
using System.Text;
using System.Text.Unicode;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Sakimori.Web.Components;

namespace Sakimori.Web.Html;

/// <summary>
/// A page of which much is written directly: layout and frame are rendered as Razor, and where a <see cref="Written"/> part stands it
/// is written into the same buffer, which then goes out as UTF-8 with its length.
/// </summary>
/// <typeparam name="TPage">The page.</typeparam>
/// <param name="parameters">Its parameters.</param>
public sealed class WrittenPage<TPage>(IReadOnlyDictionary<string, object?> parameters) : IResult
    where TPage : IComponent
{
    // A page of this kind is about so long; a longer one makes the buffer grow.
    private const int Length = 1 << 17;

    // No smaller piece of a buffer is asked of the answer: a character takes up to three bytes.
    private const int LeastRoom = 64;

    /// <inheritdoc/>
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var services = httpContext.RequestServices;
        var page = services.GetRequiredService<PageContext>();
        var parts = page.Parts ?? throw new InvalidOperationException("The request's context has no place for written parts.");
        using (var html = new HtmlWriter(page.Language, Length))
        {
            // Only this page knows what the marks stand for: what answers in its stead after a fault shall have none.
            parts.Open = true;
            try
            {
                await RenderAsync(services, html, parts);
            }
            finally
            {
                parts.Open = false;
            }

            httpContext.Response.ContentType = "text/html; charset=utf-8";
            httpContext.Response.ContentLength = Encoding.UTF8.GetByteCount(html.Written);

            // Once the head is out, the body is encoded into the connection's own buffers.
            await httpContext.Response.StartAsync(httpContext.RequestAborted);
            Encode(html.Written, httpContext.Response.BodyWriter);
        }

        // The buffer is free again while a slow reader takes the page.
        await httpContext.Response.BodyWriter.FlushAsync(httpContext.RequestAborted);
    }

    private async Task RenderAsync(IServiceProvider services, HtmlWriter html, WrittenParts parts)
    {
        await using var renderer = new HtmlRenderer(services, services.GetRequiredService<ILoggerFactory>());
        await renderer.Dispatcher.InvokeAsync(async () =>
        {
            var root = await renderer.RenderComponentAsync<LayoutView>(ParameterView.FromDictionary(new Dictionary<string, object?>
            {
                [nameof(LayoutView.Layout)] = typeof(Layout),
                [nameof(LayoutView.ChildContent)] = (RenderFragment)Page,
            }));
            using var writer = new PartsWriter(html, parts);
            root.WriteHtmlTo(writer);
        });
    }

    private void Page(RenderTreeBuilder builder)
    {
        builder.OpenComponent<TPage>(0);
        builder.AddMultipleAttributes(1, parameters!);
        builder.CloseComponent();
    }

    private static void Encode(ReadOnlySpan<char> text, PipeWriter body)
    {
        while (text.Length > 0)
        {
            Utf8.FromUtf16(text, body.GetSpan(LeastRoom), out var read, out var written);
            body.Advance(written);
            text = text[read..];
        }
    }
}

/// <summary>Takes what the renderer writes, and at the marks of parts writes those.</summary>
internal sealed class PartsWriter(HtmlWriter html, WrittenParts parts) : TextWriter
{
    /// <inheritdoc/>
    public override Encoding Encoding => Encoding.Unicode;

    /// <inheritdoc/>
    public override void Write(char value) => html.Raw([value]);

    /// <inheritdoc/>
    public override void Write(char[] buffer, int index, int count) => html.Raw(buffer.AsSpan(index, count));

    /// <inheritdoc/>
    public override void Write(ReadOnlySpan<char> buffer) => html.Raw(buffer);

    /// <inheritdoc/>
    public override void Write(string? value)
    {
        if (value is null)
            return;
        if (parts.At(value) is { } write)
            write(html);
        else
            html.Raw(value);
    }
}
