using System.Buffers.Binary;
using System.Text;
using Sakimori.Kernel;

namespace Sakimori.Platform.Transparency;

/// <summary>A text that keys have signed (C2SP signed-note). Only what a known key has signed is ever read of it.</summary>
public static class SignedNote
{
    /// <summary>How long a note may be, in bytes: room for far more signatures than anybody needs.</summary>
    public const int Longest = 1 << 20;

    internal const string Mark = "\u2014 ";

    private const int MostSignatures = 100;

    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>
    /// The text, ending with its line feed, when one of the keys has signed it and no signature of a known key is false. Signatures of
    /// others are passed over. Fails when it is no note, when none of the keys has signed, or when a signature is false.
    /// </summary>
    public static Outcome<string> Open(ReadOnlySpan<byte> note, params IReadOnlyCollection<NoteKey> keys)
    {
        if (Text(note) is not { } all || Split(all) is not var (text, lines))
            return new Failure(FailureKind.Invalid, new("署名付きの文書（signed note）として読めません。", "This is not a signed note."));
        var (signed, known) = (Encoding.UTF8.GetBytes(text), false);
        foreach (var line in lines)
        {
            if (Signature(line) is not var (name, id, signature))
                return new Failure(FailureKind.Invalid, new($"署名の行を読めません：{line}", $"This is no line of a signature: {line}"));
            if (keys.FirstOrDefault(k => k.Name == name && k.Id == id) is not { } key)
                continue;
            if (!key.Verifies(signed, signature))
                return new Failure(FailureKind.Invalid, new($"{name} の署名が正しくありません。", $"The signature of {name} is false."));
            known = true;
        }

        return known ? text : new Failure(FailureKind.Invalid, new("知っている鍵による署名がありません。", "None of the known keys has signed it."));
    }

    /// <summary>True for what can be the text of a note.</summary>
    internal static bool IsText(string text) => text.EndsWith('\n') && !text.Any(c => c < ' ' && c != '\n');

    private static string? Text(ReadOnlySpan<byte> note)
    {
        if (note.Length > Longest)
            return null;
        try
        {
            var text = Strict.GetString(note);
            return IsText(text) ? text : null;
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }

    // The last empty line stands between; the text may have empty lines of its own.
    private static (string Text, string[] Lines)? Split(string note)
    {
        var end = note.LastIndexOf("\n\n", StringComparison.Ordinal);
        if (end < 0 || end + 2 == note.Length)
            return null;
        var lines = note[(end + 2)..^1].Split('\n');
        return lines.Length <= MostSignatures ? (note[..(end + 1)], lines) : null;
    }

    private static (string Name, uint Id, byte[] Bytes)? Signature(string line)
    {
        if (!line.StartsWith(Mark, StringComparison.Ordinal) || line[Mark.Length..].Split(' ') is not [var name, var encoded] || !NoteKey.IsName(name))
            return null;
        var bytes = new byte[encoded.Length];
        if (!Convert.TryFromBase64String(encoded, bytes, out var written) || written <= sizeof(uint))
            return null;
        return (name, BinaryPrimitives.ReadUInt32BigEndian(bytes), bytes[sizeof(uint)..written]);
    }
}
