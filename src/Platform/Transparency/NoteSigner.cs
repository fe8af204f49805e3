using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Org.BouncyCastle.Math.EC.Rfc8032;

namespace Sakimori.Platform.Transparency;

/// <summary>Signs notes with an Ed25519 key under a name.</summary>
public sealed class NoteSigner : IDisposable
{
    /// <summary>The length of a private key in bytes.</summary>
    public const int SecretLength = 32;

    private readonly byte[] secret;

    /// <summary>A signer.</summary>
    /// <param name="name">Its name: no spaces, no plus.</param>
    /// <param name="secret">32 random bytes; a copy is kept until this is disposed.</param>
    /// <exception cref="ArgumentException">The name is none, or the private key has another length.</exception>
    public NoteSigner(string name, ReadOnlySpan<byte> secret)
    {
        if (secret.Length != SecretLength)
            throw new ArgumentException("The private key has not 32 bytes.", nameof(secret));
        this.secret = secret.ToArray();
        var key = new byte[NoteKey.Length];
        Ed25519.GeneratePublicKey(this.secret, 0, key, 0);
        Key = NoteKey.Of(name, key);
    }

    /// <summary>The key that checks what this signs.</summary>
    public NoteKey Key { get; }

    /// <summary>The note: the text with this signature.</summary>
    /// <param name="text">The text; it ends with a line feed and has no other control characters.</param>
    /// <exception cref="ArgumentException">The text is not like that.</exception>
    public string Sign(string text)
    {
        if (!SignedNote.IsText(text))
            throw new ArgumentException("The text of a note ends with a line feed and has no other control characters.", nameof(text));
        var signed = Encoding.UTF8.GetBytes(text);
        var signature = new byte[sizeof(uint) + Ed25519.SignatureSize];
        BinaryPrimitives.WriteUInt32BigEndian(signature, Key.Id);
        Ed25519.Sign(secret, 0, signed, 0, signed.Length, signature, sizeof(uint));
        return $"{text}\n{SignedNote.Mark}{Key.Name} {Convert.ToBase64String(signature)}\n";
    }

    /// <inheritdoc/>
    public void Dispose() => CryptographicOperations.ZeroMemory(secret);
}
