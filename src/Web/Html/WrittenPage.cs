using System.IO.Pipelines;
using System.Text;
using System.Text.Unicode;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Sakimori.Kernel;
using Sakimori.Web.Components;

namespace Sakimori.Web.Html;

/// <summary>A page that is written directly: into one pooled buffer, which then goes out as UTF-8 with its length (ADR 0013).</summary>
/// <param name="title">Its title without the product's name, see <see cref="PageHead.Title"/>.</param>
/// <param name="write">Writes what stands within the layout.</param>
public sealed class WrittenPage(Text title, Action<HtmlWriter, PageContext> write) : IResult
{
    // A page of this kind is about so long; a longer one makes the buffer grow.
    private const int Length = 1 << 17;

    // No smaller piece of a buffer is asked of the answer: a character takes up to three bytes.
    private const int LeastRoom = 64;

    /// <inheritdoc/>
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var page = httpContext.RequestServices.GetRequiredService<PageContext>();
        using (var html = new HtmlWriter(page.Language, Length))
        {
            WriteTo(html, page);
            httpContext.Response.ContentType = "text/html; charset=utf-8";
            httpContext.Response.ContentLength = Encoding.UTF8.GetByteCount(html.Written);

            // Once the head is out, the body is encoded into the connection's own buffers.
            await httpContext.Response.StartAsync(httpContext.RequestAborted);
            Encode(html.Written, httpContext.Response.BodyWriter);
        }

        // The buffer is free again while a slow reader takes the page.
        await httpContext.Response.BodyWriter.FlushAsync(httpContext.RequestAborted);
    }

    /// <summary>Writes the document.</summary>
    public void WriteTo(HtmlWriter html, PageContext page)
    {
        var frame = new LayoutFrame(html, page);
        frame.Head();
        html.Add($"{title} – ");
        frame.Top();
        write(html, page);
        frame.Bottom();
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
