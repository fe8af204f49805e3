using Sakimori.Actions.Contracts;
using Sakimori.Actions.Domain;
using Sakimori.Actions.Store;
using Sakimori.Kernel;
using Sakimori.Platform.Tables;
using Sakimori.Web.Hosting;

namespace Sakimori.Actions.Pages;

/// <summary>Actions as table and calendar.</summary>
internal static class ActionFiles
{
    private static readonly Text[] Headings =
    [
        new("番号", "Id"), new("件名", "Title"), new("内容", "Details"), new("担当者", "Owner"), new("担当者のメール", "Owner's e-mail"),
        new("期限", "Due date"), new("期限超過", "Overdue"), new("工数（人日）", "Effort (person-days)"), new("状態", "State"),
        new("証跡", "Evidence"), new("証跡のリンク", "Link to evidence"), new("確認者", "Verified by"), new("確認日", "Verified on"),
        new("項目", "Item"), new("現在の水準", "From level"), new("目標の水準", "To level"),
    ];

    /// <summary>The table in the reader's language, as CSV that a spreadsheet opens, or XLSX.</summary>
    public static (byte[] Bytes, string Type) Table(IReadOnlyList<ActionItem> rows, DateOnly today, Language language, string format)
    {
        var kind = format == "xlsx" ? TableFormat.Xlsx : TableFormat.CsvWithBom;
        using var file = new MemoryStream();
        var name = new Text("取組み", "Actions").In(language);
        _ = TableWriter.Write(file, kind, new(name, [.. Headings.Select(h => h.In(language))], rows.Select(a => Cells(a, today, language))));
        return (file.ToArray(), TableWriter.MediaType(kind));
    }

    /// <summary>The due dates of what is still open.</summary>
    public static IEnumerable<CalendarDay> Days(IReadOnlyList<ActionItem> rows, PortalAddress address)
        => rows.Where(a => a.State.IsOpen()).Select(a => new CalendarDay(
            $"action-{a.Id}@sakimori", a.Due, a.OwnerName.Length > 0 ? $"{a.Title} ({a.OwnerName})" : a.Title, a.Detail, address.Of($"/actions/{a.Id}"), a.Version));

    private static TableValue[] Cells(ActionItem a, DateOnly today, Language language) =>
    [
        TableValue.Identifier($"{a.Id}"), TableValue.Text(a.Title), TableValue.Text(a.Detail), TableValue.Text(a.OwnerName),
        TableValue.Text(a.OwnerMail), TableValue.Date(a.Due),
        TableValue.Text(Deadline.IsOverdue(a.State, a.Due, today) ? new Text("はい", "yes").In(language) : new Text("いいえ", "no").In(language)),
        TableValue.WholeNumber(a.EffortDays), TableValue.Text(a.State.Name().In(language)), TableValue.Text(a.Evidence),
        TableValue.Text(a.EvidenceLink), TableValue.Text(a.VerifiedByName),
        TableValue.Date(a.VerifiedAt is { } at ? Dates.DayInJapan(at) : null), TableValue.Identifier(a.OriginItem),
        TableValue.WholeNumber(a.FromLevel), TableValue.WholeNumber(a.ToLevel),
    ];
}
