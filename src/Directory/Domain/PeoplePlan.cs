using Sakimori.Kernel;

namespace Sakimori.Directory.Domain;

/// <summary>One row of a file of people, its cells read.</summary>
/// <param name="Row">The row in the file; 0 when it is to be written.</param>
/// <param name="Person">Who; null for somebody new.</param>
/// <param name="Entry">What is known.</param>
/// <param name="From">From which day it holds.</param>
/// <param name="Until">
/// First day after the last one of the stay; <see cref="Period.Forever"/> when open, null when the file does not say and the end stays.
/// </param>
public sealed record PersonLine(int Row, Guid? Person, PersonEntry Entry, DateOnly From, DateOnly? Until);

/// <summary>A file of people that was read.</summary>
/// <param name="Lines">Its rows.</param>
/// <param name="Encoding">How it is encoded, for reading: <c>CP932 (Shift_JIS)</c>.</param>
/// <param name="Separator">What stands between its cells, for reading: comma.</param>
public sealed record PeopleFile(IReadOnlyList<PersonLine> Lines, Text Encoding, Text Separator);

/// <summary>What an import of people does with one row.</summary>
/// <param name="Line">The row.</param>
/// <param name="Before">What was known of the person; nothing of somebody new.</param>
/// <param name="After">What becomes known.</param>
public sealed record PersonStep(PersonLine Line, Timeline<PersonEntry> Before, Timeline<PersonEntry> After)
{
    /// <summary>True for somebody new.</summary>
    public bool IsNew => Line.Person is null;

    /// <summary>True when the row changes nothing.</summary>
    public bool IsUnchanged => Before.Entries.SequenceEqual(After.Entries);
}

/// <summary>What an import of people would do: nothing is kept until it is carried out, and nothing at all when there are faults.</summary>
/// <param name="File">The file that it was made from.</param>
/// <param name="Steps">One a row, in the order of the file; rows with faults are missing.</param>
/// <param name="Faults">What is wrong.</param>
public sealed record PeoplePlan(PeopleFile File, IReadOnlyList<PersonStep> Steps, IReadOnlyList<Fault> Faults)
{
    /// <summary>How many people are new.</summary>
    public int Added => Steps.Count(s => s.IsNew);

    /// <summary>How many change.</summary>
    public int Changed => Steps.Count(s => !s.IsNew && !s.IsUnchanged);

    /// <summary>How many stay as they are.</summary>
    public int Unchanged => Steps.Count(s => s.IsUnchanged);

    /// <summary>Judges a file against the people there are.</summary>
    /// <param name="file">The file.</param>
    /// <param name="known">What is known of the people of the organisation that the file names.</param>
    internal static PeoplePlan Make(PeopleFile file, IReadOnlyDictionary<Guid, Timeline<PersonEntry>> known)
    {
        var (steps, faults, seen) = (new List<PersonStep>(), new List<Fault>(), new Dictionary<Guid, int>());
        foreach (var line in file.Lines)
        {
            if (line.Person is not { } person)
                steps.Add(Step(line, Timeline<PersonEntry>.Empty));
            else if (!known.TryGetValue(person, out var before))
                faults.Add(Unknown(line));
            else if (!seen.TryAdd(person, line.Row))
                faults.Add(Twice(line, seen[person]));
            else
                steps.Add(Step(line, before));
        }

        return new(file, steps, faults);
    }

    private static PersonStep Step(PersonLine line, Timeline<PersonEntry> before)
    {
        var after = before.Keep(line.From, line.Entry, line.Until ?? Period.Forever);
        return new(line, before, line.Until is { } until ? after.Stay(line.From, until) : after);
    }

    private static Fault Unknown(PersonLine line) => new(
        new("この組織にその ID の人はいません。", "Nobody of this organisation has this id."),
        new("新しい人の ID は空けてください。", "Leave the id of a new person blank."), line.Row, "id", $"{line.Person}");

    private static Fault Twice(PersonLine line, int first) => new(
        new($"{first}行目と同じ人です。", $"This is the same person as in row {first}."),
        new("どちらかの行を消してください。", "Remove one of the two rows."), line.Row, "id", $"{line.Person}");
}
