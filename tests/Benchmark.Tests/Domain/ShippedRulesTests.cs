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

    [Fact]
    public void References_are_controls_of_annex_a_and_subcategories_of_csf_2()
    {
        string[] controls = [.. Numbered(5, 37), .. Numbered(6, 8), .. Numbered(7, 14), .. Numbered(8, 34)];
        foreach (var measure in Rules.Questionnaire.Measures)
        {
            Assert.All(measure.Mappings["iso27001-2022"], reference => Assert.Contains(reference, controls));
            Assert.All(measure.Mappings["csf-2.0"], reference => Assert.Contains(reference, Csf2));
            Assert.All(measure.Mappings.Values, references => Assert.Equal(references, references.Distinct()));
        }

        Assert.Equal((93, 106), (controls.Length, Csf2.Count));

        static IEnumerable<string> Numbered(int theme, int last) => Enumerable.Range(1, last).Select(n => $"{theme}.{n}");
    }

    // Subcategories in force in CSF 2.0; withdrawn numbers are left out.
    private static HashSet<string> Csf2 { get; } =
    [
        .. Category("GV.OC", 1, 2, 3, 4, 5), .. Category("GV.RM", 1, 2, 3, 4, 5, 6, 7), .. Category("GV.RR", 1, 2, 3, 4),
        .. Category("GV.PO", 1, 2), .. Category("GV.OV", 1, 2, 3), .. Category("GV.SC", 1, 2, 3, 4, 5, 6, 7, 8, 9, 10),
        .. Category("ID.AM", 1, 2, 3, 4, 5, 7, 8), .. Category("ID.RA", 1, 2, 3, 4, 5, 6, 7, 8, 9, 10), .. Category("ID.IM", 1, 2, 3, 4),
        .. Category("PR.AA", 1, 2, 3, 4, 5, 6), .. Category("PR.AT", 1, 2), .. Category("PR.DS", 1, 2, 10, 11),
        .. Category("PR.PS", 1, 2, 3, 4, 5, 6), .. Category("PR.IR", 1, 2, 3, 4),
        .. Category("DE.CM", 1, 2, 3, 6, 9), .. Category("DE.AE", 2, 3, 4, 6, 7, 8),
        .. Category("RS.MA", 1, 2, 3, 4, 5), .. Category("RS.AN", 3, 6, 7, 8), .. Category("RS.CO", 2, 3), .. Category("RS.MI", 1, 2),
        .. Category("RC.RP", 1, 2, 3, 4, 5, 6), .. Category("RC.CO", 3, 4),
    ];

    private static IEnumerable<string> Category(string name, params int[] numbers) => numbers.Select(n => $"{name}-{n:00}");

    private static IEnumerable<Text> AllTexts(Questionnaire q)
        => q.Items.SelectMany(item => new[] { item.Title, item.Question, item.Help })
            .Concat(q.Measures.SelectMany(m => m.Options))
            .Concat(q.Measures.SelectMany(m => m.Next.SelectMany(n => n.Steps.Append(n.Who))))
            .Concat(q.Groups.Select(g => g.Title)).Concat(q.Families.Select(f => f.Title))
            .Append(q.Title).Append(q.Provenance);
}
