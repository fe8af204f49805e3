using System.Buffers;
using System.Runtime.CompilerServices;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using Sakimori.Kernel;

namespace Sakimori.Web.Html;

/// <summary>
/// Writes HTML piece by piece into a pooled buffer: what stands literally in the source is markup, every hole is encoded. Nothing
/// but a literal of the source can become markup, so no reader's text can.
/// </summary>
/// <param name="language">The reader's language.</param>
/// <param name="expected">About how many characters will be written.</param>
public sealed class HtmlWriter(Language language, int expected = 1 << 12) : IDisposable
{
    private const int LongestFormatted = 64;

    /// <summary>How every page encodes texts: Japanese as it is, what means something to HTML as references.</summary>
    public static HtmlEncoder Encoder { get; } = HtmlEncoder.Create(UnicodeRanges.All);

    // What the encoder leaves as it is, asked of itself: texts of nothing else are copied.
    private static readonly SearchValues<char> PlainLatin = SearchValues.Create(PlainUpTo(0x80));
    private static readonly SearchValues<char> Plain = SearchValues.Create(PlainUpTo(0x10000));

    private char[] buffer = ArrayPool<char>.Shared.Rent(expected);
    private int length;

    /// <summary>The reader's language.</summary>
    public Language Language => language;

    /// <summary>What has been written so far; valid until more is written.</summary>
    public ReadOnlySpan<char> Written => buffer.AsSpan(0, length);

#pragma warning disable CA1822 // The compiler hands this writer to the handlers, which do the work.
    /// <summary>Writes markup; its holes are encoded. Within a hole further pieces may be written: they come to stand there.</summary>
    public Fragment Add([InterpolatedStringHandlerArgument("")] ref Markup markup) => default;

    /// <summary>Writes a text with holes in the reader's language; text and holes are encoded. The other language is not even put together.</summary>
    public Fragment T([InterpolatedStringHandlerArgument("")] ref InJapanese ja, [InterpolatedStringHandlerArgument("")] ref InEnglish en) => default;
#pragma warning restore CA1822

    /// <summary>The text in the reader's language.</summary>
    public string T(string ja, string en) => language == Language.Ja ? ja : en;

    /// <inheritdoc cref="T(string, string)"/>
    public string T(Text text) => text.In(language);

    /// <inheritdoc/>
    public override string ToString() => Written.ToString();

    /// <summary>What has been written so far, taken out of the buffer.</summary>
    public string Take()
    {
        var taken = Written.ToString();
        length = 0;
        return taken;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (buffer.Length > 0)
            ArrayPool<char>.Shared.Return(buffer);
        (buffer, length) = ([], 0);
    }

    /// <summary>Writes what is markup already: literals of the source, and what another writer or the renderer has written.</summary>
    internal void Raw(ReadOnlySpan<char> markup)
    {
        markup.CopyTo(Room(markup.Length));
        length += markup.Length;
    }

    /// <summary>Writes a text, encoded.</summary>
    internal void Encode(ReadOnlySpan<char> text)
    {
        var other = text.IndexOfAnyExcept(PlainLatin);
        if (other < 0 || (text[other] >= 0x80 && !text[other..].ContainsAnyExcept(Plain)))
        {
            Raw(text);
            return;
        }

        while (true)
        {
            var status = Encoder.Encode(text, Room(text.Length), out var consumed, out var written);
            length += written;
            text = text[consumed..];
            if (status != OperationStatus.DestinationTooSmall)
                return;
            Grow(buffer.Length);
        }
    }

    /// <summary>Writes a whole number.</summary>
    internal void Number(int number)
    {
        number.TryFormat(Room(11), out var written);
        length += written;
    }

    /// <summary>Writes a figure that formats itself to digits, points and signs that mean nothing to HTML.</summary>
    internal void Figure<T>(T figure)
        where T : ISpanFormattable
    {
        if (!figure.TryFormat(Room(LongestFormatted), out var written, default, null))
            throw new FormatException("The figure is too long.");
        length += written;
    }

    /// <summary>Writes points as a path of straight lines: <c>M1 2L3.5 4</c>.</summary>
    internal void Points(ReadOnlySpan<(double X, double Y)> points)
    {
        var room = Room(2 * LongestFormatted * points.Length);
        var at = 0;
        foreach (var (x, y) in points)
        {
            room[at] = at == 0 ? 'M' : 'L';
            at += 1 + Charts.SvgLength.Write(x, room[(at + 1)..]);
            room[at] = ' ';
            at += 1 + Charts.SvgLength.Write(y, room[(at + 1)..]);
        }

        length += at;
    }

    /// <summary>Writes a value by its format, encoded.</summary>
    internal void Formatted<T>(T value, string? format)
        where T : ISpanFormattable
    {
        Span<char> text = stackalloc char[LongestFormatted];
        if (value.TryFormat(text, out var written, format, null))
            Encode(text[..written]);
        else
            Encode(value.ToString(format, null));
    }

    private static string PlainUpTo(int end)
        => string.Concat(Enumerable.Range(0, end).Where(c => !char.IsSurrogate((char)c) && !Encoder.WillEncode(c)).Select(c => (char)c));

    private Span<char> Room(int needed)
    {
        if (buffer.Length - length < needed)
            Grow(needed);
        return buffer.AsSpan(length);
    }

    private void Grow(int needed)
    {
        ObjectDisposedException.ThrowIf(buffer.Length == 0, this);
        var larger = ArrayPool<char>.Shared.Rent(Math.Max(buffer.Length * 2, length + needed));
        Written.CopyTo(larger);
        ArrayPool<char>.Shared.Return(buffer);
        buffer = larger;
    }
}
