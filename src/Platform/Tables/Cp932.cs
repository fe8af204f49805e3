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
