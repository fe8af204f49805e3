using System.Text;
using Sakimori.Benchmark;
using Sakimori.Benchmark.Domain;
using Sakimori.Benchmark.Files;
using Sakimori.Kernel;
using Sakimori.Platform.Tables;

namespace Sakimori.TestKit.Fuzz;

/// <summary>A parser that reads what strangers send: it must answer every input, and soon.</summary>
/// <param name="Name">The name, also of its folder in the corpus.</param>
/// <param name="Seeds">Right inputs, from which wrong ones are made.</param>
/// <param name="Parse">Parses; any exception is a bug.</param>
/// <param name="Package">True when the inputs are ZIP packages whose parts are mutated too.</param>
public sealed record FuzzTarget(string Name, IReadOnlyList<byte[]> Seeds, Action<byte[]> Parse, bool Package = false)
{
    private static readonly RuleSet Rules = ShippedRules.Current;

    /// <summary>Every parser of the product that reads uploads and bodies.</summary>
    public static IReadOnlyList<FuzzTarget> All { get; } = Make();

    /// <summary>The input of a round: the seed says which.</summary>
    public byte[] Input(Random random)
    {
        var seed = Seeds[random.Next(Seeds.Count)];
        return Package && random.Next(4) > 0 ? Mutation.OfPart(seed, random) : Mutation.Of(seed, random);
    }

    private static IReadOnlyList<FuzzTarget> Make()
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        var filled = AnswerTable.Template(Rules.Questionnaire).Replace(",\n", ",3\n", StringComparison.Ordinal);
        var json = "[" + string.Join(',', Rules.Questionnaire.Items.Select(i => $$"""{"item":"{{i.Id}}","answer":2}""")) + "]";
        IReadOnlyList<IReadOnlyList<TableValue>> rows =
            [.. Rules.Questionnaire.Items.Select(i => new[] { TableValue.Identifier(i.Id), TableValue.WholeNumber(3) })];
        using var workbook = new MemoryStream();
        TableWriter.Write(workbook, TableFormat.Xlsx, new TableContent("answers", ["item", "answer"], rows));
        return
        [
            new("csv",
                [Encoding.UTF8.GetBytes(filled), Encoding.GetEncoding(932).GetBytes(filled.Replace("item,answer", "項目,回答", StringComparison.Ordinal)),
                    Encoding.Unicode.GetPreamble().Concat(Encoding.Unicode.GetBytes(filled.Replace(',', '\t'))).ToArray()],
                input => AnswerTable.Read(Rules.Questionnaire, input)),
            new("xlsx", [workbook.ToArray()], input => AnswerTable.Read(Rules.Questionnaire, input), Package: true),
            new("template", [TemplateWorkbook.Write(Rules, Language.Ja)],
                input => FilledTemplate.Read(input, null, Rules, version => version == Rules.Version ? Rules : null), Package: true),
            new("json", [Encoding.UTF8.GetBytes(json)], input => AnswerSheet.ParseJson(Rules.Questionnaire, input)),
            new("questionnaire", [ShippedRules.File("questionnaire-2026.1.json").ToArray()],
                input => RuleSet.Parse(input, ShippedRules.File("rules-2026.1.json"))),
            new("rules", [ShippedRules.File("rules-2026.1.json").ToArray()], input => RuleSet.Parse(Rules.Questionnaire, input)),
            new("result", [ResultSeed()], input => ResultFile.Parse(input, version => version == Rules.Version ? Rules : null)),
        ];
    }

    private static byte[] ResultSeed()
    {
        var answers = Answers.From(Rules.Questionnaire, _ => Answer.Of(2));
        return new ResultFile(Rules, answers, Scoring.Score(Rules, answers).Value, new DateOnly(2026, 4, 1)).Serialize();
    }
}
