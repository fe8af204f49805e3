using Sakimori.Benchmark.Domain;
using Sakimori.Benchmark.Files;
using Sakimori.Kernel;

namespace Sakimori.Benchmark.Pages.Answering;

/// <summary>What a file of answers holds.</summary>
/// <param name="Rules">The rules by which it was answered.</param>
/// <param name="Answers">The answers, perhaps not all.</param>
/// <param name="Made">The day on which it was made; null when the file does not say.</param>
/// <param name="Notice">What the reader should know of it; null when nothing.</param>
public sealed record OpenedAnswers(RuleSet Rules, Answers Answers, DateOnly? Made, Text? Notice = null);

/// <summary>A kind of file that <c>/benchmark/open</c> can open; a further kind is one more registered service.</summary>
/// <param name="Name">What readers call it.</param>
/// <param name="Extensions">Its endings, in lower case, with the dot.</param>
/// <param name="Read">Reads the bytes of a file of that name; fails with faults when it is not one, and never throws.</param>
public sealed record AnswerFileKind(
    Text Name, IReadOnlyList<string> Extensions, Func<ReadOnlyMemory<byte>, string, Questionnaires, Outcome<OpenedAnswers>> Read)
{
    /// <summary>The result file that an anonymous self-check downloads.</summary>
    public static AnswerFileKind Result { get; } = new(new("保存した結果", "Saved result"), [".json"],
        (bytes, _, questionnaires) => ResultFile.Parse(bytes, questionnaires.Find).Match<Outcome<OpenedAnswers>>(
            file => new OpenedAnswers(file.Rules, file.Answers, file.Made), failure => failure));

    /// <summary>The filled-in workbook, or a table <c>item,answer</c>.</summary>
    public static AnswerFileKind Table { get; } = new(new("記入した回答表", "Filled-in template"), [".xlsx", ".csv", ".tsv"],
        (bytes, name, questionnaires) => FilledTemplate.Read(bytes, name, questionnaires.Current, questionnaires.Find).Match<Outcome<OpenedAnswers>>(
            filled => new OpenedAnswers(filled.Rules, filled.Answers, null, filled.Notice), failure => failure));

    /// <summary>The kind of a file's name; null when there is none.</summary>
    public static AnswerFileKind? Of(IEnumerable<AnswerFileKind> kinds, string fileName)
        => kinds.FirstOrDefault(kind => kind.Extensions.Contains(Path.GetExtension(fileName).ToLowerInvariant()));
}
