namespace Sakimori.Catalogue.Store;

/// <summary>Where a version stands.</summary>
public enum VersionState
{
    /// <summary>Uploaded and valid; nobody uses it.</summary>
    Draft,

    /// <summary>Published: immutable, in force from its effective date on.</summary>
    Published,

    /// <summary>Taken back before it came into force; its number stays used.</summary>
    Withdrawn,
}

/// <summary>One version of a catalogue.</summary>
public sealed class VersionRow
{
    /// <summary>The id.</summary>
    public Guid Id { get; init; }

    /// <summary>Which catalogue: <c>questionnaire</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>The version number.</summary>
    public required string Version { get; init; }

    /// <summary>Where it stands.</summary>
    public VersionState State { get; set; }

    /// <summary>The first day in Japan on which it is in force; null while a draft.</summary>
    public DateOnly? Effective { get; set; }

    /// <summary>Where it comes from, in Japanese.</summary>
    public required string ProvenanceJa { get; init; }

    /// <summary>Where it comes from, in English.</summary>
    public required string ProvenanceEn { get; init; }

    /// <summary>Who uploaded it.</summary>
    public Guid? UploadedBy { get; init; }

    /// <summary>When it was uploaded, UTC.</summary>
    public DateTime Uploaded { get; init; }

    /// <summary>Who published it.</summary>
    public Guid? PublishedBy { get; set; }

    /// <summary>When its state changed last, UTC.</summary>
    public DateTime Changed { get; set; }

    /// <summary>The exact files as they were uploaded.</summary>
    public IList<FileRow> Files { get; init; } = [];
}

/// <summary>A file of a version, byte for byte as it was uploaded.</summary>
public sealed class FileRow
{
    /// <summary>The version.</summary>
    public Guid Version { get; init; }

    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>Its bytes.</summary>
    public required byte[] Bytes { get; init; }

    /// <summary>SHA-256 of the bytes, in lower-case hexadecimal.</summary>
    public required string Sha256 { get; init; }
}
