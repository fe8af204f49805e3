using System.Text.Json;
using Sakimori.Kernel;

namespace Sakimori.Benchmark.Domain;

/// <summary>A line of an answer sheet as it was given.</summary>
/// <param name="Row">The row as an editor or a spreadsheet shows it, counted from 1; in JSON the position in the list.</param>
/// <param name="Item">The item's identifier; null or blank when it is not named.</param>
/// <param name="Answer">The answer; null or blank when there is none.</param>
public readonly record struct AnswerRow(int Row, string? Item, string? Answer);

/// <summary>
/// Answers as others hand them in: a table <c>item,answer</c> with one line an item, or JSON <c>[{"item": …, "answer": …}]</c>.
/// Order and letter case do not matter; full-width characters are read like ASCII; 'unknown' or 不明 is an answer; empty lines are
/// skipped.
/// </summary>
public static class AnswerSheet
{
    private const string ItemColumn = "item";
    private const string AnswerColumn = "answer";

    /// <summary>The column headings.</summary>
    public static IReadOnlyList<string> Columns { get; } = [ItemColumn, AnswerColumn];

    /// <summary>
    /// Reads a sheet into complete answers. A missing, repeated, unnamed or unknown item and a value out of range are each a fault
    /// with row, column, value and what would be right; a missing item is reported at the row after the last. Never throws on bad input.
    /// </summary>
    public static Outcome<Answers> Parse(Questionnaire questionnaire, IEnumerable<AnswerRow> rows)
    {
        var faults = new FaultList();
        var given = new Answer[questionnaire.Items.Count];
        var rowOf = new int[given.Length];
        var last = 0;
        foreach (var row in rows)
        {
            last = Math.Max(last, row.Row);
            var name = JapaneseText.Fold(row.Item ?? "").Trim();
            if (name.Length == 0 && string.IsNullOrWhiteSpace(row.Answer))
                continue;
            if (name.Length == 0)
                faults.Add(new("項目が書かれていません。", "The item is not named."), Ids(questionnaire), row.Row, ItemColumn, row.Item);
            else if (questionnaire.IndexOf(name) is not { } at)
                faults.Add(new("この項目はありません。", "There is no such item."), Ids(questionnaire), row.Row, ItemColumn, row.Item);
            else if (rowOf[at] > 0)
                faults.Add(new($"この項目は{rowOf[at]}行目にもあります。", $"This item stands in row {rowOf[at]} already."),
                    new("項目ごとに1行だけにしてください。", "Keep one line for each item."), row.Row, ItemColumn, row.Item);
            else
            {
                rowOf[at] = row.Row;
                given[at] = Read(questionnaire.Items[at], row, faults);
            }

            if (faults.Full)
                break;
        }

        for (var i = 0; i < given.Length; i++)
        {
            if (rowOf[i] == 0)
                faults.Add(new($"項目 {questionnaire.Items[i].Id} がありません。", $"Item {questionnaire.Items[i].Id} is missing."),
                    new($"行「{questionnaire.Items[i].Id},回答」を加えてください。回答は{Remedy(questionnaire.Items[i]).Ja}です。",
                        $"Add the line \"{questionnaire.Items[i].Id},answer\"; the answer is {Remedy(questionnaire.Items[i]).En}."),
                    last + 1, ItemColumn);
        }

        return faults.Any ? faults.ToFailure(Faulty) : Answers.From(questionnaire, i => given[i]);
    }

    /// <summary>Reads JSON (UTF-8): a list of <c>{"item": …, "answer": …}</c>, the answer a number or a text.</summary>
    public static Outcome<Answers> ParseJson(Questionnaire questionnaire, ReadOnlyMemory<byte> json)
    {
        if (SoundJson(questionnaire, json.Span) is { } sound)
            return sound;
        var faults = new FaultList();
        if (FormNode.Open(json, faults) is not var (document, root))
            return faults.ToFailure(Faulty);
        using (document)
        {
            if (root.Elements is { } elements)
                return Parse(questionnaire, elements);
            root.Refuse(new("回答の一覧ではありません。", "This is not a list of answers."),
                Text.Same("""[{"item": "M01", "answer": 3}, …]"""), root.Raw);
            return faults.ToFailure(Faulty);
        }
    }

