using System.Text;
using Sakimori.Platform.Transparency;

namespace Sakimori.Platform.Tests.Transparency;

public sealed class SignedNoteTests
{
    // The key and the note of the tests of golang.org/x/mod/sumdb/note.
    private const string Key = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";
    private const string Secret = "AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz";
    private const string Text = "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n";
    private const string Signature = "x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=";
    private const string Note = $"{Text}\n— PeterNeumann {Signature}\n";

    [Fact]
    public void The_note_of_the_reference_implementation_is_signed_byte_for_byte_and_opened()
    {
        using var signer = new NoteSigner("PeterNeumann", Convert.FromBase64String(Secret).AsSpan(1));
        Assert.Equal(Key, signer.Key.ToString());
        Assert.Equal(Note, signer.Sign(Text));
        Assert.Equal(Text, SignedNote.Open(Encoding.UTF8.GetBytes(Note), NoteKey.Parse(Key)!).Value);
    }

    [Fact]
    public void No_part_of_a_key_and_no_changed_key_is_one()
    {
        for (var i = 0; i < Key.Length; i++)
        {
            Assert.Null(NoteKey.Parse(Key[i..].Remove(Key.Length - i - 1)));
            Assert.Null(NoteKey.Parse($"{Key[..i]}{(char)(Key[i] + 1)}{Key[(i + 1)..]}"));
        }

        Assert.Null(NoteKey.Parse("PeterNeumann+cc469956+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TWBADKEY=="));
        Assert.Null(NoteKey.Parse("PeterNeumann+173116ae+ZRpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"));
    }

    [Fact]
    public void A_note_with_any_byte_changed_is_refused()
    {
        var key = NoteKey.Parse(Key)!;
        var note = Encoding.UTF8.GetBytes(Note);
        for (var i = 0; i < note.Length; i++)
        {
            note[i] ^= 1;
            Assert.False(SignedNote.Open(note, key).Succeeded, $"Byte {i}");
            note[i] ^= 1;
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("\n")]
    [InlineData(Text)]
    [InlineData($"{Text}\n")]
    [InlineData($"{Text}— PeterNeumann {Signature}\n")]
    [InlineData($"{Text}\n— PeterNeumann {Signature}")]
    [InlineData($"{Text}\n— PeterNeumann {Signature}\nmore\n")]
    [InlineData($"{Text}\n- PeterNeumann {Signature}\n")]
    [InlineData($"{Text}\n— {Signature}\n")]
    [InlineData($"{Text}\n— PeterNeumann AAAA\n")]
    [InlineData($"{Text}\r\n\n— PeterNeumann {Signature}\n")]
    public void What_is_no_note_is_refused(string note)
        => Assert.False(SignedNote.Open(Encoding.UTF8.GetBytes(note), NoteKey.Parse(Key)!).Succeeded);

    [Fact]
    public void Signatures_of_others_are_passed_over_and_a_false_one_of_a_known_key_refuses_the_note()
    {
        using var other = new NoteSigner("other.example/key", new byte[32]);
        var line = other.Sign(Text)[(Text.Length + 1)..];
        Assert.Equal(Text, SignedNote.Open(Encoding.UTF8.GetBytes($"{Text}\n{line}— PeterNeumann {Signature}\n"), NoteKey.Parse(Key)!).Value);
        Assert.False(SignedNote.Open(Encoding.UTF8.GetBytes($"{Text}\n{line}"), NoteKey.Parse(Key)!).Succeeded);
        var falseLine = other.Sign("something else\n")["something else\n\n".Length..];
        Assert.False(SignedNote.Open(Encoding.UTF8.GetBytes($"{Text}\n{falseLine}— PeterNeumann {Signature}\n"), NoteKey.Parse(Key)!, other.Key).Succeeded);
    }

    [Fact]
    public void The_checkpoint_of_the_specification_is_read_and_written()
    {
        const string Published = "example.com/behind-the-sofa\n20852163\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n";
        var checkpoint = Checkpoint.Parse(Published)!;
        Assert.Equal(("example.com/behind-the-sofa", 20_852_163L), (checkpoint.Origin, checkpoint.Size));
        Assert.Equal(Published, checkpoint.ToString());
        Assert.Equal(["one", "two"], Checkpoint.Parse($"{Published}one\ntwo\n")!.Extensions);
        foreach (var wrong in (string[])["", Published[..^1], $"\n{Published}", Published.Replace("20852163", "020852163", StringComparison.Ordinal),
            Published.Replace("20852163", "-1", StringComparison.Ordinal), Published.Replace("2I=", "2J=", StringComparison.Ordinal), $"{Published}\n", "a\n1\n"])
            Assert.Null(Checkpoint.Parse(wrong));
    }
}
