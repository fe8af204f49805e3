using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using Sakimori.Kernel;

namespace Sakimori.Benchmark.Domain;

/// <summary>A result that its owner keeps as a file: enough to open it again, compare it later or adopt it into an account.</summary>
/// <param name="Rules">The rules by which it was computed.</param>
/// <param name="Answers">The answers.</param>
/// <param name="Score">The result, computed anew from the answers when the file is read.</param>
/// <param name="Made">The day on which the self-check was made.</param>
public sealed record ResultFile(RuleSet Rules, Answers Answers, Score Score, DateOnly Made)
{
    /// <summary>The value of <c>format</c> by which the file is known.</summary>
    public const string Format = "sakimori-benchmark-result/1";

    private static readonly JsonWriterOptions Indented = new()
    {
        Indented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.Create(UnicodeRanges.All),
    };

    /// <summary>
    /// The file as UTF-8 JSON: <c>format</c>, <c>made</c>, <c>rules_version</c>, <c>answers</c> (a list of item and answer, as the API
    /// takes it) and <c>result</c> (as <see cref="ScoreJson"/> writes it).
    /// </summary>
    public byte[] Serialize()
    {
        var buffer = new ArrayBufferWriter<byte>(8192);
        using (var writer = new Utf8JsonWriter(buffer, Indented))
        {
            writer.WriteStartObject();
            writer.WriteString("format"u8, Format);
            writer.WriteString("made"u8, $"{Made:yyyy-MM-dd}");
            writer.WriteString("rules_version"u8, Rules.Version);
            writer.WriteStartArray("answers"u8);
            foreach (var row in AnswerSheet.Rows(Rules.Questionnaire, Answers))
            {
                writer.WriteStartObject();
                writer.WriteString("item"u8, row.Item);
                writer.WriteString("answer"u8, row.Answer);
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
            writer.WritePropertyName("result"u8);
            ScoreJson.Write(writer, Score);
            writer.WriteEndObject();
        }

        buffer.Write("\n"u8);
        return buffer.WrittenSpan.ToArray();
    }

    /// <summary>
    /// Reads a file. The result in it is not believed but computed anew. Fails when it is no such file, its rules are not known here,
    /// or its answers have faults; never throws on bad input.
    /// </summary>
    /// <param name="json">The file.</param>
    /// <param name="rulesOf">The rules of a version; null when the version is not known.</param>
    public static Outcome<ResultFile> Parse(ReadOnlyMemory<byte> json, Func<string, RuleSet?> rulesOf)
    {
        var faults = new FaultList();
        if (FormNode.Open(json, faults) is not var (document, root))
            return faults.ToFailure(Faulty);
        using (document)
        {
            if (root.String("format", 40) is var format && format.Length > 0 && format != Format)
                root.Refuse(new("この形式のファイルは開けません。", "A file of this format cannot be opened."), Text.Same(Format), format);
            var made = root.Day("made");
            var version = root.String("rules_version", 20);
            var rules = rulesOf(version);
            if (rules is null && version.Length > 0)
                root.Refuse(new("この版の規則はここにありません。", "The rules of this version are not known here."),
                    new("結果を作ったサーバーで開いてください。", "Open it on the server that made it."), version);
            var answers = root.List("answers", 0, 10_000);
            if (faults.Any || rules is null)
                return faults.ToFailure(Faulty);
            return AnswerSheet.Parse(rules.Questionnaire, answers).Match<Outcome<ResultFile>>(
                read => Scoring.Score(rules, read).Match<Outcome<ResultFile>>(
                    score => new ResultFile(rules, read, score, made), failure => failure),
                failure => failure);
        }
    }

    private static Text Faulty => new("結果のファイルを開けません。", "The result file cannot be opened.");
}
