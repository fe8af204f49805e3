using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Sakimori.Kernel;
using Sakimori.Platform.Keys;

namespace Sakimori.Platform.Evidence;

/// <summary>What a check of a document found.</summary>
public enum EvidenceFinding
{
    /// <summary>The issuer signed it, it holds, and it is not known to be withdrawn.</summary>
    Valid,

    /// <summary>It is not, byte for byte, what the key signed.</summary>
    Altered,

    /// <summary>It was signed by a key that is not the issuer's, or one that no longer counts.</summary>
    UnknownKey,

    /// <summary>Its time is over, or has not come.</summary>
    Expired,

    /// <summary>It is revoked or suspended.</summary>
    Withdrawn,
}

/// <summary>The result of a check.</summary>
/// <param name="Document">The document.</param>
/// <param name="Finding">What was found.</param>
/// <param name="Words">The finding in a sentence.</param>
/// <param name="Key">The key that signed it; null when it is unknown.</param>
/// <param name="RevocationKnownUntil">Up to when revocation is known, UTC: the later of what document and key file say.</param>
public sealed record EvidenceVerdict(
    EvidenceDocument Document, EvidenceFinding Finding, Text Words, PublicKey? Key, DateTime RevocationKnownUntil)
{
    /// <summary>That moment in words, with its consequence.</summary>
    public Text Revocation => new(
        $"取消しの有無は{Dates.Moment(RevocationKnownUntil).Ja}までの分が分かっています。それより後のことは {Document.Status.Ask} で確かめてください。",
        $"Revocation is known up to {Dates.Moment(RevocationKnownUntil).En}. For what came later ask {Document.Status.Ask}.");
}

/// <summary>Checks documents without asking anybody.</summary>
public static class EvidenceCheck
{
    /// <summary>Checks a file against the keys of the issuer whom the reader trusts. Fails only for what is no evidence document.</summary>
    /// <param name="file">The document.</param>
    /// <param name="issuer">The issuer's keys.</param>
    /// <param name="now">The moment for which it is asked, UTC.</param>
    public static Outcome<EvidenceVerdict> Run(ReadOnlyMemory<byte> file, KeySet issuer, DateTime now)
    {
        var parsed = EvidenceDocument.Parse(file.Span);
        if (parsed.Failure is { } unreadable)
            return unreadable;
        var document = parsed.Value;
        var key = issuer.Find(document.Proof!.Key);
        var known = issuer.Revocations is { } list && list.KnownUntil > document.Status.KnownUntil ? list.KnownUntil : document.Status.KnownUntil;
        var (finding, words) = Judge(file, document, issuer, key, now);
        return new EvidenceVerdict(document, finding, words, key, known);
    }

    /// <summary>By what lists of what was withdrawn name a document: the SHA-256 of its number, in base64url.</summary>
    public static string Hash(string id) => Base64Url.EncodeToString(SHA256.HashData(Encoding.UTF8.GetBytes(id)));

    private static (EvidenceFinding, Text) Judge(ReadOnlyMemory<byte> file, EvidenceDocument document, KeySet issuer, PublicKey? key, DateTime now)
    {
        // The one form in which it is handed on: a byte more or less is seen, wherever it stands.
        if (CanonicalJson.Of(file) is not { Succeeded: true } canonical || !file.Span.SequenceEqual(canonical.Value))
        {
            return (EvidenceFinding.Altered, new("ファイルが発行時のままではありません（整形や改行の追加も含みます）。元のファイルを入手してください。",
                "The file is not byte for byte as it was issued; reformatting or a line break at its end counts too. Get the original file."));
        }

        if (key is null)
        {
            return (EvidenceFinding.UnknownKey, new($"署名した鍵 {document.Proof!.Key} は、鍵ファイルにありません。",
                $"The key that signed it, {document.Proof!.Key}, is not in the key file."));
        }

        if (document.Proof!.Bytes() is not { } signature || !key.Verifies(EvidenceDocument.Signed(file.Span), signature))
        {
            return (EvidenceFinding.Altered, new("署名が内容と一致しません。発行後に内容が変えられています。",
                "The signature does not fit the content: it was altered after it was issued."));
        }

        if (document.Issued < key.ValidFrom || document.Issued > (key.SignsUntil ?? DateTime.MaxValue) || now >= (key.ValidUntil ?? DateTime.MaxValue))
        {
            return (EvidenceFinding.UnknownKey, new($"署名した鍵「{key.Name}」は、この文書については有効ではありません。",
                $"The key that signed it, {key.Name}, does not count for this document."));
        }

        var hash = Hash(document.Id);
        if (document.Status.State != EvidenceState.Active.Code() || issuer.Revocations?.Revoked.Contains(hash) == true
            || issuer.Revocations?.Suspended.Contains(hash) == true)
        {
            return issuer.Revocations?.Suspended.Contains(hash) == true || document.Status.State == EvidenceState.Suspended.Code()
                ? (EvidenceFinding.Withdrawn, new("この文書は一時停止されています。", "This document is suspended."))
                : (EvidenceFinding.Withdrawn, new("この文書は取り消されています。", "This document has been revoked."));
        }

        var today = Dates.DayInJapan(now);
        if (today > document.Validity.Until)
            return (EvidenceFinding.Expired, new("有効期限が過ぎています。", "It has expired."));
        return today < document.Validity.From
            ? (EvidenceFinding.Expired, new("有効期間がまだ始まっていません。", "It is not valid yet."))
            : (EvidenceFinding.Valid, new("署名は正しく、有効期間内です。", "The signature is right and it is within its validity."));
    }
}
