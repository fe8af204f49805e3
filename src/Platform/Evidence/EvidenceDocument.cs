using System.Buffers.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Sakimori.Kernel;

namespace Sakimori.Platform.Evidence;

/// <summary>
/// A document that says who vouches for what about whom, how far and how long 証拠文書. It is handed on as canonical JSON (RFC 8785) and
/// nothing else, so that every altered byte is seen; the signature is over the document without <see cref="Proof"/>.
/// </summary>
public sealed record EvidenceDocument
{
    /// <summary>The only format there is.</summary>
    public const string CurrentFormat = "sakimori-evidence-1";

    /// <summary>The media type of the file.</summary>
    public const string MediaType = "application/json";

    /// <summary>The largest file that is read, in bytes.</summary>
    public const int MostBytes = 1 << 20;

    /// <summary><see cref="CurrentFormat"/>.</summary>
    public required string Format { get; init; }

    /// <summary>The number: 128 random bits in base64url. Whoever knows it may ask whether the document stands.</summary>
    public required string Id { get; init; }

    /// <summary>When it was issued, UTC, in whole seconds.</summary>
    public required DateTime Issued { get; init; }

    /// <summary>Who issued and signed it.</summary>
    public required EvidenceIssuer Issuer { get; init; }

    /// <summary>Whom it is about.</summary>
    public required EvidenceSubject Subject { get; init; }

    /// <summary>What it says.</summary>
    public required EvidenceClaim Claim { get; init; }

    /// <summary>To what of the subject it applies.</summary>
    public required TextPair Scope { get; init; }

    /// <summary>Who has checked it.</summary>
    public required EvidenceAssurance Assurance { get; init; }

    /// <summary>How long it holds.</summary>
    public required EvidenceValidity Validity { get; init; }

    /// <summary>Whether it stood when it was issued, and where to ask afterwards.</summary>
    public required EvidenceStanding Status { get; init; }

    /// <summary>For whom it is meant.</summary>
    public required EvidenceAudience Audience { get; init; }

    /// <summary>The signature; null only while the document is being made.</summary>
    public EvidenceProof? Proof { get; init; }

    /// <summary>Reads a file's content, whether or not it is canonical. Fails when it is no evidence document.</summary>
    public static Outcome<EvidenceDocument> Parse(ReadOnlySpan<byte> file)
    {
        try
        {
            if (file.Length <= MostBytes && JsonSerializer.Deserialize(file, EvidenceJson.Default.EvidenceDocument) is { Format: CurrentFormat, Proof: not null } read)
                return read;
        }
        catch (JsonException)
        {
        }

        return new Failure(FailureKind.Invalid, new(
            "証拠文書として読めません。ポータルから取得した JSON ファイルを、編集せずに指定してください。",
            "This is no evidence document. Give the JSON file as it was downloaded from the portal."));
    }

    /// <summary>The file: canonical JSON.</summary>
    internal byte[] Serialize() => CanonicalJson.Of(JsonSerializer.SerializeToElement(this, EvidenceJson.Default.EvidenceDocument)).Value;

    /// <summary>What is signed: the canonical JSON of the document without its proof.</summary>
    internal byte[] Signed() => (this with { Proof = null }).Serialize();

    /// <summary>
    /// What is signed of a file as it stands there, not as it was read: reading takes a letter of an id for its capital.
    /// </summary>
    internal static byte[] Signed(ReadOnlySpan<byte> file)
    {
        var content = JsonNode.Parse(file)!.AsObject();
        content.Remove("proof");
        return CanonicalJson.Of(JsonSerializer.SerializeToElement(content, EvidenceJson.Default.JsonObject)).Value;
    }

    /// <summary>The document with a signature of 64 bytes by the key with a fingerprint.</summary>
    internal EvidenceDocument With(string fingerprint, byte[] signature)
        => this with { Proof = new(EvidenceProof.Es256, EvidenceProof.Jcs, fingerprint, Base64Url.EncodeToString(signature)) };
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow)]
[JsonSerializable(typeof(EvidenceDocument))]
[JsonSerializable(typeof(JsonObject))]
internal sealed partial class EvidenceJson : JsonSerializerContext;
