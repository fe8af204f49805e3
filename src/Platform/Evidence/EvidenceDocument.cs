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

/// <summary>A text in both languages, as documents hold it.</summary>
/// <param name="Ja">In Japanese.</param>
/// <param name="En">In English.</param>
public sealed record TextPair(string Ja, string En)
{
    /// <summary>The text as pages use it.</summary>
    [JsonIgnore]
    public Text Words => new(Ja, En);

    /// <summary>Of a text.</summary>
    public static TextPair Of(Text text) => new(text.Ja, text.En);
}

/// <summary>Who issued a document.</summary>
/// <param name="Name">The portal's name.</param>
/// <param name="Address">Its address.</param>
/// <param name="Keys">Where its public keys are.</param>
public sealed record EvidenceIssuer(TextPair Name, string Address, string Keys);

/// <summary>Whom a document is about.</summary>
/// <param name="Id">The id.</param>
/// <param name="Name">The name when the document was issued.</param>
public sealed record EvidenceSubject(Guid Id, TextPair Name);

/// <summary>What a document says.</summary>
/// <param name="Type">The kind of claim, such as <c>benchmark.total</c>.</param>
/// <param name="Version">The version of that kind: what its facts mean.</param>
/// <param name="Words">In a sentence.</param>
/// <param name="Facts">For programs: figures as decimals, days as <c>yyyy-MM-dd</c>.</param>
public sealed record EvidenceClaim(string Type, string Version, TextPair Words, IReadOnlyDictionary<string, string> Facts);

/// <summary>Who has checked a document's claim.</summary>
/// <param name="Level">The level's code.</param>
/// <param name="Words">What that means, and what it does not.</param>
public sealed record EvidenceAssurance(string Level, TextPair Words);

/// <summary>How long a document holds.</summary>
/// <param name="From">The first day in Japan.</param>
/// <param name="Until">The last day in Japan.</param>
/// <param name="Words">In a sentence.</param>
public sealed record EvidenceValidity(DateOnly From, DateOnly Until, TextPair Words);

/// <summary>Whether a document stood when it was issued.</summary>
/// <param name="State">The state's code.</param>
/// <param name="KnownUntil">Up to when revocation is known from the document itself, UTC.</param>
/// <param name="Ask">The page that says whether it stands now.</param>
/// <param name="AskByProgram">The same for programs.</param>
public sealed record EvidenceStanding(string State, DateTime KnownUntil, string Ask, string AskByProgram);

/// <summary>For whom a document is meant.</summary>
/// <param name="Tlp">The label of the Traffic Light Protocol 2.0, such as <c>TLP:AMBER</c>.</param>
/// <param name="Words">In a sentence.</param>
public sealed record EvidenceAudience(string Tlp, TextPair Words);

/// <summary>The signature of a document.</summary>
/// <param name="Algorithm">ES256.</param>
/// <param name="Canonicalization">RFC8785.</param>
/// <param name="Key">The fingerprint of the key.</param>
/// <param name="Signature">r and s in base64url.</param>
public sealed record EvidenceProof(string Algorithm, string Canonicalization, string Key, string Signature)
{
    internal const string Es256 = "ES256";
    internal const string Jcs = "RFC8785";

    /// <summary>The signature's 64 bytes; null when it is written in any but the one way.</summary>
    internal byte[]? Bytes()
    {
        try
        {
            var bytes = Base64Url.DecodeFromChars(Signature);
            return Algorithm == Es256 && Canonicalization == Jcs && bytes.Length == 64 && Base64Url.EncodeToString(bytes) == Signature ? bytes : null;
        }
        catch (FormatException)
        {
            return null;
        }
    }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow)]
[JsonSerializable(typeof(EvidenceDocument))]
[JsonSerializable(typeof(JsonObject))]
internal sealed partial class EvidenceJson : JsonSerializerContext;
