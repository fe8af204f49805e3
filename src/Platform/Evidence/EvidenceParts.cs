using System.Buffers.Text;
using System.Text.Json.Serialization;
using Sakimori.Kernel;

namespace Sakimori.Platform.Evidence;

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
