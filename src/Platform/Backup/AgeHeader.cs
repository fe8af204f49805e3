using System.Security.Cryptography;
using System.Text;
using Org.BouncyCastle.Math.EC.Rfc7748;

namespace Sakimori.Platform.Backup;

/// <summary>
/// The header of a file in the age format, version 1 (C2SP, age-encryption.org/v1): the file's key, wrapped for each recipient, and a code over
/// it all. Written for X25519; what was wrapped in other ways is passed over when it is read.
/// </summary>
internal static class AgeHeader
{
    private const string Version = "age-encryption.org/v1";
    private const string Kind = "X25519";
    private const int KeyLength = 16;
    private const int TagLength = 16;
    private const int Columns = 64;

    // A header of a thousand recipients fits; one without an end does not fill the memory.
    private const int Longest = 256 * 1024;

    private static readonly byte[] Zeros = new byte[12];

    /// <summary>Makes a file key and the header that hands it to recipients.</summary>
    public static (byte[] Key, byte[] Header) Make(IEnumerable<AgeRecipient> recipients)
    {
        var key = RandomNumberGenerator.GetBytes(KeyLength);
        var text = new StringBuilder(Version).Append('\n');
        foreach (var recipient in recipients)
        {
            var secret = RandomNumberGenerator.GetBytes(AgeIdentity.Length);
            var share = new byte[AgeIdentity.Length];
            X25519.ScalarMultBase(secret, 0, share, 0);
            var agreed = AgeIdentity.Agree(secret, recipient.Key) ?? throw new ArgumentException("The recipient agrees with everybody.", nameof(recipients));
            using var cipher = new ChaCha20Poly1305(WrapKey(agreed, share, recipient));
            var wrapped = new byte[KeyLength + TagLength];
            cipher.Encrypt(Zeros, key, wrapped.AsSpan(0, KeyLength), wrapped.AsSpan(KeyLength));
            text.Append("-> ").Append(Kind).Append(' ').Append(Base64(share)).Append('\n').Append(Base64(wrapped)).Append('\n');
        }

        text.Append("---");
        var code = Code(key, Encoding.ASCII.GetBytes(text.ToString()));
        return (key, Encoding.ASCII.GetBytes(text.Append(' ').Append(Base64(code)).Append('\n').ToString()));
    }

    /// <summary>Reads the header off a stream; the file's key.</summary>
    /// <exception cref="AgeException">It is no such file, not for these identities, or altered.</exception>
    public static byte[] Read(Stream from, IReadOnlyList<AgeIdentity> identities)
    {
        var read = new MemoryStream();
        if (Line(from, read) != Version)
            throw new AgeException(AgeFault.NoAge);
        byte[]? key = null;
        while (true)
        {
            var line = Line(from, read);
            if (line.StartsWith("--- ", StringComparison.Ordinal))
            {
                if (key is null)
                    throw new AgeException(AgeFault.NotForUs);
                var covered = read.GetBuffer().AsSpan(0, (int)read.Length - (line.Length + 1) + "---".Length);
                return CryptographicOperations.FixedTimeEquals(Code(key, covered), Bytes(line[4..])) ? key : throw new AgeException(AgeFault.Altered);
            }

            var words = line.Split(' ');
            if (words is not ["->", _, ..])
                throw new AgeException(AgeFault.Altered);
            var body = new StringBuilder();
            string part;
            do
            {
                body.Append(part = Line(from, read));
            }
            while (part.Length == Columns);
            if (words is ["->", Kind, var share])
                key ??= Unwrap(Bytes(share), Bytes(body.ToString()), identities);
        }
    }

    private static byte[]? Unwrap(byte[] share, byte[] wrapped, IReadOnlyList<AgeIdentity> identities)
    {
        if (share.Length != AgeIdentity.Length || wrapped.Length != KeyLength + TagLength)
            throw new AgeException(AgeFault.Altered);
        foreach (var identity in identities)
        {
            if (identity.Agree(share) is not { } agreed)
                continue;
            try
            {
                using var cipher = new ChaCha20Poly1305(WrapKey(agreed, share, identity.Recipient));
                var key = new byte[KeyLength];
                cipher.Decrypt(Zeros, wrapped.AsSpan(0, KeyLength), wrapped.AsSpan(KeyLength), key);
                return key;
            }
            catch (AuthenticationTagMismatchException)
            {
                // For another identity.
            }
        }

        return null;
    }

    private static byte[] WrapKey(byte[] agreed, byte[] share, AgeRecipient recipient)
        => HKDF.DeriveKey(HashAlgorithmName.SHA256, agreed, 32, [.. share, .. recipient.Key], Encoding.ASCII.GetBytes($"{Version}/{Kind}"));

    private static byte[] Code(byte[] key, ReadOnlySpan<byte> covered)
        => HMACSHA256.HashData(HKDF.DeriveKey(HashAlgorithmName.SHA256, key, 32, [], "header"u8.ToArray()), covered);

    private static string Line(Stream from, MemoryStream read)
    {
        var start = (int)read.Length;
        while (read.Length < Longest)
        {
            switch (from.ReadByte())
            {
                case -1:
                    throw new AgeException(start == 0 ? AgeFault.NoAge : AgeFault.Altered);
                case '\n':
                    read.WriteByte((byte)'\n');
                    return Encoding.Latin1.GetString(read.GetBuffer(), start, (int)read.Length - start - 1);
                case var value:
                    read.WriteByte((byte)value);
                    if (start == 0 && read.Length > Version.Length)
                        throw new AgeException(AgeFault.NoAge);
                    break;
            }
        }

        throw new AgeException(AgeFault.Altered);
    }

    private static string Base64(byte[] bytes) => Convert.ToBase64String(bytes).TrimEnd('=');

    // Without padding, and in its one form alone.
    private static byte[] Bytes(string text)
    {
        var bytes = new byte[text.Length];
        return text.Length % 4 != 1 && Convert.TryFromBase64String(text.PadRight((text.Length + 3) / 4 * 4, '='), bytes, out var count)
            && Base64(bytes[..count]) == text ? bytes[..count] : throw new AgeException(AgeFault.Altered);
    }
}

/// <summary>Why a file cannot be decrypted.</summary>
internal enum AgeFault
{
    /// <summary>It does not begin as a file in the age format does.</summary>
    NoAge,

    /// <summary>None of the identities is one of its recipients.</summary>
    NotForUs,

    /// <summary>It was altered or cut short.</summary>
    Altered,
}

/// <summary>A file cannot be decrypted; the fault says why.</summary>
internal sealed class AgeException(AgeFault fault) : IOException($"The file cannot be decrypted: {fault}.")
{
    public AgeFault Fault { get; } = fault;
}
