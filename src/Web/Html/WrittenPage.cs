using System.Buffers;
using System.Text;
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

    /// <inheritdoc/>
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var page = httpContext.RequestServices.GetRequiredService<PageContext>();
        var response = httpContext.Response;
        var encoded = Encoded(page, out var length);
        try
        {
            response.ContentType = "text/html; charset=utf-8";
            response.ContentLength = length;

            // Once the head is out, the connection takes the body in one piece.
            await response.StartAsync(httpContext.RequestAborted);
            encoded.AsSpan(0, length).CopyTo(response.BodyWriter.GetSpan(length));
            response.BodyWriter.Advance(length);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(encoded);
        }

        // The buffer is free again while a slow reader takes the page.
        await response.BodyWriter.FlushAsync(httpContext.RequestAborted);
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

    // The whole document as UTF-8, in a rented buffer.
    private byte[] Encoded(PageContext page, out int length)
    {
        using var html = new HtmlWriter(page.Language, Length);
        WriteTo(html, page);
        var buffer = ArrayPool<byte>.Shared.Rent(Encoding.UTF8.GetMaxByteCount(html.Written.Length));
        length = Encoding.UTF8.GetBytes(html.Written, buffer);
        return buffer;
    }
}
