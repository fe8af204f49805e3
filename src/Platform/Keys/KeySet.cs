using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;
using Sakimori.Kernel;

namespace Sakimori.Platform.Keys;

/// <summary>
/// The public keys of an issuer as a JSON Web Key Set (RFC 7517), with what was withdrawn of the things they sign: the file by which
/// anybody checks without asking the issuer.
/// </summary>
/// <param name="Issuer">The issuer's address.</param>
/// <param name="Keys">The keys, the newest first.</param>
/// <param name="Revocations">What is revoked or suspended, as of a moment; null when the file does not say.</param>
public sealed record KeySet(string Issuer, IReadOnlyList<PublicKey> Keys, RevocationList? Revocations = null)
{
    /// <summary>The type of the file.</summary>
    public const string MediaType = "application/jwk-set+json";

    /// <summary>The largest file that is read, in bytes.</summary>
    public const int MostBytes = 8 << 20;

    /// <summary>Reads a file. Fails when it is no key set, or a key's fingerprint is not that of the key.</summary>
    public static Outcome<KeySet> Parse(ReadOnlySpan<byte> file)
    {
        try
        {
            if (file.Length <= MostBytes && JsonSerializer.Deserialize(file, KeyJson.Default.KeySet) is { Keys: { Count: > 0 } keys } read
                && keys.All(k => k is { Kty: "EC", Crv: "P-256" } && k.Kid == k.Thumbprint()))
                return read;
        }
        catch (JsonException)
        {
        }

        return new Failure(FailureKind.Invalid, new(
            "鍵ファイルとして読めません。発行者のポータルの /.well-known/jwks.json から取得したファイルを指定してください。",
            "This is no key file. Give the file that the issuer's portal serves at /.well-known/jwks.json."));
    }

    /// <summary>The file.</summary>
    public byte[] Serialize() => JsonSerializer.SerializeToUtf8Bytes(this, KeyJson.Default.KeySet);

    /// <summary>The key with a fingerprint; null when it is not among them.</summary>
    public PublicKey? Find(string fingerprint) => Keys.FirstOrDefault(k => k.Kid == fingerprint);
}

/// <summary>What was withdrawn; each entry is the SHA-256 of a document's number, so that the list names nobody.</summary>
/// <param name="KnownUntil">The moment up to which the list is complete, UTC.</param>
/// <param name="Revoked">Revoked for good.</param>
/// <param name="Suspended">Suspended for the time being.</param>
public sealed record RevocationList(DateTime KnownUntil, IReadOnlyList<string> Revoked, IReadOnlyList<string> Suspended);

/// <summary>A public key on P-256 (RFC 7518, 6.2) with its name and its validity.</summary>
/// <param name="Kid">The fingerprint: the SHA-256 thumbprint (RFC 7638).</param>
/// <param name="X">The first coordinate, base64url.</param>
/// <param name="Y">The second coordinate, base64url.</param>
/// <param name="Name">What people call it.</param>
/// <param name="ValidFrom">Since when it signs, UTC.</param>
/// <param name="SignsUntil">Until when it signed, UTC; null while it signs.</param>
/// <param name="ValidUntil">First moment at which nothing that it signed is good any more, UTC; null while it signs.</param>
public sealed record PublicKey(string Kid, string X, string Y, string Name, DateTime ValidFrom, DateTime? SignsUntil = null, DateTime? ValidUntil = null)
{
    /// <summary>The key type, <c>EC</c>.</summary>
    public string Kty { get; init; } = "EC";

    /// <summary>The curve, <c>P-256</c>.</summary>
    public string Crv { get; init; } = "P-256";

    /// <summary>The algorithm, <c>ES256</c>.</summary>
    public string Alg { get; init; } = "ES256";

    /// <summary>For signatures alone.</summary>
    public string Use { get; init; } = "sig";

    /// <summary>The public part of a stored key.</summary>
    public static PublicKey Of(SigningKey key) => new(
        key.Fingerprint, Base64Url.EncodeToString(key.X), Base64Url.EncodeToString(key.Y), key.Name,
        Seconds(key.Made), key.Retired is { } retired ? Seconds(retired) : null, key.Ends is { } ends ? Seconds(ends) : null);

    /// <summary>A moment in whole seconds, as key files and documents hold it.</summary>
    public static DateTime Seconds(DateTime moment) => moment.AddTicks(-(moment.Ticks % TimeSpan.TicksPerSecond));

    /// <summary>Whether a signature of 64 bytes (r and s) over data is this key's; false for coordinates that are no point.</summary>
    public bool Verifies(ReadOnlySpan<byte> data, ReadOnlySpan<byte> signature)
    {
        try
        {
            using var key = ECDsa.Create(new ECParameters
            {
                Curve = ECCurve.NamedCurves.nistP256,
                Q = new ECPoint { X = Base64Url.DecodeFromChars(X), Y = Base64Url.DecodeFromChars(Y) },
            });
            return key.VerifyData(data, signature, HashAlgorithmName.SHA256);
        }
        catch (Exception error) when (error is CryptographicException or FormatException)
        {
            return false;
        }
    }

    internal string Thumbprint() => Thumbprint(X, Y);

    // RFC 7638, 3: the required members alone, in the order of their names, without white space.
    internal static string Thumbprint(string x, string y) => Base64Url.EncodeToString(SHA256.HashData(
        CanonicalJson.Of(JsonSerializer.SerializeToUtf8Bytes(
            new Dictionary<string, string> { ["crv"] = "P-256", ["kty"] = "EC", ["x"] = x, ["y"] = y }, KeyJson.Default.DictionaryStringString)).Value));
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(KeySet))]
[JsonSerializable(typeof(Dictionary<string, string>))]
internal sealed partial class KeyJson : JsonSerializerContext;
