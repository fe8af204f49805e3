using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Sakimori.Platform.Backup;

/// <summary>The body of a file in the age format: pieces of 64 KiB under ChaCha20-Poly1305, each numbered, the last one marked.</summary>
internal sealed class AgePayload : IDisposable
{
    public const int PieceLength = 64 * 1024;
    public const int TagLength = 16;
    public const int NonceLength = 16;

    private readonly ChaCha20Poly1305 cipher;
    private readonly byte[] number = new byte[12];
    private ulong next;

    public AgePayload(byte[] fileKey, byte[] nonce)
        => cipher = new(HKDF.DeriveKey(HashAlgorithmName.SHA256, fileKey, 32, nonce, "payload"u8.ToArray()));

    /// <summary>Encrypts the next piece with its tag behind it.</summary>
    public void Seal(ReadOnlySpan<byte> piece, Span<byte> into, bool last)
    {
        Number(last);
        cipher.Encrypt(number, piece, into[..piece.Length], into.Slice(piece.Length, TagLength));
    }

    /// <summary>Decrypts the next piece.</summary>
    /// <exception cref="AgeException">It is altered, or in another place than it was.</exception>
    public void Open(ReadOnlySpan<byte> piece, Span<byte> into, bool last)
    {
        Number(last);
        try
        {
            cipher.Decrypt(number, piece[..^TagLength], piece[^TagLength..], into[..(piece.Length - TagLength)]);
        }
        catch (AuthenticationTagMismatchException)
        {
            throw new AgeException(AgeFault.Altered);
        }
    }

    public void Dispose() => cipher.Dispose();

    private void Number(bool last)
    {
        BinaryPrimitives.WriteUInt64BigEndian(number.AsSpan(3, 8), next++);
        number[11] = last ? (byte)1 : (byte)0;
    }
}
