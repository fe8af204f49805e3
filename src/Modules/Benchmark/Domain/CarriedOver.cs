namespace Sakimori.Benchmark.Domain;

/// <summary>What became of the answers of a check in progress when a later version of the questionnaire took its place.</summary>
/// <param name="Earlier">The version it was begun with.</param>
/// <param name="Later">The version it is answered by now.</param>
/// <param name="New">Items that the earlier one did not ask.</param>
/// <param name="Again">Items whose given answer is no longer offered: they are to be answered again.</param>
/// <param name="Reworded">Items that are asked in other words; their answers stand.</param>
/// <param name="Gone">Items that are no longer asked; their answers are kept but count no more.</param>
public sealed record CarriedOver(
    string Earlier, string Later, IReadOnlyList<Item> New, IReadOnlyList<Item> Again, IReadOnlyList<Item> Reworded, IReadOnlyList<Item> Gone)
{
    /// <summary>Compares two versions.</summary>
    /// <param name="earlier">The rules it was begun with.</param>
    /// <param name="later">The rules it is answered by now.</param>
    /// <param name="given">The answer that is stored for an item, whether or not it is still offered; missing when there is none.</param>
    public static CarriedOver Between(RuleSet earlier, RuleSet later, Func<string, Answer> given)
    {
        var (before, after) = (earlier.Questionnaire, later.Questionnaire);
        var diff = VersionDiff.OfWording(before, after);
        bool Offered(string id) => !(given(id).Number > after.Find(id)!.Choices);
        return new(earlier.Version, later.Version,
            [.. diff.Added.Select(id => after.Find(id)!)],
            [.. diff.Common.Where(id => !Offered(id)).Select(id => after.Find(id)!)],
            [.. diff.Reworded.Where(item => Offered(item.Id)).Select(item => after.Find(item.Id)!)],
            [.. diff.Removed.Select(id => before.Find(id)!)]);
    }
}
