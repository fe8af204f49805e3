using System.Buffers.Text;
using System.Security.Cryptography;
using Sakimori.Kernel;
using Sakimori.Platform.Access;

namespace Sakimori.Platform.Evidence;

/// <summary>What a module offers as evidence 証拠: an outcome that others can use without knowing the module.</summary>
public sealed record NewEvidence
{
    /// <summary>Who sees the document in the portal.</summary>
    public required Guid Audience { get; init; }

    /// <summary>How far it may be passed on.</summary>
    public required Tlp Tlp { get; init; }

    /// <summary>Of what it says something: kind and id, such as <c>check:0190…</c>.</summary>
    public required string Origin { get; init; }

    /// <summary>Whom it is about, by id.</summary>
    public required Guid Subject { get; init; }

    /// <summary>The subject's name now.</summary>
    public required Text SubjectName { get; init; }

    /// <summary>What it says.</summary>
    public required EvidenceClaim Claim { get; init; }

    /// <summary>To what of the subject it applies.</summary>
    public required Text Scope { get; init; }

    /// <summary>Who has checked it.</summary>
    public required AssuranceLevel Assurance { get; init; }

    /// <summary>The first day in Japan on which it holds.</summary>
    public required DateOnly From { get; init; }

    /// <summary>The last one.</summary>
    public required DateOnly Until { get; init; }

    /// <summary>The document without its signature.</summary>
    /// <param name="portal">The portal's address, without a slash at its end.</param>
    /// <param name="issued">The moment, UTC, in whole seconds.</param>
    internal EvidenceDocument Draft(string portal, DateTime issued)
    {
        var number = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(16));
        var host = new Uri(portal).Authority;
        return new()
        {
            Format = EvidenceDocument.CurrentFormat,
            Id = number,
            Issued = issued,
            Issuer = new(new($"防人ポータル（{host}）", $"Sakimori portal ({host})"), portal, portal + EvidenceStore.KeysPath),
            Subject = new(Subject, TextPair.Of(SubjectName)),
            Claim = Claim,
            Scope = TextPair.Of(Scope),
            Assurance = new(Assurance.Code(), TextPair.Of(Assurance.Meaning())),
            Validity = new(From, Until, TextPair.Of(EvidenceWords.Validity(From, Until))),
            Status = new(EvidenceState.Active.Code(), issued, $"{portal}{EvidenceStore.StatusPath}/{number}", $"{portal}{EvidenceStore.StatusApi}/{number}"),
            Audience = new(Label(Tlp), TextPair.Of(new(
                "この組織と、組織がこの文書を渡した相手のためのものです。", "For the organisation and those to whom it hands this document."))),
        };
    }

    private static string Label(Tlp tlp) => tlp switch
    {
        Tlp.Clear => "TLP:CLEAR",
        Tlp.Green => "TLP:GREEN",
        Tlp.Amber => "TLP:AMBER",
        Tlp.AmberStrict => "TLP:AMBER+STRICT",
        _ => "TLP:RED",
    };
}
