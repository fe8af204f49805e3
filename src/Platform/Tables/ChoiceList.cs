using Sakimori.Kernel;

namespace Sakimori.Platform.Tables;

/// <summary>The codes of a column and the spellings under which each is found.</summary>
internal sealed class ChoiceList
{
    private const int Listed = 12;
    private readonly Dictionary<string, (string Code, Text Name)> spellings = [];

    public ChoiceList(IReadOnlyList<(string Code, Text Name)> choices)
    {
        foreach (var choice in choices)
            spellings[NearestName.Fold(choice.Code)] = choice;
        foreach (var choice in choices)
        {
            spellings.TryAdd(NearestName.Fold(choice.Name.Ja), choice);
            spellings.TryAdd(NearestName.Fold(choice.Name.En), choice);
        }

        var more = choices.Count > Listed ? " …" : "";
        Described = new(
            string.Join("、", choices.Take(Listed).Select(c => $"「{c.Name.Ja}」")) + more,
            string.Join(", ", choices.Take(Listed).Select(c => $"“{c.Name.En}”")) + more);
    }

    /// <summary>The choices for the reader; the first twelve when there are more.</summary>
    public Text Described { get; }

    /// <summary>Finds the code.</summary>
    public Misread? Read(string cell, out string? code)
    {
        code = spellings.TryGetValue(NearestName.Fold(cell), out var choice) ? choice.Code : null;
        return code is not null
            ? null
            : new(new("選べる値ではありません。", "This is none of the choices."),
                new($"次のどれかを書いてください：{Described.Ja}", $"Write one of: {Described.En}."));
    }

    /// <summary>Names the choice that was probably meant.</summary>
    public Text? Suggest(string cell)
        => NearestName.Of(NearestName.Fold(cell), spellings.Select(s => (s.Key, (object)s.Value.Name))) is Text name
            ? new($"「{name.Ja}」ではありませんか。", $"Did you mean “{name.En}”?")
            : null;
}
