using System.IO.Compression;
using System.Runtime.InteropServices;
using System.Xml;

namespace Sakimori.Platform.Tables.Xlsx;

/// <summary>
/// The parts of an XLSX file (a zip, ECMA-376 part 2), unpacked only as far as the limits go: by what really comes out, whatever
/// the file says of itself.
/// </summary>
internal sealed class Package : IDisposable
{
    private const int FreeOfRatio = 8 * 1024 * 1024;
    private readonly ReadOnlyMemory<byte> file;
    private readonly Dictionary<string, ZipArchiveEntry> parts = new(StringComparer.OrdinalIgnoreCase);
    private readonly long mayUnpack;
    private ZipArchive? archive;
    private long unpacked;

    public Package(ReadOnlyMemory<byte> file, TableLimits limits)
    {
        this.file = file;
        mayUnpack = Math.Min(limits.Unpacked, Math.Max(FreeOfRatio, (long)file.Length * limits.Ratio));
        // Every entry of a zip's directory begins with this mark, so that it need not be parsed to know that it is too long.
        Exceeded = file.Span.Count("PK\u0001\u0002"u8) > limits.Parts;
    }

    /// <summary>True once a limit was passed; from then on every part seems to end.</summary>
    public bool Exceeded { get; private set; }

    /// <summary>Reads the zip's directory.</summary>
    /// <exception cref="InvalidDataException">It is damaged.</exception>
    public void Open()
    {
        var bytes = MemoryMarshal.TryGetArray(file, out var array) ? array : file.ToArray();
        archive = new(new MemoryStream(bytes.Array!, bytes.Offset, bytes.Count, writable: false), ZipArchiveMode.Read);
        foreach (var entry in archive.Entries)
            parts.TryAdd(entry.FullName.Replace('\\', '/').TrimStart('/'), entry);
    }

    /// <summary>The XML of a part; null when the part is missing.</summary>
    public Xml? Part(string path) => parts.TryGetValue(path, out var entry) ? new(new Counted(entry.Open(), this)) : null;

    /// <inheritdoc/>
    public void Dispose() => archive?.Dispose();

    private int Count(ReadOnlySpan<byte> chunk)
    {
        unpacked += chunk.Length;
        Exceeded |= unpacked > mayUnpack;
        return Exceeded ? 0 : chunk.Length;
    }

    /// <summary>A part that ends early when the package has unpacked too far, or when one tag or text grows past a mebibyte.</summary>
    private sealed class Counted(Stream inner, Package package) : Stream
    {
        private const int LongestRun = 1024 * 1024;
        private int run;

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public override int Read(Span<byte> buffer)
        {
            var read = inner.Read(buffer);
            var chunk = buffer[..read];
            var end = chunk.LastIndexOf((byte)'>');
            run = end < 0 ? run + read : read - end - 1;
            if (run > LongestRun)
                throw new InvalidDataException("A tag or a text of the part has no end.");
            return package.Count(chunk);
        }

        public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

        public override void Flush() => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        protected override void Dispose(bool disposing)
        {
            if (disposing)
                inner.Dispose();
            base.Dispose(disposing);
        }
    }
}
