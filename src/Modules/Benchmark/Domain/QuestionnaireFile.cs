using Sakimori.Kernel;

namespace Sakimori.Benchmark.Domain;

/// <summary>Reads <see cref="Questionnaire"/> from JSON.</summary>
internal static class QuestionnaireFile
{
    private const int MostItems = 100;

    public static Outcome<Questionnaire> Read(ReadOnlyMemory<byte> json)
    {
        var faults = new FaultList();
        if (FormNode.Open(json, faults) is not var (document, root))
            return faults.ToFailure(Unreadable);
        using (document)
        {
            var version = root.String("version", 20);
            var effective = root.Day("effective");
            var title = root.Text("title");
            var provenance = root.Text("provenance");
            var groups = root.List("groups", 1, 20).Select(node => new MeasureGroup(Id(node), node.Text("title"))).ToList();
            var families = root.List("families", 2, 2).Select(node => new ProfileFamily(Id(node), node.Text("title"))).ToList();
            var ids = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
            var measures = root.List("measures", 1, MostItems).Select(node => ReadMeasure(node, ids, groups)).ToList();
            var profile = root.List("profile", 2, MostItems).Select(node => ReadProfileItem(node, ids, families)).ToList();

            Unique(root, "groups", groups.Select(group => group.Id));
            Unique(root, "families", families.Select(family => family.Id));
            foreach (var empty in groups.Where(group => measures.TrueForAll(measure => measure.Group != group.Id)))
                root.Refuse(new("対策が一つもない区分があります。", "A group holds no measure."),
                    new("対策を加えるか、区分を除いてください。", "Add a measure or remove the group."), empty.Id);
            foreach (var empty in families.Where(family => profile.TrueForAll(item => item.Family != family.Id)))
                root.Refuse(new("項目が一つもない系統があります。", "A family holds no profile item."),
                    new("各系統に一つ以上の項目が必要です。", "Each family needs at least one item."), empty.Id);

            return faults.Any
                ? faults.ToFailure(Unreadable)
                : new Questionnaire(version, effective, title, provenance, groups, families, measures, profile);
        }
    }

    private static Text Unreadable => new("質問票に誤りがあります。", "The questionnaire has faults.");

    private static Measure ReadMeasure(FormNode node, HashSet<string> ids, List<MeasureGroup> groups)
    {
        var id = ItemId(node, ids);
        var group = OneOf(node, "group", groups.ConvertAll(g => g.Id));
        var next = node.List("next", Measure.TopLevel - 1, Measure.TopLevel - 1);
        return new(id, group, node.Text("title"), node.Text("question"), node.Text("help"),
            Texts(node, "levels", Measure.TopLevel, Measure.TopLevel),
            [.. next.Select((step, at) => ReadNextStep(step, at + 1))], ReadMappings(node));
    }

    private static ProfileItem ReadProfileItem(FormNode node, HashSet<string> ids, List<ProfileFamily> families)
        => new(ItemId(node, ids), OneOf(node, "family", families.ConvertAll(f => f.Id)),
            node.Text("title"), node.Text("question"), node.Text("help"), Texts(node, "options", 3, 9));

    private static NextStep ReadNextStep(FormNode node, int from)
    {
        var given = node.Integer("from", 1, Measure.TopLevel - 1);
        if (given != from)
            node.Refuse(new("水準の順になっていません。", "The steps are not in the order of the levels."), Text.Same($"{from}"), $"{given}");
        return new(from, Texts(node, "steps", 1, 5), node.Integer("days", 1, 60), node.Text("who"));
    }

    private static Dictionary<string, IReadOnlyList<string>> ReadMappings(FormNode node)
    {
        var mappings = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal);
        if (node.Member("mappings") is not { } member)
            return mappings;
        foreach (var (framework, references) in member.Members())
        {
            var named = references.Elements?.Select(reference => reference.AsString(100)).ToList();
            if (named is null || named.Contains(null))
                references.Refuse(new("参照番号の配列ではありません。", "This is not an array of references."),
                    new("文字列の配列", "An array of texts"), references.Raw);
            else
                mappings[framework] = [.. named.OfType<string>()];
        }

        return mappings;
    }

    private static List<Text> Texts(FormNode node, string name, int least, int most)
    {
        var nodes = node.List(name, least, most);
        var texts = nodes.Select(text => text.AsText()).ToList();
        for (var i = 0; i < texts.Count; i++)
        {
            if (texts.FindIndex(text => text.Ja == texts[i].Ja || text.En == texts[i].En) is var first && first < i && texts[i].Ja.Length > 0)
                nodes[i].Refuse(new("同じ文が二度あります。", "The same text stands twice."),
                    new("互いに異なる文にしてください。", "Make the texts distinct."), texts[i].En);
        }

        return texts;
    }

    private static string Id(FormNode node) => node.String("id", 40);

    private static string ItemId(FormNode node, HashSet<string> ids)
    {
        var id = node.String("id", 12);
        if (id.Length > 0 && !id.All(char.IsAsciiLetterOrDigit))
            node.Refuse(new("識別子に使えない文字があります。", "The identifier has characters that it may not have."),
                new("英字と数字だけ", "Letters a–z and digits only"), id);
        else if (id.Length > 0 && !ids.Add(id))
            node.Refuse(new("同じ識別子が二度あります。", "The identifier stands twice."),
                new("項目ごとに異なる識別子", "An identifier of its own for each item"), id);
        return id;
    }

    private static string OneOf(FormNode node, string name, List<string> allowed)
    {
        var id = node.String(name, 40);
        if (id.Length > 0 && !allowed.Contains(id))
            node.Refuse(new("定義されていない識別子です。", "This identifier is not defined."), Text.Same(string.Join(", ", allowed)), id);
        return id;
    }

    private static void Unique(FormNode root, string name, IEnumerable<string> ids)
    {
        foreach (var twice in ids.GroupBy(id => id, StringComparer.Ordinal).Where(same => same.Count() > 1))
            root.Refuse(new($"「{name}」に同じ識別子が二度あります。", $"An identifier stands twice in \"{name}\"."),
                new("互いに異なる識別子", "Distinct identifiers"), twice.Key);
    }
}
