namespace Sakimori.Platform.Backup;

/// <summary>Decrypts a file in the age format. Nothing is given out that was not found unaltered; a file that was cut short ends in an error.</summary>
internal sealed class AgeReader : Stream
{
    private readonly Stream from;
    private readonly AgePayload payload;

    // A piece and the first byte of the next: only so is the last one known.
    private readonly byte[] read = new byte[AgePayload.PieceLength + AgePayload.TagLength + 1];
    private readonly byte[] piece = new byte[AgePayload.PieceLength];
    private int ahead;
    private int given;
    private int held;
    private bool first = true;
    private bool ended;

    private AgeReader(Stream from, AgePayload payload) => (this.from, this.payload) = (from, payload);

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    /// <summary>Reads the header. The stream beneath stays open.</summary>
    /// <exception cref="AgeException">The file is another one, for somebody else, or altered.</exception>
    public static AgeReader Open(Stream from, IReadOnlyList<AgeIdentity> identities)
    {
        var key = AgeHeader.Read(from, identities);
        var nonce = new byte[AgePayload.NonceLength];
        if (from.ReadAtLeast(nonce, nonce.Length, throwOnEndOfStream: false) < nonce.Length)
            throw new AgeException(AgeFault.Altered);
        return new(from, new AgePayload(key, nonce));
    }

    public override int Read(Span<byte> buffer)
    {
        while (given == held && !ended)
            Next();
        var count = Math.Min(buffer.Length, held - given);
        piece.AsSpan(given, count).CopyTo(buffer);
        given += count;
        return count;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            payload.Dispose();
        base.Dispose(disposing);
    }

    private void Next()
    {
        var count = ahead + from.ReadAtLeast(read.AsSpan(ahead), read.Length - ahead, throwOnEndOfStream: false);
        ended = count < read.Length;
        var length = ended ? count : count - 1;

        // The last piece is empty only where there is nothing at all.
        if (length < AgePayload.TagLength || (length == AgePayload.TagLength && !first))
            throw new AgeException(AgeFault.Altered);
        payload.Open(read.AsSpan(0, length), piece, ended);
        (first, given, held) = (false, 0, length - AgePayload.TagLength);
        if (!ended)
            (read[0], ahead) = (read[^1], 1);
    }
}
