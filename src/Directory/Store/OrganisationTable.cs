using Sakimori.Directory.Domain;
using Sakimori.Kernel;
using Sakimori.Platform.Tables;

namespace Sakimori.Directory.Store;

/// <summary>The directory as a table: the columns of import and export, documented in docs/guides/directory.md.</summary>
public static class OrganisationTable
{
    private static readonly ColumnSpec<string?> Id = Column.Identifier("id", new("ID", "ID"));
    private static readonly ColumnSpec<string?> Number = Column.CorporateNumber("corporate_number", new("法人番号", "Corporate number"));

    private static readonly ColumnSpec<string?> Kind = Column.Choice("kind", new("種別", "Kind"),
        [.. OrganisationKinds.All.Select(k => (k.Code(), k.Name()))]);

    private static readonly ColumnSpec<string?> NameJa = Column.Text("name_ja", new("名称", "Name"), true, OrganisationName.Longest, "組織名", "会社名", "商号");
    private static readonly ColumnSpec<string?> NameEn = Column.Text("name_en", new("英語名称", "Name in English"), false, OrganisationName.Longest);
    private static readonly ColumnSpec<string?> Kana = Column.Text("kana", new("フリガナ", "Reading"), false, OrganisationName.Longest, "カナ");
    private static readonly ColumnSpec<string?> Parent = Column.Text("parent", new("親組織", "Parent"));
    private static readonly ColumnSpec<string?> ParentName = Column.Text("parent_name", new("親組織の名称", "Name of the parent"));

    private static readonly ColumnSpec<string?> Industry = Column.Choice("industry", new("業種", "Industry"), [.. Classifications.AllIndustries()]);

    private static readonly ColumnSpec<string?> Sector = Column.Choice("sector", new("重要インフラ分野", "Critical-infrastructure sector"),
        [.. Classifications.Sectors.Entries.Select(e => (e.Code, e.Name))], false, "分野");

    private static readonly ColumnSpec<long?> Employees = Column.WholeNumber("employees", new("従業員数", "Employees"), 0, Profile.MostEmployees);

    private static readonly ColumnSpec<string?> Sales = Column.Choice("sales", new("売上高", "Sales"),
        [.. Classifications.SalesBands.Entries.Select(e => (e.Code, e.Name))]);

    private static readonly ColumnSpec<long?> Capital = Column.WholeNumber("capital", new("資本金", "Capital"), 0, Profile.MostCapital);

    private static readonly ColumnSpec<string?> State = Column.Choice("state", new("状態", "State"),
        [.. OrganisationStates.All.Select(s => (s.Code(), s.Name()))]);

    private static readonly ColumnSpec<DateOnly?> From = Column.Date("from", new("開始日", "From"), false, "設立日");
    private static readonly ColumnSpec<DateOnly?> Until = Column.Date("until", new("廃止日", "Until"));
    private static readonly ColumnSpec<string?> MergedInto = Column.Text("merged_into", new("統合先", "Merged into"));

    /// <summary>The columns in the order of exports.</summary>
    public static IReadOnlyList<ColumnSpec> All { get; } =
        [Id, Number, Kind, NameJa, NameEn, Kana, Parent, ParentName, Industry, Sector, Employees, Sales, Capital, State, From, Until, MergedInto];

    /// <summary>Reads a file. Faults of single cells are a failure that lists them all.</summary>
    public static Outcome<ImportFile> Read(ReadOnlyMemory<byte> file, string? fileName)
    {
        var table = TableReader.Read(file, fileName);
        if (!table.Succeeded)
            return table.Failure!;
        var bound = Columns.Bind(table.Value, All);
        if (!bound.Succeeded)
            return bound.Failure!;
        var given = All.Where(bound.Value.Has).Select(c => c.Id).ToHashSet();
        var rows = new List<ImportRow>(table.Value.RowCount);
        foreach (var row in bound.Value.Rows)
            rows.Add(Read(row, given));
        return bound.Value.Finish(new ImportFile(rows, table.Value.Encoding, table.Value.Separator));
    }

    /// <summary>The table of lines: codes, so that programs read it and an import changes nothing.</summary>
    public static TableContent Write(IEnumerable<OrganisationLine> lines, DateOnly day, Language language) => new(
        new Text("組織", "Organisations").In(language), [.. All.Select(c => c.Heading.In(language))],
        lines.Select(line => (IReadOnlyList<TableValue>)
        [
            TableValue.Identifier($"{line.Id}"), TableValue.Identifier(line.CorporateNumber), TableValue.Text(line.Kind.Name().In(language)),
            TableValue.Text(line.NameJa), TableValue.Text(line.NameEn), TableValue.Text(line.Kana),
            TableValue.Identifier(line.Parent?.ToString()), TableValue.Text(line.ParentJa), TableValue.Identifier(line.Industry),
            TableValue.Identifier(line.Sector), TableValue.WholeNumber(line.Employees), TableValue.Identifier(line.Sales),
            TableValue.WholeNumber(line.Capital), TableValue.Text((line.Verified ? OrganisationState.Verified : OrganisationState.Unverified).Name().In(language)),
            TableValue.Date(line.From), TableValue.Date(line.Until == Period.Forever ? null : line.Until), TableValue.Identifier(line.MergedInto?.ToString()),
        ]));

    private static ImportRow Read(BoundRow row, IReadOnlySet<string> given)
    {
        var id = row.Read(Id);
        Guid? known = null;
        if (id is not null && Guid.TryParse(id, out var parsed))
            known = parsed;
        else if (id is not null)
            row.Refuse(Id, id, new("ID の形ではありません。", "This is not an id."), new("書き出した ID のままにするか、空けてください。", "Leave the id as it was exported, or blank."));
        return new(row.Number, given)
        {
            Id = known,
            CorporateNumber = row.Read(Number),
            Kind = OrganisationKinds.Parse(row.Read(Kind)),
            Name = new(row.Read(NameJa) ?? "", row.Read(NameEn) ?? "", row.Read(Kana) ?? ""),
            Parent = row.Read(Parent) ?? row.Read(ParentName) ?? "",
            Profile = new(row.Read(Industry), row.Read(Sector), (int?)row.Read(Employees), row.Read(Sales), row.Read(Capital)),
            Verified = row.Read(State) switch { "verified" => true, "unverified" => false, _ => null },
            From = row.Read(From),
            Until = row.Read(Until),
            MergedInto = row.Read(MergedInto) ?? "",
        };
    }
}
