using Sakimori.Benchmark.Domain;
using Sakimori.Kernel;
using Sakimori.Platform.Tables;

namespace Sakimori.Benchmark;

/// <summary>The table <c>item,answer</c> as a file: the template that is filled in, and the filled-in one read back.</summary>
public static class AnswerTable
{
    private static readonly ColumnSpec<string?> Item = Column.Text("item", new Text("項目", "Item"), required: true);
    private static readonly ColumnSpec<string?> Answer = Column.Text("answer", new Text("回答", "Answer"), required: true);

    /// <summary>Reads CSV, TSV or XLSX with the columns item and answer; every fault is named by row, column, value and remedy.</summary>
    public static Outcome<Answers> Read(Questionnaire questionnaire, ReadOnlyMemory<byte> file, string? fileName = null)
    {
        var table = TableReader.Read(file, fileName);
        if (table.Failure is { } unreadable)
            return unreadable;
        var bound = Columns.Bind(table.Value, [Item, Answer]);
        if (bound.Failure is { } headings)
            return headings;
        var rows = bound.Value.Rows.Select(r => new AnswerRow(r.Number, r.Read(Item), r.Read(Answer))).ToList();
        var answers = AnswerSheet.Parse(questionnaire, rows);
        return answers.Succeeded ? bound.Value.Finish(answers.Value) : answers;
    }

    /// <summary>The template: the heading and one line an item, the answers blank. UTF-8, lines end in a line feed.</summary>
    public static string Template(Questionnaire questionnaire)
        => string.Concat(["item,answer\n", .. questionnaire.Items.Select(i => $"{i.Id},\n")]);
}
