using Sakimori.Kernel;

namespace Sakimori.Benchmark.Domain;

/// <summary>Reads <see cref="Rules"/> from JSON, against the questionnaire that they belong to.</summary>
internal static class RulesFile
{
    public static Outcome<Rules> Read(ReadOnlyMemory<byte> json, Questionnaire questionnaire)
    {
        var faults = new FaultList();
        if (FormNode.Open(json, faults) is not var (document, root))
            return faults.ToFailure(Unreadable);
        using (document)
        {
            var rules = new Rules
            {
                Version = root.String("version", 20),
                Questionnaire = root.String("questionnaire", 20),
                Effective = root.Day("effective"),
                Provenance = root.Text("provenance"),
                FamilyWeights = ReadFamilyWeights(root, questionnaire),
                LayerBounds = ReadLayers(root),
                Unknown = ReadUnknown(root),
                Statistics = ReadStatistics(root, questionnaire),
                Effort = ReadEffort(root),
                Profile = Each(root, "profile", questionnaire.Profile, ReadProfileRule),
                Measures = Each(root, "measures", questionnaire.Measures, ReadMeasureRule),
            };
            if (rules.Questionnaire.Length > 0 && rules.Questionnaire != questionnaire.Version)
                root.Refuse(new("別の版の質問票のための規則です。", "These rules belong to another version of the questionnaire."),
                    Text.Same(questionnaire.Version), rules.Questionnaire);
            return faults.Any ? faults.ToFailure(Unreadable) : rules;
        }
    }

    private static Text Unreadable => new("規則表に誤りがあります。", "The rule table has faults.");

    private static List<int> ReadFamilyWeights(FormNode root, Questionnaire questionnaire)
        => root.Member("riskIndex") is { } node
            ? Each(node, "families", questionnaire.Families, family => family.Id, "family", (family, _) => family.Integer("weight", 1, 9))
            : [];

    private static List<Tenths> ReadLayers(FormNode root)
    {
        var nodes = root.List("layers", Layers.All.Count, Layers.All.Count);
        var bounds = new List<Tenths>();
        foreach (var node in nodes)
        {
            var expected = (Layer)bounds.Count;
            if (node.String("id", 20) is var id && id.Length > 0 && id != expected.Id())
                node.Refuse(new("層の順が違います。", "The layers are not in order."), Text.Same(expected.Id()), id);
            var from = node.Tenths("from", 0, 100);
            if (bounds.Count == 0 ? from.Value != 0 : from <= bounds[^1])
                node.Refuse(new("層の下限が昇順になっていません。", "The lower bounds of the layers do not rise."),
                    bounds.Count == 0 ? Text.Same("0.0") : new($"{bounds[^1]}より大きい数", $"More than {bounds[^1]}"), from.ToString());
            bounds.Add(from);
        }

        return bounds;
    }

    // The engine knows one treatment; a table that announces another one is refused rather than misread.
    private static Text ReadUnknown(FormNode root)
    {
        if (root.Member("unknown") is not { } node)
            return default;
        node.Integer("measure", 1, 1);
        if (node.String("profile", 20) is var profile && profile.Length > 0 && profile != "highest")
            node.Refuse(new("この扱いはできません。", "This treatment is not supported."), Text.Same("highest"), profile);
        return node.Text("text");
    }

    private static StatisticsRule ReadStatistics(FormNode root, Questionnaire questionnaire)
    {
        if (root.Member("statistics") is not { } node)
            return new(15, 5, 5);
        var count = node.Integer("minimumCount", 15, 10_000);
        var size = node.Names("sizeItem") ? node.String("sizeItem", 40) : null;
        if (size?.Length > 0 && questionnaire.Profile.All(item => item.Id != size))
            node.Refuse(new("この項目は質問票のプロフィールにありません。", "The profile has no such item."), Text.Same(questionnaire.Profile[0].Id), size);
        return new(count, node.Integer("minimumBin", 5, count), node.Integer("binWidth", 1, 50), size);
    }

    private static EffortRule ReadEffort(FormNode root)
    {
        if (root.Member("effort") is not { } node)
            return new(1, 2);
        var small = node.Integer("small", 1, 59);
        return new(small, node.Integer("medium", small + 1, 60));
    }

    private static ProfileRule ReadProfileRule(FormNode node, ProfileItem item)
    {
        var weight = node.Integer("weight", 1, 9);
        var points = node.List("points", item.Choices, item.Choices).Select(option => option.AsInteger(0, 100)).ToList();
        for (var i = 1; i < points.Count; i++)
        {
            if (points[i] <= points[i - 1])
                node.Refuse(new("選択肢の点が増えていません。", "The points of the options do not rise."),
                    new($"{points[i - 1]}より大きい点", $"More than {points[i - 1]}"), $"{points[i]}");
        }

        return new(item.Id, weight, points);
    }

    private static MeasureRule ReadMeasureRule(FormNode node, Measure measure)
    {
        var weight = node.Integer("weight", 1, 3);
        var desired = new List<int>();
        if (node.Member("desired") is { } levels)
        {
            foreach (var layer in Layers.All)
            {
                var level = levels.Integer(layer.Id(), 1, Measure.TopLevel);
                if (desired.Count > 0 && level < desired[^1])
                    levels.Refuse(new("層が上がると望まれる水準が下がっています。", "The desired level falls with a higher layer."),
                        new($"{desired[^1]}以上", $"At least {desired[^1]}"), $"{level}");
                desired.Add(level);
            }
        }

        return new(measure.Id, weight, desired);
    }

    private static List<TRule> Each<TItem, TRule>(
        FormNode root, string name, IReadOnlyList<TItem> items, Func<FormNode, TItem, TRule> read)
        where TItem : Item
        => Each(root, name, items, item => item.Id, "item", read);

    private static List<TRule> Each<TItem, TRule>(FormNode root, string name, IReadOnlyList<TItem> items,
        Func<TItem, string> idOf, string key, Func<FormNode, TItem, TRule> read)
    {
        var nodes = root.List(name, items.Count, items.Count);
        var rules = new List<TRule>(nodes.Count);
        for (var i = 0; i < nodes.Count; i++)
        {
            if (nodes[i].String(key, 40) is var id && id.Length > 0 && id != idOf(items[i]))
                nodes[i].Refuse(new("質問票と順番が合いません。", "This is not in the order of the questionnaire."), Text.Same(idOf(items[i])), id);
            rules.Add(read(nodes[i], items[i]));
        }

        return rules;
    }
}
