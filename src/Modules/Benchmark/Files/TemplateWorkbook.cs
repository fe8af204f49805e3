using Sakimori.Benchmark.Domain;
using Sakimori.Benchmark.Files.Office;
using Sakimori.Kernel;

namespace Sakimori.Benchmark.Files;

/// <summary>
/// The self-check as one XLSX workbook that works without a server: questions, answers and a result computed by formulas from the
/// same rule table as <see cref="Scoring"/>. A filled-in copy is read by <see cref="FilledTemplate"/>.
/// </summary>
public static class TemplateWorkbook
{
    /// <summary>The media type.</summary>
    public const string MediaType = WorkbookFile.MediaType;

    /// <summary>The workbook of a rule set in one language; the same rule set gives the same bytes.</summary>
    public static byte[] Write(RuleSet rules, Language language)
    {
        var at = new TemplateLayout(rules, language);
        var book = new WorkbookFile(at.T(rules.Questionnaire.Title), language, rules.Effective) { Locked = true };
        book.Sheets.AddRange(
        [
            TemplateGuideSheet.Of(at), TemplateQuestionsSheet.Of(at), TemplateResultSheet.Of(at), TemplateStepsSheet.Of(at),
            TemplateRulesSheet.Of(at), TemplateAnswersSheet.Of(at),
        ]);
        var totals = TemplateAnswersSheet.Totals;
        for (var i = 0; i < totals.Count; i++)
            book.Name(totals[i], Area.Down(TemplateLayout.FirstRow + i, TemplateLayout.TotalsColumn + 1, 1).On(TemplateLayout.AnswersSheet));
        return book.ToBytes();
    }

    /// <summary>The name under which it is saved.</summary>
    public static string FileName(RuleSet rules, Language language) => $"self-check-{rules.Version}-{language.Code()}.xlsx";
}
