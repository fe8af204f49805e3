using Sakimori.Benchmark.Domain;
using Sakimori.Benchmark.Files;
using Sakimori.Kernel;
using Sakimori.Platform.Tables;

namespace Sakimori.Benchmark.Tests.Files;

/// <summary>What the result sheet of the workbook shows, or would have to show, as text.</summary>
internal sealed record ShownResult(
    string Total, string RiskIndex, string Layer, string Unknown, string Groups, string Measures, string First)
{
    /// <summary>What LibreOffice printed of the result sheet.</summary>
    public static ShownResult Read(string csv, RuleSet rules, Language language)
    {
        var table = TableReader.Read(File.ReadAllBytes(csv)).Value;
        var rows = table.Rows.ToDictionary(row => row.Number);
        string Cells(int row, params int[] columns) => string.Join('|', columns.Select(column => rows[row][column - 1].Value));
        var at = new TemplateLayout(rules, language);
        return new(
            Cells(TemplateResultSheet.TotalRow, 3), Cells(TemplateResultSheet.RiskRow, 3), Cells(TemplateResultSheet.LayerRow, 3),
            Cells(TemplateResultSheet.UnknownRow, 3),
            string.Join(' ', Enumerable.Range(TemplateResultSheet.GroupRow, at.Groups).Select(row => Cells(row, 4, 5, 6))),
            string.Join(' ', Enumerable.Range(TemplateResultSheet.MeasureRow(at), at.Measures).Select(row => Cells(row, 1, 4, 5, 6))),
            string.Join(' ', Enumerable.Range(TemplateResultSheet.PickRow, TemplateResultSheet.Picks)
                .Where(rows.ContainsKey).Select(row => Cells(row, 1, 7, 9)).Where(cells => cells != "||")));
    }

    /// <summary>What the engine says.</summary>
    public static ShownResult Of(RuleSet rules, Score score, Language language) => new(
        $"{score.Total}", Plain(score.RiskIndex), score.Layer.Name().In(language), $"{score.UnknownItems.Count}",
        string.Join(' ', score.Groups.Select(group => $"{group.Sum}|{group.Max}|{Plain(group.Mean)}")),
        string.Join(' ', score.Measures.Select(measure =>
            $"{measure.Item}|{measure.Level?.ToString() ?? (language == Language.Ja ? "不明" : "unknown")}|{measure.Desired.Written()}|{measure.Gap?.Written() ?? "–"}")),
        string.Join(' ', Recommendations.Of(rules, score).Take(TemplateResultSheet.Picks)
            .Select(r => $"{r.Measure.Id}|{r.Days}|{Steps(r, language)}")));

    // The export writes the value itself, not as it is shown: a figure that is not exactly a number of tenths would be seen.
    private static string Plain(Tenths figure) => $"{figure.ToDecimal():0.#}";

    private static string Steps(Recommendation recommendation, Language language)
    {
        var unknown = recommendation.Level is null;
        var steps = recommendation.Steps.Select((step, i) => (unknown && i == 0 ? "" : language == Language.Ja ? "・" : "• ") + step.In(language));
        return string.Join('\n', steps);
    }
}
