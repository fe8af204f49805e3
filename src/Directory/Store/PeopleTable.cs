using Sakimori.Directory.Domain;
using Sakimori.Kernel;
using Sakimori.Platform.Tables;

namespace Sakimori.Directory.Store;

/// <summary>One row of a file of people.</summary>
internal sealed record PersonLine(int Row, Guid? Person, PersonEntry Entry, DateOnly From);

/// <summary>People of one organisation as a table: the columns of import and export.</summary>
public static class PeopleTable
{
    private static readonly ColumnSpec<string?> Id = Column.Identifier("id", new("ID", "ID"));
    private static readonly ColumnSpec<string?> Name = Column.Text("name", new("氏名", "Name"), true, PersonEntry.Longest, "名前", "担当者");
    private static readonly ColumnSpec<string?> Kana = Column.Text("kana", new("フリガナ", "Reading"), false, PersonEntry.Longest, "カナ", "ふりがな");
    private static readonly ColumnSpec<string?> Post = Column.Text("post", new("所属・役職", "Department and post"), false, PersonEntry.Longest, "役職", "所属", "部署");
    private static readonly ColumnSpec<string?> Mail = Column.Text("mail", new("メールアドレス", "E-mail address"), false, PersonEntry.Longest, "メール", "email", "e-mail");
    private static readonly ColumnSpec<string?> Phone = Column.Text("phone", new("電話番号", "Telephone number"), false, PersonEntry.LongestPhone, "電話");
    private static readonly ColumnSpec<DateOnly?> From = Column.Date("from", new("開始日", "From"), false, "着任日");

    /// <summary>The columns in the order of exports.</summary>
    public static IReadOnlyList<ColumnSpec> All { get; } = [Id, Name, Kana, Post, Mail, Phone, From];

    /// <summary>The table of people as they are on a day.</summary>
    public static TableContent Write(IEnumerable<PersonRow> people, Language language) => new(
        new Text("担当者", "People").In(language), [.. All.Select(c => c.Heading.In(language))],
        people.Select(p => (IReadOnlyList<TableValue>)
        [
            TableValue.Identifier($"{p.Person}"), TableValue.Text(p.Name), TableValue.Text(p.Kana), TableValue.Text(p.Post),
            TableValue.Text(p.Mail), TableValue.Identifier(p.Phone), TableValue.Date(p.From),
        ]));

    /// <summary>Reads a file; every fault with its row and column. Rows without a first day hold from <paramref name="day"/>.</summary>
    internal static Outcome<IReadOnlyList<PersonLine>> Read(ReadOnlyMemory<byte> file, string? fileName, DateOnly day)
    {
        var table = TableReader.Read(file, fileName);
        if (!table.Succeeded)
            return table.Failure!;
        var bound = Columns.Bind(table.Value, All);
        if (!bound.Succeeded)
            return bound.Failure!;
        var (lines, faults) = (new List<PersonLine>(), new List<Fault>());
        foreach (var row in bound.Value.Rows)
        {
            var id = row.Read(Id);
            Guid? person = Guid.TryParse(id, out var parsed) ? parsed : null;
            if (id is not null && person is null)
                row.Refuse(Id, id, new("ID の形ではありません。", "This is not an id."), new("書き出した ID のままにするか、空けてください。", "Leave the id as it was exported, or blank."));
            var name = row.Read(Name);
            var entry = new PersonEntry(name ?? "", row.Read(Kana) ?? "", row.Read(Post) ?? "", row.Read(Mail) ?? "", row.Read(Phone) ?? "").Tidy();
            lines.Add(new(row.Number, person, entry, row.Read(From) ?? day));
            if (name is not null)
                faults.AddRange(entry.Faults().Select(f => f with { Row = row.Number }));
        }

        var done = bound.Value.Finish<IReadOnlyList<PersonLine>>(lines);
        return done.Succeeded && faults.Count > 0 ? Changes.Invalid(faults) : done;
    }

    internal static Fault Unknown(PersonLine line) => new(
        new("この組織にその ID の人はいません。", "Nobody of this organisation has this id."),
        new("新しい人の ID は空けてください。", "Leave the id of a new person blank."), line.Row, "id", $"{line.Person}");

    internal static Fault Twice(PersonLine line) => new(
        new("同じ人が2行にあります。", "The same person stands in two rows."), new("どちらかの行を消してください。", "Remove one of them."), line.Row, "id", $"{line.Person}");
}
