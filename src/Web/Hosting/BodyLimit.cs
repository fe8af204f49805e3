using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Sakimori.Web.Hosting;

/// <summary>
/// Answers a body beyond its route's limit with 413 and the limit. The server by itself cuts the connection where the client still
/// sends, and forms take the cut for a mistake of theirs.
/// </summary>
internal static class BodyLimit
{
    private static readonly object Exceeded = new();

    /// <summary>Keeps bodies within the limits that routing has found.</summary>
    public static void UseBodyLimit(this WebApplication app)
        => app.Use((http, next) =>
        {
            if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is not { IsReadOnly: false, MaxRequestBodySize: { } limit } server
                || http.Features.Get<IHttpRequestBodyDetectionFeature>()?.CanHaveBody != true
                || http.Request.ContentLength <= limit)
                return next(http);

            // The server reads and drops for some seconds what still comes after the answer, if its own limit does not forbid it.
            server.MaxRequestBodySize = null;
            if (http.Request.ContentLength is null)
            {
                http.Request.Body = new LimitedBody(http, limit);
                return next(http);
            }

            http.Items[Exceeded] = limit;
            http.Response.StatusCode = StatusCodes.Status413PayloadTooLarge;
            return Task.CompletedTask;
        });

    /// <summary>The limit, in bytes, that the request's body is beyond; null when it is not.</summary>
    public static long? ExceededLimit(this HttpContext http) => (long?)http.Items[Exceeded];

    // A body of unknown length, counted while it is read.
    private sealed class LimitedBody(HttpContext http, long limit) : Stream
    {
        private readonly Stream body = http.Request.Body;
        private long count;

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => count;
            set => throw new NotSupportedException();
        }

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
            => Count(await body.ReadAsync(buffer, cancellationToken));

        public override async Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
            => Count(await body.ReadAsync(buffer.AsMemory(offset, count), cancellationToken));

        public override int Read(byte[] buffer, int offset, int count) => Count(body.Read(buffer, offset, count));

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        private int Count(int read)
        {
            count += read;
            if (count <= limit)
                return read;
            http.Items[Exceeded] = limit;
            throw new BadHttpRequestException("The body is beyond its limit.", StatusCodes.Status413PayloadTooLarge);
        }
    }
}
