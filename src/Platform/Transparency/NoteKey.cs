using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Org.BouncyCastle.Math.EC.Rfc8032;

namespace Sakimori.Platform.Transparency;

/// <summary>A public key that checks signed notes (C2SP signed-note): Ed25519 under a name.</summary>
public sealed record NoteKey
{
    /// <summary>The length of a key in bytes.</summary>
    public const int Length = 32;

    private const byte Ed25519Kind = 1;
    private readonly byte[] key;

    private NoteKey(string name, byte[] key)
    {
        (Name, this.key) = (name, key);
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData([.. Encoding.UTF8.GetBytes(name), (byte)'\n', Ed25519Kind, .. key], hash);
        Id = BinaryPrimitives.ReadUInt32BigEndian(hash);
    }

    /// <summary>The name that signatures carry, such as <c>portal.example/audit</c>: no spaces, no plus.</summary>
    public string Name { get; }

    /// <summary>The first four bytes of the hash of name, kind and key.</summary>
    public uint Id { get; }

    /// <summary>The 32 bytes of the key.</summary>
    public ReadOnlySpan<byte> Bytes => key;

    /// <summary>A key from its bytes.</summary>
    /// <exception cref="ArgumentException">The name is none, or the key has not 32 bytes.</exception>
    public static NoteKey Of(string name, ReadOnlySpan<byte> key)
    {
        if (!IsName(name) || key.Length != Length)
            throw new ArgumentException("This is no key of signed notes.", nameof(name));
        return new(name, key.ToArray());
    }

    /// <summary>A key as <see cref="ToString"/> writes it, <c>name+0123abcd+base64</c>; null for anything else, also for a key of another kind.</summary>
    public static NoteKey? Parse(string text)
    {
        if (text.Split('+', 3) is not [var name, { Length: 8 } id, var encoded] || !IsName(name))
            return null;
        var bytes = new byte[1 + Length];
        if (!Convert.TryFromBase64String(encoded, bytes, out var written) || written != bytes.Length || bytes[0] != Ed25519Kind)
            return null;
        var key = new NoteKey(name, bytes[1..]);
        return key.ToString() == text ? key : null;
    }

    /// <summary>Whether a signature is this key's over a text.</summary>
    public bool Verifies(ReadOnlySpan<byte> text, ReadOnlySpan<byte> signature)
        => signature.Length == Ed25519.SignatureSize
            && Ed25519.Verify(signature.ToArray(), 0, key, 0, text.ToArray(), 0, text.Length);

    /// <summary>The form in which keys are handed on: name, id in hexadecimal digits and key, with a plus between.</summary>
    public override string ToString()
        => $"{Name}+{Id.ToString("x8", CultureInfo.InvariantCulture)}+{Convert.ToBase64String([Ed25519Kind, .. key])}";

    /// <inheritdoc/>
    public bool Equals(NoteKey? other) => other is not null && Name == other.Name && key.AsSpan().SequenceEqual(other.key);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Name, Id);

    internal static bool IsName(string name)
        => name.Length > 0 && !name.Contains('+') && !name.Any(c => char.IsWhiteSpace(c) || char.IsControl(c));
}
