using System.Buffers;
using System.Text;
using System.Text.Unicode;
using Sakimori.Kernel;

namespace Sakimori.Platform.Tables;

/// <summary>The text of a file and the encoding in which it was written.</summary>
/// <param name="Characters">The text; U+FFFD stands for bytes that the encoding does not know.</param>
/// <param name="EncodingName">The encoding's name for the reader.</param>
/// <param name="Damage">How many such places there are.</param>
internal sealed record DecodedText(char[] Characters, Text EncodingName, int Damage)
{
    private static readonly SearchValues<char> Undefined = SearchValues.Create("\uFFFD\u0080\uF8F0\uF8F1\uF8F2\uF8F3");

    /// <summary>
    /// Tells the encoding by its byte order mark; without one the text is UTF-8 when it is well-formed or when more of its
    /// characters beyond ASCII are well-formed than not, and otherwise CP932.
    /// </summary>
    public static DecodedText From(ReadOnlySpan<byte> bytes)
    {
        if (bytes.StartsWith(Encoding.UTF8.Preamble))
            return Utf(bytes[3..], Encoding.UTF8, new("UTF-8(BOM あり)", "UTF-8 with BOM"));
        if (bytes.StartsWith(Encoding.Unicode.Preamble))
            return Utf(bytes[2..], Encoding.Unicode, new("UTF-16 LE(BOM あり)", "UTF-16 LE with BOM"));
        if (bytes.StartsWith(Encoding.BigEndianUnicode.Preamble))
            return Utf(bytes[2..], Encoding.BigEndianUnicode, new("UTF-16 BE(BOM あり)", "UTF-16 BE with BOM"));
        var damage = Utf8.IsValid(bytes) ? 0 : Utf8Damage(bytes);
        return damage is { } count
            ? Of(bytes, Encoding.UTF8, Text.Same("UTF-8")) with { Damage = count }
            : FromCp932(bytes);
    }

    private static DecodedText Utf(ReadOnlySpan<byte> bytes, Encoding encoding, Text name)
    {
        var text = Of(bytes, encoding, name);
        var replaced = text.Characters.AsSpan().Count('\uFFFD');
        if (replaced == 0)
            return text;
        // A well-formed file may hold U+FFFD itself: only a text that does not come back as the same bytes is damaged.
        var same = encoding.GetByteCount(text.Characters) == bytes.Length
            && encoding.GetBytes(text.Characters).AsSpan().SequenceEqual(bytes);
        return same ? text : text with { Damage = replaced };
    }

    private static DecodedText FromCp932(ReadOnlySpan<byte> bytes)
    {
        var text = Of(Cp932.WithWindowsRows(bytes), Cp932.Encoding, Text.Same("CP932 (Shift_JIS)"));
        var rest = text.Characters.AsSpan();
        var damage = 0;
        for (int at; (at = rest.IndexOfAny(Undefined)) >= 0; rest = rest[(at + 1)..])
        {
            rest[at] = '\uFFFD';
            damage++;
        }

        return text with { Damage = damage };
    }

    private static DecodedText Of(ReadOnlySpan<byte> bytes, Encoding encoding, Text name)
    {
        var characters = GC.AllocateUninitializedArray<char>(encoding.GetCharCount(bytes));
        encoding.GetChars(bytes, characters);
        return new(characters, name, 0);
    }

    // The number of malformed places when the text is UTF-8 all the same; null when it is not.
    private static int? Utf8Damage(ReadOnlySpan<byte> bytes)
    {
        int formed = 0, malformed = 0;
        for (int at; (at = bytes.IndexOfAnyExceptInRange((byte)0, (byte)0x7F)) >= 0;)
        {
            bytes = bytes[at..];
            if (Rune.DecodeFromUtf8(bytes, out _, out var length) == OperationStatus.Done)
                formed++;
            else
                malformed++;
            bytes = bytes[length..];
        }

        return formed > malformed ? malformed : null;
    }
}
