using Sakimori.Kernel;

namespace Sakimori.Platform.Tables;

/// <summary>A column that an import knows: its names and what its cells hold. Made by <see cref="Column"/>.</summary>
public abstract class ColumnSpec
{
    private protected ColumnSpec(string id, Text heading, Text kind, bool required, IReadOnlyList<string> aliases)
    {
        (Id, Heading, Kind, Required, Aliases) = (id, heading, kind, required, aliases);
        Names = [.. aliases.Prepend(heading.En).Prepend(heading.Ja).Prepend(id).Select(NearestName.Fold).Distinct()];
    }

    /// <summary>The field's name in programs: also accepted as a heading.</summary>
    public string Id { get; }

    /// <summary>The heading as exports write it.</summary>
    public Text Heading { get; }

    /// <summary>What a cell holds, for the reader.</summary>
    public Text Kind { get; }

    /// <summary>True when the column must be there and each of its cells must hold something.</summary>
    public bool Required { get; }

    /// <summary>Other headings that mean the same.</summary>
    public IReadOnlyList<string> Aliases { get; }

    /// <summary>Every heading that is accepted, folded.</summary>
    internal IReadOnlyList<string> Names { get; }
}

/// <summary>What is wrong with a cell and what would be right.</summary>
internal readonly record struct Misread(Text Message, Text Remedy);

/// <summary>Reads a cell that is not blank; null when it could.</summary>
internal delegate Misread? CellParser<T>(string cell, out T value);

/// <summary>A column whose cells are read as <typeparamref name="T"/>.</summary>
/// <typeparam name="T">A nullable type: null stands for a blank cell.</typeparam>
public sealed class ColumnSpec<T> : ColumnSpec
{
    internal ColumnSpec(string id, Text heading, Text kind, bool required, IReadOnlyList<string> aliases, CellParser<T> parse)
        : base(id, heading, kind, required, aliases) => Parse = parse;

    internal CellParser<T> Parse { get; }

    /// <summary>A better remedy for a cell that could not be read, asked for only when the fault is kept; null when there is none.</summary>
    internal Func<string, Text?>? Suggest { get; init; }
}
