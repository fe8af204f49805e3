using System.Text;
using Sakimori.Kernel;

namespace Sakimori.Benchmark.Domain;

/// <summary>
/// References of measures to another framework: a CSV file <c>item,reference</c> that anyone can add, and its entry in
/// <c>mappings.json</c> with name and provenance.
/// </summary>
/// <param name="Id">The framework's identifier: the name of the file without its ending.</param>
/// <param name="Title">The framework's name.</param>
/// <param name="Provenance">Where the references come from and what they leave out.</param>
/// <param name="References">Measure → references, in the order of the file.</param>
public sealed record MappingTable(string Id, Text Title, Text Provenance, ILookup<string, string> References)
{
    /// <summary>Reads the list of frameworks, <c>mappings.json</c>, and with it each table.</summary>
    /// <param name="questionnaire">The questionnaire whose measures are named.</param>
    /// <param name="index">UTF-8 JSON: a list of <c>{id, title, provenance}</c>.</param>
    /// <param name="csv">Gives the CSV file (UTF-8) of a framework.</param>
    public static Outcome<IReadOnlyList<MappingTable>> ParseAll(
        Questionnaire questionnaire, ReadOnlyMemory<byte> index, Func<string, ReadOnlyMemory<byte>> csv)
    {
        var faults = new FaultList();
        if (FormNode.Open(index, faults) is not var (document, root))
            return faults.ToFailure(Faulty);
        using (document)
        {
            var tables = (root.Elements ?? []).Select(node =>
            {
                var id = node.String("id", 40);
                return new MappingTable(id, node.Text("title"), node.Text("provenance"),
                    id.Length > 0 ? Read(questionnaire, Encoding.UTF8.GetString(csv(id).Span), faults) : Empty);
            }).ToList();
            return faults.Any ? faults.ToFailure(Faulty) : tables;
        }
    }

    /// <summary>The references of a table that was checked before it was kept.</summary>
    /// <param name="csv">Pairs <c>item,reference</c> below their heading; quotes as RFC 4180 has them.</param>
    public static ILookup<string, string> ReferencesOf(string csv)
        => csv.Split('\n').Skip(1).Select(line => line.TrimEnd('\r').Split(',', 2)).Where(cells => cells.Length == 2)
            .ToLookup(cells => cells[0], cells => cells[1] is ['"', .. var quoted, '"'] ? quoted.Replace("\"\"", "\"", StringComparison.Ordinal) : cells[1]);

    private static ILookup<string, string> Empty => Enumerable.Empty<string>().ToLookup(item => item);

    private static Text Faulty => new("対応表に誤りがあります。", "The mapping table has faults.");

    private static ILookup<string, string> Read(Questionnaire questionnaire, string csv, FaultList faults)
    {
        var pairs = new List<(string Item, string Reference)>();
        var row = 0;
        foreach (var line in csv.TrimStart('\uFEFF').Split('\n'))
        {
            row++;
            var cells = line.Trim().Split(',', 2).Select(cell => cell.Trim().Trim('"')).ToArray();
            if (cells is [""] || (row == 1 && cells is ["item", "reference"]))
                continue;
            if (questionnaire.Find(cells[0]) is not Measure measure)
                faults.Add(new("この対策はありません。", "There is no such measure."),
                    Text.Same($"{questionnaire.Measures[0].Id}–{questionnaire.Measures[^1].Id}"), row, "item", cells[0]);
            else if (cells.Length < 2 || cells[1].Length == 0)
                faults.Add(new("参照番号がありません。", "There is no reference."), Text.Same("M01,5.1"), row, "reference");
            else
                pairs.Add((measure.Id, cells[1]));
        }

        return pairs.ToLookup(pair => pair.Item, pair => pair.Reference);
    }
}
