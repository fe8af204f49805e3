using Sakimori.Benchmark.Domain;
using Sakimori.Benchmark.Store;
using Sakimori.Kernel;
using Sakimori.Platform.Tables;

namespace Sakimori.Benchmark.Files;

/// <summary>The comparison of a round as CSV: a line an organisation, cells of what it does not share empty.</summary>
public static class RoundTable
{
    /// <summary>The headings of the comparison, without measures.</summary>
    public static IReadOnlyList<Text> Headings { get; } =
    [
        new("組織", "Organisation"), new("招待したときの名称", "Invited as"), new("メールアドレス", "E-mail"), new("状態", "State"),
        new("共有範囲", "Shared"), new("提出日", "Submitted"), new("層", "Layer"), new("総合点", "Total"),
    ];

    /// <summary>Writes the lines; texts cannot become formulas.</summary>
    public static byte[] Write(Questionnaire questionnaire, IReadOnlyList<RoundRow> rows, Language language)
    {
        using var file = new MemoryStream();
        _ = TableWriter.Write(file, TableFormat.CsvWithBom, new(new Text("比較", "Comparison").In(language),
            [.. Headings.Select(h => h.In(language)), .. questionnaire.Measures.Select(m => m.Id)],
            rows.Select(row => (IReadOnlyList<TableValue>)
            [
                TableValue.Text(row.Name.In(language)), TableValue.Text(row.InvitedAs), TableValue.Text(row.Mail), TableValue.Text(State(row).In(language)),
                TableValue.Text(Shared(row)?.In(language)), TableValue.Date(row.Submitted is { } at ? Dates.DayInJapan(at) : null),
                TableValue.Text(row.Layer?.Word().In(language)), TableValue.WholeNumber(row.Total),
                .. questionnaire.Measures.Select((_, i) => row.Measures is null ? TableValue.Empty
                    : row.LevelOf(i) is { } level ? TableValue.WholeNumber(level) : TableValue.Text("?")),
            ])));
        return file.ToArray();
    }

    /// <summary>Where a line stands.</summary>
    public static Text State(RoundRow row) => row.State switch
    {
        LineState.Answered => new("回答済み", "answered"),
        LineState.Declined => new("共有しない", "declined"),
        LineState.Opened => new("開封済み", "opened"),
        _ => new("招待済み", "invited"),
    };

    /// <summary>What a line shares; null when nothing.</summary>
    public static Text? Shared(RoundRow row) => row.Shared == SharingLevel.Nothing ? null : row.Shared.Name();
}
