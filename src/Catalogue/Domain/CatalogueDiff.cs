using Sakimori.Kernel;

namespace Sakimori.Catalogue.Domain;

/// <summary>An item of a catalogue. Its id is its meaning: whoever changes what is meant gives it a new id.</summary>
/// <param name="Id">Unique in its version; case does not matter.</param>
/// <param name="Parts">Its texts by name: title, question, level 1 …; in order.</param>
public sealed record CatalogueItem(string Id, IReadOnlyList<ItemPart> Parts);

/// <summary>One text of an item.</summary>
/// <param name="Name">Which, unique within the item.</param>
/// <param name="Text">What it says.</param>
public readonly record struct ItemPart(Text Name, Text Text);

/// <summary>A text that reads differently; one that is new or gone is null on the other side.</summary>
/// <param name="Name">Which.</param>
/// <param name="Before">What it said.</param>
/// <param name="After">What it says.</param>
public readonly record struct Rewording(Text Name, Text? Before, Text? After);

/// <summary>An item in both versions whose texts differ.</summary>
/// <param name="Id">The item.</param>
/// <param name="Parts">What differs, in the order of the later version.</param>
public sealed record RewordedItem(string Id, IReadOnlyList<Rewording> Parts);

/// <summary>What a version changes in another one.</summary>
/// <param name="Added">Items only in the later one, in its order.</param>
/// <param name="Removed">Items only in the earlier one, in its order.</param>
/// <param name="Reworded">Items in both whose texts differ.</param>
/// <param name="Common">The ids in both, in the order of the later one: what answers carry over and results are compared by.</param>
public sealed record CatalogueDiff(
    IReadOnlyList<string> Added, IReadOnlyList<string> Removed, IReadOnlyList<RewordedItem> Reworded, IReadOnlyList<string> Common)
{
    /// <summary>Compares two versions.</summary>
    public static CatalogueDiff Between(IReadOnlyList<CatalogueItem> earlier, IReadOnlyList<CatalogueItem> later)
    {
        var before = earlier.ToDictionary(item => item.Id, StringComparer.OrdinalIgnoreCase);
        var after = later.ToDictionary(item => item.Id, StringComparer.OrdinalIgnoreCase);
        var common = later.Where(item => before.ContainsKey(item.Id)).ToList();
        return new(
            [.. later.Where(item => !before.ContainsKey(item.Id)).Select(item => item.Id)],
            [.. earlier.Where(item => !after.ContainsKey(item.Id)).Select(item => item.Id)],
            [.. common.Select(item => new RewordedItem(item.Id, Rewordings(before[item.Id], item))).Where(item => item.Parts.Count > 0)],
            common.ConvertAll(item => item.Id));
    }

    private static List<Rewording> Rewordings(CatalogueItem earlier, CatalogueItem later)
    {
        var before = earlier.Parts.ToDictionary(part => part.Name, part => part.Text);
        var after = later.Parts.Select(part => part.Name).ToHashSet();
        return
        [
            .. later.Parts.Where(part => !before.TryGetValue(part.Name, out var text) || text != part.Text)
                .Select(part => new Rewording(part.Name, before.TryGetValue(part.Name, out var text) ? text : null, part.Text)),
            .. earlier.Parts.Where(part => !after.Contains(part.Name)).Select(part => new Rewording(part.Name, part.Text, null)),
        ];
    }
}