    // What a program sends that makes no mistake: read once, without a document. Null for anything else, which is then read with its faults.
    private static Answers? SoundJson(Questionnaire questionnaire, ReadOnlySpan<byte> json)
    {
        var given = new Answer[questionnaire.Items.Count];
        var left = given.Length;
        try
        {
            var reader = new Utf8JsonReader(json);
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartArray)
                return null;
            while (reader.Read() && reader.TokenType == JsonTokenType.StartObject)
            {
                if (SoundEntry(questionnaire, ref reader) is not var (at, answer) || !given[at].IsMissing)
                    return null;
                given[at] = answer;
                left--;
            }

            return left == 0 && reader.TokenType == JsonTokenType.EndArray && !reader.Read() ? Answers.From(questionnaire, i => given[i]) : null;
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            // No JSON, or a text that is no text.
            return null;
        }
    }

    private static (int At, Answer Answer)? SoundEntry(Questionnaire questionnaire, ref Utf8JsonReader reader)
    {
        (int? at, int? number) = (null, null);
        Span<char> name = stackalloc char[16];
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var (isItem, isAnswer) = (reader.ValueTextEquals("item"u8), reader.ValueTextEquals("answer"u8));
            if (!reader.Read())
                return null;
            if (isItem && at is null && reader.TokenType == JsonTokenType.String && reader.ValueSpan.Length <= name.Length)
                at = questionnaire.IndexOf(name[..reader.CopyString(name)]);
            else if (isAnswer && number is null && reader.TokenType == JsonTokenType.Number && reader.TryGetInt32(out var value))
                number = value;
            else
                return null;
        }

        return at is { } known && number is { } option && option >= 1 && option <= questionnaire.Items[known].Choices ? (known, Answer.Of(option)) : null;
    }

    internal static Outcome<Answers> Parse(Questionnaire questionnaire, IEnumerable<FormNode> elements)
        => Parse(questionnaire, elements.Select((element, at) =>
            new AnswerRow(at + 1, element.RawMember(ItemColumn), element.RawMember(AnswerColumn))));

    /// <summary>The lines of a sheet that <see cref="Parse"/> reads back; a missing answer is left blank, as in a template.</summary>
    public static IEnumerable<AnswerRow> Rows(Questionnaire questionnaire, Answers answers)
        => questionnaire.Items.Select((item, i) => new AnswerRow(i + 2, item.Id, answers[i].ToString()));

    /// <summary>What an item may be answered with.</summary>
    internal static Text Remedy(Item item) => new($"1～{item.Choices} または unknown（不明）", $"1–{item.Choices} or unknown");

    private static Text Faulty => new("回答表に誤りがあります。", "The answer sheet has faults.");

    private static Text Ids(Questionnaire questionnaire) => new(
        $"{questionnaire.Items[0].Id}～{questionnaire.Measures[^1].Id}、{questionnaire.Profile[0].Id}～{questionnaire.Items[^1].Id}",
        $"{questionnaire.Items[0].Id}–{questionnaire.Measures[^1].Id} or {questionnaire.Profile[0].Id}–{questionnaire.Items[^1].Id}");

    /// <summary>Reads one answer; <see cref="Answer.Missing"/> when the text is none.</summary>
    internal static Answer Read(Item item, string answer)
    {
        var text = JapaneseText.Fold(answer).Trim();
        if (text.Equals("unknown", StringComparison.OrdinalIgnoreCase) || text == "不明")
            return Answer.Unknown;
        return text.Length == 1 && text[0] >= '1' && text[0] - '0' <= item.Choices ? Answer.Of(text[0] - '0') : Answer.Missing;
    }

    private static Answer Read(Item item, AnswerRow row, FaultList faults)
    {
        var answer = Read(item, row.Answer ?? "");
        if (answer != Answer.Missing)
            return answer;
        faults.Add(string.IsNullOrWhiteSpace(row.Answer)
                ? new("回答がありません。", "There is no answer.")
                : new("回答が範囲の外です。", "The answer is out of range."),
            Remedy(item), row.Row, AnswerColumn, row.Answer);
        return Answer.Missing;
    }
}
