using Sakimori.Benchmark.Domain;
using Sakimori.Kernel;
using Sakimori.Platform.Tables;

namespace Sakimori.Benchmark.Files;

/// <summary>Answers that came back as a file: the filled-in workbook of <see cref="TemplateWorkbook"/>, or a table <c>item,answer</c>.</summary>
/// <param name="Rules">The rules that the file was made for; the current ones when it names none.</param>
/// <param name="Answers">The answers, complete.</param>
/// <param name="Notice">What the reader should know: that the file was made for other rules than the current ones; null when nothing.</param>
public sealed record FilledTemplate(RuleSet Rules, Answers Answers, Text? Notice)
{
    private static readonly TableLimits Limits = new()
    {
        Bytes = 4 * 1024 * 1024,
        Unpacked = 32 * 1024 * 1024,
        Rows = 1_000,
        Columns = 100,
        Cells = 40_000,
    };

    private static readonly Text[] Item = [new("項目", "Item")];
    private static readonly Text[] Answer = [new("回答", "Answer")];

    /// <summary>
    /// Reads a file: XLSX (the sheet of questions in either language, the sheet <c>answers</c>, or the first one), CSV or TSV. Never throws
    /// on bad input: a failure names sheet, row, column, value and what would be right.
    /// </summary>
    /// <param name="file">The whole file, at most 4 MiB.</param>
    /// <param name="fileName">Its name, if known.</param>
    /// <param name="current">The rules in force.</param>
    /// <param name="rulesOf">The rules of a version; null when the version is not known.</param>
    public static Outcome<FilledTemplate> Read(
        ReadOnlyMemory<byte> file, string? fileName, RuleSet current, Func<string, RuleSet?> rulesOf)
    {
        string?[] sheets = [TemplateLayout.QuestionsSheet.Ja, TemplateLayout.QuestionsSheet.En, TemplateLayout.AnswersSheet, null];
        Outcome<Table> table = Failure.NotFound;
        foreach (var sheet in sheets)
        {
            table = TableReader.Read(file, fileName, Limits, sheet);
            if (table.Succeeded || table.Failure!.Kind == FailureKind.Limit)
                break;
        }

        return table.Match(read => Read(read, VersionOf(file, fileName, read), current, rulesOf), failure => failure);
    }

    private static Outcome<FilledTemplate> Read(Table table, string? version, RuleSet current, Func<string, RuleSet?> rulesOf)
    {
        var rules = version is null || version == current.Version ? current : rulesOf(version);
        if (rules is null)
            return new Failure(FailureKind.Invalid,
                new($"この回答表の規則{version}版はここにありません。", $"The rules {version} of this file are not known here."),
                [
                    new(new("規則の版が違います。", "The version of the rules differs."),
                        new($"規則{current.Version}版の回答表をダウンロードして、回答を写してください。",
                            $"Download the template of rules {current.Version} and copy the answers into it."),
                        Column: "rules_version", Value: version),
                ]);
        var (item, answer) = (Place(table, "item", Item), Place(table, "answer", Answer));
        if (item is null || answer is null)
            return NoColumns(table, item is null, answer is null);
        var rows = table.Rows.Select(row => new AnswerRow(row.Number, row[item.Value].Value, row[answer.Value].Value));
        return AnswerSheet.Parse(rules.Questionnaire, rows).Match<Outcome<FilledTemplate>>(
            answers => new FilledTemplate(rules, answers, version is null || version == current.Version ? null : new Text(
                $"この回答表は規則{version}版のものです。結果は{version}版で計算します（現在は{current.Version}版）。",
                $"This file was made for rules {version}; the result is computed by them (those in force are {current.Version}).")),
            failure => Located(failure, table, table.Headings[item.Value], table.Headings[answer.Value]));
    }

    // Faults name the columns as the file does, and the failure says which sheet is meant.
    private static Failure Located(Failure failure, Table table, string item, string answer)
        => new(failure.Kind, failure.Detail + new Text($"（{table.Encoding.Ja}）", $" ({table.Encoding.En})"),
            [.. failure.Faults.Select(fault => fault with
            {
                Column = fault.Column == AnswerSheet.Columns[0] ? item : fault.Column == AnswerSheet.Columns[1] ? answer : fault.Column,
            })]);

    private static Failure NoColumns(Table table, bool item, bool answer)
    {
        var faults = new List<Fault>();
        if (item)
            faults.Add(Missing("item", Item[0]));
        if (answer)
            faults.Add(Missing("answer", Answer[0]));
        return new(FailureKind.Invalid,
            new($"回答の表ではありません（{table.Encoding.Ja}）。", $"This is not a table of answers ({table.Encoding.En})."), faults);

        Fault Missing(string id, Text heading) => new(
            new($"列「{heading.Ja}」がありません。", $"The column “{heading.En}” is missing."),
            new($"回答表のシートの名前と見出しを変えずに送るか、見出しを item,answer にしてください。",
                "Upload the template with its sheets and headings unchanged, or name the headings item,answer."),
            table.HeadingRow, id);
    }

    private static int? Place(Table table, string id, Text[] names)
    {
        for (var i = 0; i < table.Headings.Count; i++)
        {
            var heading = JapaneseText.Fold(table.Headings[i]).Trim();
            if (heading.Equals(id, StringComparison.OrdinalIgnoreCase)
                || Array.Exists(names, name => heading == name.Ja || heading.Equals(name.En, StringComparison.OrdinalIgnoreCase)))
                return i;
        }

        return null;
    }

    // The version stands in a column of the table itself, or on the sheet for programs.
    private static string? VersionOf(ReadOnlyMemory<byte> file, string? fileName, Table table)
    {
        if (Version(table) is { } named)
            return named;
        return file.Span.StartsWith("PK"u8)
            && TableReader.Read(file, fileName, Limits, TemplateLayout.AnswersSheet) is { Succeeded: true } answers
            ? Version(answers.Value)
            : null;
    }

    private static string? Version(Table table)
    {
        if (Place(table, "rules_version", []) is not { } column)
            return null;
        foreach (var row in table.Rows)
        {
            if (!row[column].IsBlank)
                return row[column].Value is { Length: <= 20 } version ? version : row[column].Value[..20];
        }

        return null;
    }
}
