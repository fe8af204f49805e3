using System.Buffers;
using System.Globalization;

namespace Sakimori.Platform.Tables.Xlsx;

/// <summary>
/// The escapes <c>_xHHHH_</c> of strings in a workbook (ECMA-376 part 1, 22.9.2.19, ST_Xstring) for characters that XML cannot hold
/// or would change.
/// </summary>
internal static class EscapedText
{
    private const int Length = 7;

    /// <summary>Undoes the escapes.</summary>
    public static void Decode(ReadOnlySpan<char> text, IBufferWriter<char> into)
    {
        for (int at; (at = text.IndexOf("_x")) >= 0;)
        {
            if (IsEscape(text[at..]))
            {
                into.Write(text[..at]);
                into.Write([(char)ushort.Parse(text.Slice(at + 2, 4), NumberStyles.AllowHexSpecifier)]);
                text = text[(at + Length)..];
            }
            else
            {
                into.Write(text[..(at + 1)]);
                text = text[(at + 1)..];
            }
        }

        into.Write(text);
    }

    /// <summary>Escapes what XML cannot hold, carriage returns, and what would read as an escape.</summary>
    public static string Encode(string text)
    {
        var clean = true;
        for (var i = 0; i < text.Length && clean; i++)
            clean = !MustEscape(text, i);
        if (clean)
            return text;
        var escaped = new System.Text.StringBuilder(text.Length + Length);
        for (var i = 0; i < text.Length; i++)
        {
            if (MustEscape(text, i))
                escaped.Append($"_x{(int)text[i]:X4}_");
            else
                escaped.Append(text[i]);
        }

        return escaped.ToString();
    }

    private static bool MustEscape(string text, int at) => text[at] switch
    {
        '\t' or '\n' => false,
        < ' ' or '\uFFFE' or '\uFFFF' => true,
        '_' => IsEscape(text.AsSpan(at)),
        var c when char.IsHighSurrogate(c) => at + 1 == text.Length || !char.IsLowSurrogate(text[at + 1]),
        var c when char.IsLowSurrogate(c) => at == 0 || !char.IsHighSurrogate(text[at - 1]),
        _ => false,
    };

    private static bool IsEscape(ReadOnlySpan<char> text)
        => text.Length >= Length && text[0] == '_' && text[1] == 'x' && text[6] == '_'
            && char.IsAsciiHexDigit(text[2]) && char.IsAsciiHexDigit(text[3]) && char.IsAsciiHexDigit(text[4]) && char.IsAsciiHexDigit(text[5]);
}
