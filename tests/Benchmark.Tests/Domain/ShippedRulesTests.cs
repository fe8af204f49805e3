using Sakimori.Benchmark.Domain;
using Sakimori.Kernel;

namespace Sakimori.Benchmark.Tests.Domain;

public sealed class ShippedRulesTests
{
    private static readonly RuleSet Rules = ShippedRules.Current;

    [Fact]
    public void The_questionnaire_has_25_measures_in_five_groups_and_15_profile_items_in_two_families()
    {
        var questionnaire = Rules.Questionnaire;
        Assert.Equal([7, 4, 6, 5, 3], questionnaire.Groups.Select(g => questionnaire.Measures.Count(m => m.Group == g.Id)));
        Assert.Equal([8, 7], questionnaire.Families.Select(f => questionnaire.Profile.Count(p => p.Family == f.Id)));
        Assert.Equal(Enumerable.Range(1, 25).Select(n => $"M{n:00}"), questionnaire.Measures.Select(m => m.Id));
        Assert.Equal(Enumerable.Range(1, 15).Select(n => $"P{n:00}"), questionnaire.Profile.Select(p => p.Id));
        Assert.Equal("2026.1", Rules.Version);
    }

    [Fact]
    public void Every_text_stands_in_both_languages()
    {
        foreach (var text in AllTexts(Rules.Questionnaire))
        {
            Assert.Contains(text.Ja, c => c is >= 'ぁ' and <= 'ヶ' or >= '一' and <= '龥');
            Assert.DoesNotContain(text.En, c => c >= '\u3000');
        }
    }

    [Fact]
    public void Most_measures_desire_4_where_much_is_required_3_where_some_and_2_where_little_is()
    {
        foreach (var (layer, usual) in new[] { (Layer.High, 4), (Layer.Adequate, 3), (Layer.NotPressing, 2) })
        {
            var levels = Rules.Rules.Measures.Select(m => m.Desired[(int)layer]).ToList();
            Assert.All(levels, level => Assert.InRange(level, usual, usual + 1));
            Assert.True(levels.Count(level => level == usual) > levels.Count / 2);
            Assert.Contains(usual + 1, levels);
        }
    }

    private static IEnumerable<Text> AllTexts(Questionnaire q)
        => q.Items.SelectMany(item => new[] { item.Title, item.Question, item.Help })
            .Concat(q.Measures.SelectMany(m => m.Options))
            .Concat(q.Measures.SelectMany(m => m.Next.SelectMany(n => n.Steps.Append(n.Who))))
            .Concat(q.Groups.Select(g => g.Title)).Concat(q.Families.Select(f => f.Title))
            .Append(q.Title).Append(q.Provenance);
}
