using CsCheck;
using Sakimori.Benchmark.Domain;
using Sakimori.Benchmark.Files;
using Sakimori.Benchmark.Tests.Domain;
using Sakimori.Kernel;
using Sakimori.Platform.Tables;

namespace Sakimori.Benchmark.Tests.Files;

/// <summary>The formulas of the workbook, computed by LibreOffice, against the engine.</summary>
public sealed class RecalculationTests
{
    private static readonly RuleSet Rules = Samples.Shipped;

    // Half of the workbooks are Japanese; the seed (of CsCheck) is named by every failure and gives the same workbooks again.
    private const int Workbooks = 200;
    private const string Seed = "0000Sakimori";

    /// <summary>The result sheet (the third) as CSV in UTF-8.</summary>
    private const string ResultAsCsv = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,3";

    [Fact]
    public async Task Two_hundred_random_workbooks_recalculated_by_LibreOffice_give_what_the_engine_gives()
    {
        var answers = new List<Answers>
        {
            Samples.Uniform(Rules, 1), Samples.Uniform(Rules, 1), Samples.Uniform(Rules, 5), Samples.Uniform(Rules, 5),
            Answers.From(Rules.Questionnaire, _ => Answer.Unknown), Answers.From(Rules.Questionnaire, _ => Answer.Unknown),
        };
        answers.AddRange(Random(Workbooks - answers.Count));
        await Task.WhenAll(Languages.All.Select(language => CompareAsync(language, answers.Where((_, i) => i % 2 == (int)language).ToList())));
    }

    [Fact]
    public async Task Uploads_unchanged_as_filled_in_and_as_another_program_saved_it()
    {
        using var office = new OfficeSuite();
        var answers = Random(1)[0];
        var files = Languages.All.Select(language =>
            Write(office, $"{language.Code()}.xlsx", TemplateSamples.Filled(Templates[language], language, answers))).ToList();
        var saved = System.IO.Directory.GetFiles(await office.ConvertAsync("xlsx", files));
        Assert.Equal(2, saved.Length);
        foreach (var file in files.Concat(saved))
        {
            var read = FilledTemplate.Read(await File.ReadAllBytesAsync(file), file, Rules, _ => null).Value;
            Assert.Equal((Rules.Version, answers.Code, null), (read.Rules.Version, read.Answers.Code, read.Notice));
        }

        foreach (var file in saved)
        {
            // The table for programs, as the spreadsheet computed it, says the same.
            var table = TableReader.Read(await File.ReadAllBytesAsync(file), sheet: "answers").Value;
            Assert.Equal(AnswerSheet.Rows(Rules.Questionnaire, answers).Select(row => (row.Item!, row.Answer!)),
                table.Rows.Take(answers.Count).Select(row => (row[0].Value, row[1].Value)));
        }
    }

    [Fact]
    public async Task Says_what_is_missing_or_wrong_instead_of_a_result()
    {
        using var office = new OfficeSuite();
        var files = Languages.All.Select(language => Write(office, $"{language.Code()}.xlsx",
            TemplateSamples.Typed(Templates[language], i => i switch { 2 => "", 26 => "9", _ => "2" })));
        var folder = await office.ConvertAsync(ResultAsCsv, files);
        Assert.Equal("未回答が1項目あります（最初はM03）。選択肢にない回答が1項目あります（最初はP02）。シート「質問」で回答すると結果が出ます。",
            Message(folder, "ja-結果.csv"));
        Assert.Equal("Not answered: 1 (the first is M03). Not a valid answer: 1 (the first is P02). Answer on the sheet 'Questions' to see the result.",
            Message(folder, "en-Result.csv"));
    }

    private static Dictionary<Language, byte[]> Templates { get; } =
        Languages.All.ToDictionary(language => language, language => TemplateWorkbook.Write(Rules, language));

    private static Answers[] Random(int count)
    {
        Answers[] drawn = [];
        Samples.AnyAnswers.Array[count].Sample(answers => { drawn = answers; }, seed: Seed, iter: 1, threads: 1);
        return drawn;
    }

    private static async Task CompareAsync(Language language, List<Answers> answers)
    {
        using var office = new OfficeSuite();
        var files = answers.Select((given, i) => Write(office, $"{i}.xlsx", TemplateSamples.Filled(Templates[language], language, given)));
        var folder = await office.ConvertAsync(ResultAsCsv, files);
        for (var i = 0; i < answers.Count; i++)
        {
            var shown = ShownResult.Read(Path.Combine(folder, $"{i}-{new TemplateLayout(Rules, language).Result}.csv"), Rules, language);
            var expected = ShownResult.Of(Rules, Scoring.Score(Rules, answers[i]).Value, language);
            Assert.True(expected == shown, $"Seed {Seed}, workbook {i} ({language}), answers {answers[i].Code}:\n{expected}\n{shown}");
        }
    }

    private static string Write(OfficeSuite office, string name, byte[] file)
    {
        var path = Path.Combine(office.Folder, name);
        File.WriteAllBytes(path, file);
        return path;
    }

    private static string Message(string folder, string file)
    {
        var table = TableReader.Read(File.ReadAllBytes(Path.Combine(folder, file))).Value;
        var total = table.Rows.Single(row => row.Number == TemplateResultSheet.TotalRow);
        Assert.Equal("", total[TemplateResultSheet.ValueColumn - 1].Value);
        return table[0][0].Value;
    }
}
