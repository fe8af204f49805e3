using Sakimori.Catalogue.Domain;
using Sakimori.Kernel;

namespace Sakimori.Benchmark.Domain;

/// <summary>Questionnaire and rules that are to become a version.</summary>
public static class NewVersion
{
    /// <summary>
    /// Reads both files (UTF-8 JSON). Beyond what <see cref="RuleSet.Parse(ReadOnlyMemory{byte}, ReadOnlyMemory{byte})"/> asks, the
    /// number of the rules is greater than every one used before. Each fault names the JSON path as its column.
    /// </summary>
    /// <param name="questionnaire">The questionnaire.</param>
    /// <param name="rules">Its rule table.</param>
    /// <param name="used">The numbers used before.</param>
    public static Outcome<RuleSet> Parse(ReadOnlyMemory<byte> questionnaire, ReadOnlyMemory<byte> rules, IEnumerable<string> used)
    {
        var parsed = RuleSet.Parse(questionnaire, rules);
        if (parsed.Failure is not null)
            return parsed;
        var set = parsed.Value;
        var faults = new FaultList();
        if (!VersionNumber.IsValid(set.Version))
            faults.Add(new("版番号の形が正しくありません。", "This is not a version number."), Text.Same("2026.2"), column: "$.version", value: set.Version);
        else if (used.Where(version => VersionNumber.Compare(set.Version, version) <= 0).Order(Comparer<string>.Create(VersionNumber.Compare)).LastOrDefault() is { } greatest)
            faults.Add(new("この版番号は使えません。", "This version number cannot be used."),
                new($"{greatest}より大きい番号", $"A number greater than {greatest}"), column: "$.version", value: set.Version);
        return faults.Any ? faults.ToFailure(new("版番号に誤りがあります。", "The version number is wrong.")) : set;
    }
}
