using Sakimori.Directory.Domain;
using Sakimori.Kernel;
using Sakimori.Platform.Tables;

namespace Sakimori.Directory.Store;

/// <summary>People of one organisation as a table: the columns of import and export, documented in docs/guides/directory.md.</summary>
public static class PeopleTable
{
    private static readonly ColumnSpec<string?> Id = Column.Identifier("id", new("ID", "ID"));
    private static readonly ColumnSpec<string?> Name = Column.Text("name", new("氏名", "Name"), true, PersonEntry.Longest, "名前", "担当者");
    private static readonly ColumnSpec<string?> Kana = Column.Text("kana", new("フリガナ", "Reading"), false, PersonEntry.Longest, "カナ", "ふりがな");
    private static readonly ColumnSpec<string?> Post = Column.Text("post", new("所属・役職", "Department and post"), false, PersonEntry.Longest, "役職", "所属", "部署");
    private static readonly ColumnSpec<string?> Mail = Column.Text("mail", new("メールアドレス", "E-mail address"), false, PersonEntry.Longest, "メール", "email", "e-mail");
    private static readonly ColumnSpec<string?> Phone = Column.Text("phone", new("電話番号", "Telephone number"), false, PersonEntry.LongestPhone, "電話");
    private static readonly ColumnSpec<DateOnly?> From = Column.Date("from", new("開始日", "From"), false, "着任日");

    private static readonly ColumnSpec<DateOnly?> Until = Column.Date("until", new("終了日", "Until"), false, "最終日", "離任日", "退任日");

    /// <summary>The columns in the order of exports.</summary>
    public static IReadOnlyList<ColumnSpec> All { get; } = [Id, Name, Kana, Post, Mail, Phone, From, Until];

    /// <summary>The table of people as they are on a day: until is the last day, blank when open.</summary>
    public static TableContent Write(IEnumerable<PersonLine> people, Language language) => new(
        new Text("担当者", "People").In(language), [.. All.Select(c => c.Heading.In(language))],
        people.Select(p => (IReadOnlyList<TableValue>)
        [
            TableValue.Identifier($"{p.Person}"), TableValue.Text(p.Entry.Name), TableValue.Text(p.Entry.Kana), TableValue.Text(p.Entry.Post),
            TableValue.Text(p.Entry.Mail), TableValue.Identifier(p.Entry.Phone), TableValue.Date(p.From),
            TableValue.Date(p.Until == Period.Forever ? null : p.Until?.AddDays(-1)),
        ]));

    /// <summary>Reads a file; every fault with its row and column. Rows without a first day hold from <paramref name="day"/>.</summary>
    internal static Outcome<PeopleFile> Read(ReadOnlyMemory<byte> file, string? fileName, DateOnly day)
    {
        var table = TableReader.Read(file, fileName);
        if (!table.Succeeded)
            return table.Failure!;
        var bound = Columns.Bind(table.Value, All);
        if (!bound.Succeeded)
            return bound.Failure!;
        var lines = new List<PersonLine>(table.Value.RowCount);
        foreach (var row in bound.Value.Rows)
            lines.Add(Read(bound.Value, row, day));
        return bound.Value.Finish(new PeopleFile(lines, table.Value.Encoding, table.Value.Separator));
    }

    private static PersonLine Read(BoundTable table, BoundRow row, DateOnly day)
    {
        var id = row.Read(Id);
        Guid? person = Guid.TryParse(id, out var parsed) ? parsed : null;
        if (id is not null && person is null)
            row.Refuse(Id, id, new("ID の形ではありません。", "This is not an id."), new("書き出した ID のままにするか、空けてください。", "Leave the id as it was exported, or blank."));
        var name = row.Read(Name);
        var entry = new PersonEntry(name ?? "", row.Read(Kana) ?? "", row.Read(Post) ?? "", row.Read(Mail) ?? "", row.Read(Phone) ?? "").Tidy();
        foreach (var fault in name is null ? [] : entry.Faults())
            table.Faults.Add(fault with { Row = row.Number });
        var count = table.Faults.Count;
        var (from, last) = (row.Read(From) ?? day, row.Read(Until));
        if (table.Faults.Count == count)
        {
            if (PlaceRules.OutOfRange(from, "from") is { } early)
                row.Refuse(From, early.Value, early.Message, early.Remedy);
            else if (PersonDays.LastDayFault(from, last) is { } late)
                row.Refuse(Until, late.Value, late.Message, late.Remedy);
        }

        return new(row.Number, person, entry, from, table.Has(Until) ? FirstDayAfter(last) : null);
    }

    // Some systems write 9999-12-31 where no end is set.
    private static DateOnly FirstDayAfter(DateOnly? last) => last < Period.Forever.AddDays(-1) ? last.Value.AddDays(1) : Period.Forever;
}
