using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Validation;
using Sakimori.Benchmark.Domain;
using Sakimori.Benchmark.Files;
using Sakimori.Benchmark.Tests.Domain;
using Sakimori.Kernel;

namespace Sakimori.Benchmark.Tests.Files;

public sealed class TemplateWorkbookTests
{
    private static readonly RuleSet Rules = Samples.Shipped;

    [Theory]
    [InlineData(Language.Ja)]
    [InlineData(Language.En)]
    public void Is_a_valid_workbook_and_the_same_every_time(Language language)
    {
        var file = TemplateWorkbook.Write(Rules, language);
        Assert.Equal(file, TemplateWorkbook.Write(Rules, language));
        using var workbook = SpreadsheetDocument.Open(new MemoryStream(file), isEditable: false);
        Assert.Empty(new OpenXmlValidator(DocumentFormat.OpenXml.FileFormatVersions.Office2019).Validate(workbook).Select(fault => $"{fault.Part?.Uri} {fault.Path?.XPath}: {fault.Description}"));
        Assert.All(workbook.WorkbookPart!.GetPartsOfType<WorksheetPart>().SelectMany(sheet => sheet.DrawingsPart?.ChartParts ?? []),
            chart => Assert.Contains("chartSpace", chart.ChartSpace.OuterXml, StringComparison.Ordinal));
        Assert.Equal(3, workbook.WorkbookPart!.GetPartsOfType<WorksheetPart>().Sum(sheet => sheet.DrawingsPart?.ChartParts.Count() ?? 0));
    }

    [Fact]
    public void A_version_by_the_programme_office_whose_texts_look_like_formulas_stays_text()
    {
        var rules = RuleSet.Parse(
            Samples.Bytes(Samples.SmallQuestionnaire.Replace("していますか。", "=HYPERLINK(\\\"http://x\\\")", StringComparison.Ordinal)),
            Samples.Bytes(Samples.SmallRules)).Value;
        using var workbook = SpreadsheetDocument.Open(new MemoryStream(TemplateWorkbook.Write(rules, Language.Ja)), isEditable: false);
        Assert.Empty(new OpenXmlValidator(DocumentFormat.OpenXml.FileFormatVersions.Office2019).Validate(workbook));
        var formulas = workbook.WorkbookPart!.GetPartsOfType<WorksheetPart>()
            .SelectMany(sheet => sheet.Worksheet.Descendants<DocumentFormat.OpenXml.Spreadsheet.CellFormula>()).Select(formula => formula.Text).ToList();
        Assert.NotEmpty(formulas);
        Assert.DoesNotContain(formulas, formula => formula.Contains("HYPERLINK", StringComparison.Ordinal));
    }
}
