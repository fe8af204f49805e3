using System.Security.Cryptography;

namespace Sakimori.Platform.Backup;

/// <summary>
/// Encrypts what is written to it to recipients, in the age format. What is not <see cref="CompleteAsync">completed</see> does not decrypt: an
/// interrupted file never passes for a whole one.
/// </summary>
internal sealed class AgeWriter : Stream
{
    private readonly Stream into;
    private readonly AgePayload payload;
    private readonly byte[] piece = new byte[AgePayload.PieceLength];
    private readonly byte[] written = new byte[AgePayload.PieceLength + AgePayload.TagLength];
    private int held;

    private AgeWriter(Stream into, AgePayload payload) => (this.into, this.payload) = (into, payload);

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    /// <summary>Writes the header and is ready for the content. The stream beneath stays open.</summary>
    public static async Task<AgeWriter> BeginAsync(Stream into, IReadOnlyList<AgeRecipient> recipients, CancellationToken cancel)
    {
        ArgumentOutOfRangeException.ThrowIfZero(recipients.Count);
        var (key, header) = AgeHeader.Make(recipients);
        var nonce = RandomNumberGenerator.GetBytes(AgePayload.NonceLength);
        await into.WriteAsync(header, cancel);
        await into.WriteAsync(nonce, cancel);
        var payload = new AgePayload(key, nonce);
        CryptographicOperations.ZeroMemory(key);
        return new(into, payload);
    }

    /// <summary>Writes the last piece.</summary>
    public async Task CompleteAsync(CancellationToken cancel)
    {
        payload.Seal(piece.AsSpan(0, held), written, last: true);
        await into.WriteAsync(written.AsMemory(0, held + AgePayload.TagLength), cancel);
        held = 0;
        await into.FlushAsync(cancel);
    }

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        while (buffer.Length > 0)
        {
            // The last piece may be full; it is sealed when there is more, or as the last.
            if (held == piece.Length)
            {
                payload.Seal(piece, written, last: false);
                await into.WriteAsync(written, cancellationToken);
                held = 0;
            }

            var count = Math.Min(buffer.Length, piece.Length - held);
            buffer[..count].CopyTo(piece.AsMemory(held));
            held += count;
            buffer = buffer[count..];
        }
    }

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
        => WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    // Whoever writes to a response may only do so without blocking, so nothing else is offered.
    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Flush()
    {
    }

    public override Task FlushAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            payload.Dispose();
        base.Dispose(disposing);
    }
}
