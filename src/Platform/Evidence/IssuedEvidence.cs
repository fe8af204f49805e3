using Microsoft.EntityFrameworkCore;
using Sakimori.Kernel;
using Sakimori.Platform.Access;

namespace Sakimori.Platform.Evidence;

/// <summary>A document that was issued, for those who see what it is about.</summary>
public sealed class IssuedEvidence : IProtectedRow
{
    /// <inheritdoc/>
    public Guid Id { get; init; }

    /// <inheritdoc/>
    public Guid Audience { get; init; }

    /// <inheritdoc/>
    public Tlp Tlp { get; init; }

    /// <summary>The document's number.</summary>
    public required string Number { get; init; }

    /// <summary>Its hash, by which <see cref="EvidenceStatus"/> is found.</summary>
    public required string Hash { get; init; }

    /// <summary>Of what it says something: kind and id, such as <c>check:0190…</c>.</summary>
    public required string Origin { get; init; }

    /// <summary>The kind of claim.</summary>
    public required string Type { get; init; }

    /// <summary>The subject's name when it was issued, in Japanese.</summary>
    public required string SubjectJa { get; init; }

    /// <summary>In English.</summary>
    public required string SubjectEn { get; init; }

    /// <summary>The claim in Japanese.</summary>
    public required string WordsJa { get; init; }

    /// <summary>The claim in English.</summary>
    public required string WordsEn { get; init; }

    /// <summary>Who has checked it.</summary>
    public AssuranceLevel Assurance { get; init; }

    /// <summary>The first day in Japan on which it holds.</summary>
    public DateOnly From { get; init; }

    /// <summary>The last one.</summary>
    public DateOnly Until { get; init; }

    /// <summary>When it was issued, UTC.</summary>
    public DateTime Issued { get; init; }

    /// <summary>Who had it issued; null for the system.</summary>
    public Guid? By { get; init; }

    /// <summary>The document as it was signed: canonical JSON.</summary>
    public required byte[] Document { get; init; }

    /// <summary>The claim.</summary>
    public Text Words => new(WordsJa, WordsEn);

    /// <summary>The subject's name.</summary>
    public Text Subject => new(SubjectJa, SubjectEn);

    internal static void Configure(ModelBuilder model)
    {
        model.Entity<IssuedEvidence>(evidence =>
        {
            evidence.ToTable("evidence_document");
            evidence.Property(e => e.Id).ValueGeneratedNever();
            evidence.HasIndex(e => new { e.Audience, e.Issued, e.Id });
            evidence.HasIndex(e => e.Origin);
            evidence.HasIndex(e => e.Hash).IsUnique();
            evidence.Ignore(e => e.Words);
            evidence.Ignore(e => e.Subject);
        });
        model.Entity<EvidenceStatus>(status =>
        {
            status.ToTable("evidence_status").HasKey(s => s.Hash);
            status.HasIndex(s => new { s.State, s.Until });
        });
    }
}

/// <summary>
/// Whether a document stands: all that anybody who knows its number is told. It names nobody, so it needs no audience.
/// </summary>
public sealed class EvidenceStatus
{
    /// <summary>The hash of the document's number.</summary>
    public required string Hash { get; init; }

    /// <summary>The row of the document, for the audit trail.</summary>
    public Guid Evidence { get; init; }

    /// <summary>Whether it stands.</summary>
    public EvidenceState State { get; set; }

    /// <summary>When that was last changed, UTC; null since it was issued.</summary>
    public DateTime? Changed { get; set; }

    /// <summary>The last day of its validity in Japan.</summary>
    public DateOnly Until { get; init; }
}
