using System.Security.Cryptography;
using Org.BouncyCastle.Math.EC.Rfc7748;
using Sakimori.Kernel;

namespace Sakimori.Platform.Backup;

/// <summary>To whom a file is encrypted: a public key of X25519 (RFC 7748) as the age format writes it, <c>age1…</c>.</summary>
public sealed class AgeRecipient
{
    private const string Prefix = "age";
    private readonly byte[] key;

    internal AgeRecipient(byte[] key) => this.key = key;

    /// <summary>The 32 bytes.</summary>
    internal ReadOnlySpan<byte> Key => key;

    /// <summary>Reads a recipient. Fails when it is mistyped or of another kind.</summary>
    public static Outcome<AgeRecipient> Parse(string text)
    {
        if (Bech32.Decode(Prefix, text.Trim()) is { Length: AgeIdentity.Length } key)
            return new AgeRecipient(key);

        // Whoever gives the secret by mistake must not read it again in a message or a log.
        var shown = text.Trim().StartsWith(AgeIdentity.Prefix, StringComparison.OrdinalIgnoreCase) ? "AGE-SECRET-KEY-1…" : text;
        return new Failure(FailureKind.Invalid, new(
            $"受取人の鍵 {shown} を使えません。sakimori backup keygen が表示する、age1 で始まる公開鍵を指定してください。",
            $"The recipient {shown} cannot be used. Give a public key that begins with age1, as sakimori backup keygen prints it."));
    }

    /// <summary>Reads recipients. Fails for the first that is mistyped, and when there is none.</summary>
    public static Outcome<IReadOnlyList<AgeRecipient>> ParseAll(IReadOnlyCollection<string> texts)
    {
        var read = texts.Select(Parse).ToList();
        if (read.Find(r => !r.Succeeded).Failure is { } wrong)
            return wrong;
        return read.Count > 0 ? read.ConvertAll(r => r.Value) : new Failure(FailureKind.Invalid, new(
            "受取人の鍵（age1 で始まる公開鍵）を1～20個指定してください。", "Give 1 to 20 recipients: public keys that begin with age1."));
    }

    /// <inheritdoc/>
    public override string ToString() => Bech32.Encode(Prefix, key);
}

/// <summary>Who can decrypt a file: the secret key of X25519 behind a recipient, <c>AGE-SECRET-KEY-1…</c>.</summary>
public sealed class AgeIdentity
{
    internal const string Prefix = "age-secret-key-";
    internal const int Length = 32;
    private readonly byte[] key;

    private AgeIdentity(byte[] key)
    {
        this.key = key;
        var shared = new byte[Length];
        X25519.ScalarMultBase(key, 0, shared, 0);
        Recipient = new(shared);
    }

    /// <summary>The public key.</summary>
    public AgeRecipient Recipient { get; }

    /// <summary>A new one.</summary>
    public static AgeIdentity Make() => new(RandomNumberGenerator.GetBytes(Length));

    /// <summary>
    /// Reads an identity file: an identity a line, lines that are empty or begin with <c>#</c> left out. Fails when there is none or a line is
    /// something else; the failure never repeats a line.
    /// </summary>
    public static Outcome<IReadOnlyList<AgeIdentity>> ParseFile(string text)
    {
        var found = new List<AgeIdentity>();
        foreach (var (line, row) in text.Split('\n').Select((l, i) => (l.Trim(), i + 1)).Where(l => l.Item1.Length > 0 && l.Item1[0] != '#'))
        {
            if (Bech32.Decode(Prefix, line) is not { Length: Length } key)
                return Wrong(new($"{row}行目が鍵ではありません。", $"Line {row} is no key."));
            found.Add(new(key));
        }

        return found.Count > 0 ? found : Wrong(new("鍵がありません。", "It holds no key."));
    }

    /// <summary>As the identity file has it.</summary>
    public override string ToString() => Bech32.Encode(Prefix, key).ToUpperInvariant();

    /// <summary>The secret that this identity shares with a public key; null for one of the few that give the same with everybody.</summary>
    internal byte[]? Agree(ReadOnlySpan<byte> with) => Agree(key, with);

    /// <summary>X25519 of a secret and a public key; null when the result is all zeros (RFC 7748, 6.1).</summary>
    internal static byte[]? Agree(byte[] secret, ReadOnlySpan<byte> with)
    {
        var shared = new byte[Length];
        return X25519.CalculateAgreement(secret, 0, with.ToArray(), 0, shared, 0) ? shared : null;
    }

    private static Failure Wrong(Text why) => new(FailureKind.Invalid, new(
        $"復号用の鍵ファイルを読めません。{why.Ja}sakimori backup keygen で作ったファイルを指定してください。",
        $"The identity file cannot be read. {why.En} Give a file that sakimori backup keygen has made."));
}
