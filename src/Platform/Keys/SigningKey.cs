using Microsoft.EntityFrameworkCore;

namespace Sakimori.Platform.Keys;

/// <summary>
/// A key with which the portal signs what it issues 署名鍵: ECDSA on P-256 with SHA-256 (ES256, RFC 7518). One is active; a former one
/// signs nothing more, its private part is gone, and what it signed is good until its end.
/// </summary>
public sealed class SigningKey
{
    /// <summary>The fingerprint: the SHA-256 thumbprint of the public key (RFC 7638), 43 characters of base64url.</summary>
    public required string Fingerprint { get; init; }

    /// <summary>Counts the keys of this portal from 1.</summary>
    public int Number { get; init; }

    /// <summary>What people call it: year and number, such as <c>2026-1</c>.</summary>
    public required string Name { get; init; }

    /// <summary>The public point's first coordinate, 32 bytes.</summary>
    public required byte[] X { get; init; }

    /// <summary>The public point's second coordinate, 32 bytes.</summary>
    public required byte[] Y { get; init; }

    /// <summary>The private part, sealed by the master key; null once the key signs no more.</summary>
    public byte[]? Sealed { get; set; }

    /// <summary>True for the one that signs; unique.</summary>
    public bool Active { get; set; }

    /// <summary>Since when it signs, UTC.</summary>
    public DateTime Made { get; init; }

    /// <summary>When another one took its place, UTC; null while it is active.</summary>
    public DateTime? Retired { get; set; }

    /// <summary>First moment at which nothing that it signed is good any more, UTC; null while it is active.</summary>
    public DateTime? Ends { get; set; }

    internal static void Configure(ModelBuilder model) => model.Entity<SigningKey>(key =>
    {
        key.ToTable("platform_signing_key").HasKey(k => k.Fingerprint);
        key.HasIndex(k => k.Active).IsUnique().HasFilter("\"Active\"");
        key.HasIndex(k => k.Number).IsUnique();
    });
}
