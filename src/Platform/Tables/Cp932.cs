using System.Collections;
using System.Text;

namespace Sakimori.Platform.Tables;

/// <summary>
/// CP932, the Shift_JIS of Japanese Windows: which characters it holds, and under which of two code points it knows a character
/// that Unicode has twice.
/// </summary>
internal static class Cp932
{
    /// <summary>Stands for a character that CP932 cannot hold.</summary>
    public const char Missing = '〓';

    // JIS X 0208 signs that other systems map to the first code point and Windows to the second.
    private const string Elsewhere = "〜−‖¢£¬—¥‾¦";
    private const string Here = "～－∥￠￡￢―￥￣￤";

    /// <summary>Reads with U+FFFD for what is no CP932; never writes another character than it was given.</summary>
    public static Encoding Encoding { get; } = CodePagesEncodingProvider.Instance.GetEncoding(
        932, EncoderFallback.ExceptionFallback, new DecoderReplacementFallback("\uFFFD"))!;

    private static BitArray Held { get; } = FindHeld();

    /// <summary>The character as CP932 holds it; null when it cannot.</summary>
    public static char? Map(char character)
    {
        var at = Elsewhere.IndexOf(character);
        var mapped = at < 0 ? character : Here[at];
        return Held[mapped] ? mapped : null;
    }

    /// <summary>True for what the decoder makes of the bytes 80, A0 and FD to FF, which CP932 leaves undefined.</summary>
    public static bool IsUndefined(char decoded) => decoded is '\u0080' or (>= '\uF8F0' and <= '\uF8F3');

    /// <summary>
    /// The same text with the rows ED and EE, in which NEC's systems and other programs write IBM's extensions (髙, 﨑, ⅰ), moved to the
    /// rows FA to FC, where Windows writes them and the decoder knows them. Both keep one order of 360 kanji.
    /// </summary>
    public static ReadOnlySpan<byte> WithWindowsRows(ReadOnlySpan<byte> bytes)
    {
        if (!bytes.ContainsAny((byte)0xED, (byte)0xEE))
            return bytes;
        var moved = bytes.ToArray();
        for (var i = 0; i + 1 < moved.Length; i++)
        {
            if (moved[i] is not (>= 0x81 and <= 0x9F or >= 0xE0 and <= 0xFC) || moved[i + 1] is not (>= 0x40 and <= 0x7E or >= 0x80 and <= 0xFC))
                continue;
            if (moved[i] is 0xED or 0xEE)
                (moved[i], moved[i + 1]) = Moved(moved[i], moved[i + 1]);
            i++;
        }

        return moved;
    }

    private static (byte Lead, byte Trail) Moved(byte lead, byte trail)
    {
        const int kanji = 360, cells = 188;
        const int firstKanji = 0x5C - 0x40;
        var at = (lead - 0xED) * cells + trail - (trail > 0x7F ? 0x41 : 0x40);
        if (at < kanji)
        {
            var (row, cell) = Math.DivRem(firstKanji + at, cells);
            return ((byte)(0xFA + row), (byte)(cell + (cell < 63 ? 0x40 : 0x41)));
        }

        return trail switch
        {
            >= 0xEF and <= 0xF8 => (0xFA, (byte)(trail - 0xEF + 0x40)),
            0xF9 => (0x81, 0xCA),
            >= 0xFA => (0xFA, (byte)(trail - 0xFA + 0x55)),
            _ => (lead, trail),
        };
    }

    private static BitArray FindHeld()
    {
        var held = new BitArray(0x10000);
        Span<byte> bytes = stackalloc byte[2];
        Span<char> characters = stackalloc char[2];
        for (var code = 0; code < 0x10000; code++)
        {
            (bytes[0], bytes[1]) = ((byte)(code >> 8), (byte)code);
            var sequence = code < 0x100 ? bytes[1..] : bytes;
            if (Encoding.GetChars(sequence, characters) == 1)
                held[characters[0]] = true;
        }

        held['\uFFFD'] = false;
        foreach (var undefined in "\u0080\uF8F0\uF8F1\uF8F2\uF8F3")
            held[undefined] = false;
        return held;
    }
}
