using Sakimori.Benchmark.Domain;
using Sakimori.Directory.Domain;
using Sakimori.Kernel;
using Sakimori.Platform.Tables;

namespace Sakimori.Benchmark;

/// <summary>
/// An earlier survey as a file: a line for each use of a self-check, with its day, whether the answers may be analysed, and if so the
/// answers. What is kept of it are figures; the lines are not.
/// </summary>
public static class SurveyFile
{
    private static readonly ColumnSpec<DateOnly?> Date = Column.Date("date", new Text("利用日", "Date"), required: true);
    private static readonly ColumnSpec<bool?> Consent = Column.YesNo("consent", new Text("分析への同意", "Consent"), required: true);
    private static readonly ColumnSpec<string?> Industry = Column.Choice("industry", new Text("業種", "Industry"), [.. Classifications.AllIndustries()]);
    private static readonly ColumnSpec<string?> Code = Column.Identifier("answers", new Text("回答", "Answers"));

    /// <summary>How much of a file a page reads: about 35,000 lines of answers in one column.</summary>
    public static TableLimits Limits { get; } = new() { Bytes = 2 * 1024 * 1024, Rows = 60_000, Columns = 80 };

    /// <summary>How much the API reads.</summary>
    public static TableLimits LargeLimits { get; } = new() { Bytes = 64 * 1024 * 1024, Rows = 1_000_000, Columns = 80 };

    /// <summary>The columns, for whoever fills them in.</summary>
    public static IReadOnlyList<(string Id, Text Heading, Text Holds)> Columns { get; } =
    [
        (Date.Id, Date.Heading, new("利用した日（その月の数に入ります）", "the day of the use; it is counted in its month")),
        (Consent.Id, Consent.Heading, new("回答を分析してよいか。「いいえ」の行の回答は読みません", "whether the answers may be analysed; those of a line that says no are not read")),
        (Industry.Id, Industry.Heading, new("分類と符号（jsic-14:E など）、または名称。空欄でもかまいません", "classification and code, such as jsic-14:E, or the name; may be left out")),
        (Code.Id, Code.Heading, new("全項目の回答を質問票の順に1字ずつ並べたもの（1～5、不明は u）。または項目ごとの列（M01 … P15）", "the answers to all items in the order of the questionnaire, a character each (1–5, u for unknown); or a column for each item, M01 … P15")),
    ];

    /// <summary>
    /// Reads CSV, TSV or XLSX into statistics. Every fault is named by row, column, value and remedy, and with one there are none.
    /// </summary>
    /// <param name="rules">The rules by which the answers are scored.</param>
    /// <param name="file">The file.</param>
    /// <param name="fileName">Its name.</param>
    /// <param name="limits">How much of it is read.</param>
    /// <param name="source">What survey it is, as every page names it.</param>
    /// <param name="today">No use is later.</param>
    public static Outcome<Statistics> Read(RuleSet rules, ReadOnlyMemory<byte> file, string? fileName, TableLimits limits, Text source, DateOnly today)
    {
        var (lines, faults) = (new Lines(rules, today), new Platform.Tables.FaultList());
        foreach (var table in TableReader.ReadPieces(file, fileName, limits))
        {
            if (table.Failure is { } unreadable)
                return unreadable;
            var bound = Platform.Tables.Columns.Bind(table.Value, [Date, Consent, Industry, Code, .. lines.Items]);
            if (bound.Failure is { } headings)
                return headings;
            lines.Read(bound.Value);
            faults.AddAll(bound.Value.Faults);
        }

        if (faults.ToFailure() is { } failure)
            return failure;
        return lines.Months.Count == 0
            ? new Failure(FailureKind.Invalid, new("表に行がありません。", "The table has no lines."))
            : NextSnapshot.First(rules, lines.Results, source, lines.Last) with { Uses = UsesOfPeriod.Of(lines.Months) };
    }

    // What the lines come to.
    private sealed class Lines(RuleSet rules, DateOnly today)
    {
        public ColumnSpec<string?>[] Items { get; } = [.. rules.Questionnaire.Items.Select(item => Column.Identifier(item.Id, item.Title))];

        public CountedResults Results { get; } = new(rules);

        public SortedDictionary<DateOnly, MonthOfUses> Months { get; } = [];

        public DateOnly Last { get; private set; } = DateOnly.MinValue;

        public void Read(BoundTable table)
        {
            foreach (var row in table.Rows)
                Read(table, row);
        }

        private void Read(BoundTable table, BoundRow row)
        {
            var (day, consent, industry) = (row.Read(Date), row.Read(Consent), row.Read(Industry));
            if (day > today)
                row.Refuse(Date, $"{day:yyyy-MM-dd}", new("先の日付です。", "The day is yet to come."), new("今日以前の日付にしてください。", "Choose today or an earlier day."));
            var answers = consent == true ? ReadAnswers(rules, table, row, Items) : null;
            if (day is not { } used || consent is not { } provided || (provided && answers is null))
                return;
            Last = used > Last ? used : Last;
            var month = Months.GetValueOrDefault(new(used.Year, used.Month, 1));
            Months[new(used.Year, used.Month, 1)] = provided
                ? month with { Provided = month.Provided + 1, Providers = month.Providers + 1 }
                : month with { NotProvided = month.NotProvided + 1, Others = month.Others + 1 };
            if (answers is null)
                return;
            var score = Scoring.Score(rules, answers).Value;
            Results.Add(Line(row.Number), Line(row.Number), DateTime.UnixEpoch, new(score.Layer, score.Total, score.RiskIndex, answers.Code), industry);
        }
    }

    private static Answers? ReadAnswers(RuleSet rules, BoundTable table, BoundRow row, ColumnSpec<string?>[] items)
    {
        if (row.Read(Code) is { } code)
        {
            var parsed = Answers.Parse(rules.Questionnaire, code.ToLowerInvariant());
            if (parsed.Succeeded && parsed.Value.Complete)
                return parsed.Value;
            row.Refuse(Code, code, new("回答が質問票と合いません。", "The answers do not fit the questionnaire."),
                new($"{items.Length}字。1～{Measure.TopLevel}、選択肢の番号、または u（不明）", $"{items.Length} characters: 1–{Measure.TopLevel}, the number of an option, or u for unknown"));
            return null;
        }

        if (!Array.TrueForAll(items, table.Has))
        {
            row.Refuse(Code, null, new("同意のある行に回答がありません。", "A line with consent has no answers."),
                new("「回答」の列か、項目ごとの列をすべて書いてください。", "Give the column \"answers\", or a column for every item."));
            return null;
        }

        var given = new Answer[items.Length];
        var sound = true;
        for (var i = 0; i < items.Length; i++)
        {
            var read = row.Read(items[i]);
            given[i] = read is null ? Answer.Missing : AnswerSheet.Read(rules.Questionnaire.Items[i], read);
            if (given[i] != Answer.Missing)
                continue;
            sound = false;
            row.Refuse(items[i], read, read is null ? new("回答がありません。", "There is no answer.") : new("回答が範囲の外です。", "The answer is out of range."),
                AnswerSheet.Remedy(rules.Questionnaire.Items[i]));
        }

        return sound ? Answers.From(rules.Questionnaire, i => given[i]) : null;
    }

    // Each line is an organisation of its own.
    private static Guid Line(int row) => new(row, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
}
