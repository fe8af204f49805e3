using Sakimori.Kernel;

namespace Sakimori.Directory.Domain;

/// <summary>One row of an import, its cells read. A field whose column the file lacks is left as it is.</summary>
/// <param name="Row">The row in the file.</param>
/// <param name="Given">The ids of the columns that the file has.</param>
public sealed record ImportRow(int Row, IReadOnlySet<string> Given)
{
    /// <summary>The organisation's id; null when blank.</summary>
    public Guid? Id { get; init; }

    /// <summary>法人番号; null when blank.</summary>
    public string? CorporateNumber { get; init; }

    /// <summary>What it is; null when blank.</summary>
    public OrganisationKind? Kind { get; init; }

    /// <summary>What it is called.</summary>
    public required OrganisationName Name { get; init; }

    /// <summary>Id, 法人番号 or exact name of the parent; empty when it stands alone.</summary>
    public string Parent { get; init; } = "";

    /// <summary>What it does and how large it is.</summary>
    public Profile Profile { get; init; } = Profile.Unknown;

    /// <summary>Whether the office vouches for it; null when blank.</summary>
    public bool? Verified { get; init; }

    /// <summary>First day; null when blank.</summary>
    public DateOnly? From { get; init; }

    /// <summary>First day on which it exists no more; null when blank.</summary>
    public DateOnly? Until { get; init; }

    /// <summary>Id, 法人番号 or exact name of what it was merged into; empty when it was not.</summary>
    public string MergedInto { get; init; } = "";
}

/// <summary>A file that was read.</summary>
/// <param name="Rows">Its rows.</param>
/// <param name="Encoding">How it is encoded, for reading: <c>CP932 (Shift_JIS)</c>.</param>
/// <param name="Separator">What stands between its cells, for reading: comma.</param>
public sealed record ImportFile(IReadOnlyList<ImportRow> Rows, Text Encoding, Text Separator);

/// <summary>What an import does with one row.</summary>
/// <param name="Row">The row in the file.</param>
/// <param name="Before">The organisation as it was; null when it is new.</param>
/// <param name="After">The organisation as it becomes.</param>
public sealed record ImportStep(int Row, Organisation? Before, Organisation After)
{
    /// <summary>True when the row changes nothing.</summary>
    public bool IsUnchanged { get; init; }
}

/// <summary>What an import would do: nothing is kept until it is carried out, and nothing at all when there are faults.</summary>
/// <param name="Steps">One a row, in the order of the file; rows with faults may be missing.</param>
/// <param name="Faults">What is wrong.</param>
/// <param name="Warnings">What was understood but should be looked at.</param>
/// <param name="Forest">The places as they become.</param>
public sealed record ImportPlan(
    IReadOnlyList<ImportStep> Steps, IReadOnlyList<Fault> Faults, IReadOnlyList<Fault> Warnings, Forest Forest)
{
    /// <summary>The file that it was made from.</summary>
    public required ImportFile File { get; init; }

    /// <summary>How many are new.</summary>
    public int Added => Steps.Count(s => s.Before is null);

    /// <summary>How many change.</summary>
    public int Changed => Steps.Count(s => s is { Before: not null, IsUnchanged: false });

    /// <summary>How many stay as they are.</summary>
    public int Unchanged => Steps.Count(s => s.IsUnchanged);

    /// <summary>Judges an import against the directory.</summary>
    /// <param name="file">The file.</param>
    /// <param name="directory">Every organisation there is.</param>
    /// <param name="day">From which day changes hold; new organisations without a first day begin on it.</param>
    /// <param name="newId">Makes an id.</param>
    public static ImportPlan Make(ImportFile file, IReadOnlyList<Organisation> directory, DateOnly day, Func<Guid> newId)
        => new ImportJudge(directory, day, newId).Judge(file);
}
