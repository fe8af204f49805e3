using Sakimori.Catalogue.Domain;
using Sakimori.Kernel;

namespace Sakimori.Benchmark.Domain;

/// <summary>What a version of questionnaire and rules changes in another one, and which answers carry over.</summary>
public static class VersionDiff
{
    /// <summary>Compares every text, weight, point and desired level of two versions, item by item.</summary>
    public static CatalogueDiff Between(RuleSet earlier, RuleSet later) => CatalogueDiff.Between(ItemsOf(earlier), ItemsOf(later));

    /// <summary>Compares what is asked: titles, questions, help and options, without weights and steps.</summary>
    public static CatalogueDiff OfWording(Questionnaire earlier, Questionnaire later)
    {
        static List<CatalogueItem> Of(Questionnaire of) => [.. of.Items.Select(item => new CatalogueItem(item.Id, [.. Wording(item)]))];
        return CatalogueDiff.Between(Of(earlier), Of(later));
    }

    /// <summary>
    /// The answers to a later questionnaire that an earlier one gives: those of common items, as long as the item still offers the
    /// answer. Every other item is left unanswered.
    /// </summary>
    public static Answers CarryOver(Questionnaire earlier, Answers answers, Questionnaire later)
        => Answers.From(later, at => earlier.IndexOf(later.Items[at].Id) is { } before && !(answers[before].Number > later.Items[at].Choices)
            ? answers[before]
            : Answer.Missing);

    private static List<CatalogueItem> ItemsOf(RuleSet set)
        =>
        [
            .. set.Questionnaire.Measures.Zip(set.Rules.Measures, (measure, rule) => new CatalogueItem(measure.Id,
            [
                .. Wording(measure),
                .. measure.Next.Select(step => new ItemPart(
                    new($"水準{step.From}からの手順", $"step from level {step.From}"),
                    new(string.Join(" / ", step.Steps.Select(s => s.Ja).Append($"{step.Days}人日").Append(step.Who.Ja)),
                        string.Join(" / ", step.Steps.Select(s => s.En).Append($"{step.Days} person-days").Append(step.Who.En))))),
                new(new("重み", "weight"), Text.Same($"{rule.Weight}")),
                new(new("望まれる水準", "desired levels"), Text.Same(string.Join(", ", rule.Desired))),
            ])),
            .. set.Questionnaire.Profile.Zip(set.Rules.Profile, (item, rule) => new CatalogueItem(item.Id,
            [
                .. Wording(item),
                new(new("重み", "weight"), Text.Same($"{rule.Weight}")),
                new(new("点", "points"), Text.Same(string.Join(", ", rule.Points))),
            ])),
        ];

    private static IEnumerable<ItemPart> Wording(Item item)
        =>
        [
            new(new("項目名", "title"), item.Title),
            new(new("質問", "question"), item.Question),
            new(new("説明", "help"), item.Help),
            .. item.Options.Select((text, at) => new ItemPart(new($"選択肢{at + 1}", $"answer {at + 1}"), text)),
        ];
}
