using System.Text;
using Sakimori.Benchmark.Domain;
using Sakimori.Kernel;
using Sakimori.Platform.Tables;

namespace Sakimori.Benchmark;

/// <summary>A list of organisations that was read.</summary>
/// <param name="Rows">Its rows.</param>
/// <param name="Encoding">How it is encoded, for reading.</param>
/// <param name="Separator">What stands between its cells, for reading.</param>
/// <param name="Faults">The cells that could not be read; their rows are not among <paramref name="Rows"/>.</param>
public sealed record InvitationFile(IReadOnlyList<InvitationRow> Rows, Text Encoding, Text Separator, IReadOnlyList<Fault> Faults);

/// <summary>The list of organisations to invite as a file, or pasted into a form; the columns are described in docs/guides/rounds.md.</summary>
public static class InvitationTable
{
    private static readonly ColumnSpec<string?> Organisation = Column.Text("organisation", new("組織", "Organisation"), false, 200, "法人番号または名称");
    private static readonly ColumnSpec<string?> Number = Column.CorporateNumber("corporate_number", new("法人番号", "Corporate number"));
    private static readonly ColumnSpec<string?> Name = Column.Text("name", new("名称", "Name"), false, 200, "組織名", "会社名", "商号");
    private static readonly ColumnSpec<string?> Mail = Column.EMail("email", new("メールアドレス", "E-mail"), false, "連絡先", "メール");

    /// <summary>How much of a file is read.</summary>
    public static TableLimits Limits { get; } = TableLimits.Default with { Bytes = 2 * 1024 * 1024, Rows = InvitationPlan.Most, Columns = 50 };

    /// <summary>The columns.</summary>
    public static IReadOnlyList<ColumnSpec> All { get; } = [Number, Name, Mail, Organisation];

    // The name of a pasted list to which headings were added: its rows are counted without them.
    private const string WithoutHeadings = "pasted-lines.tsv";

    /// <summary>Reads a file. Faults of single cells come with the rows that can be read, so that both can be judged together.</summary>
    public static Outcome<InvitationFile> Read(ReadOnlyMemory<byte> file, string? fileName)
    {
        var table = TableReader.Read(file, fileName, Limits);
        if (!table.Succeeded)
            return table.Failure!;
        var bound = Columns.Bind(table.Value, All);
        if (!bound.Succeeded)
            return bound.Failure!;
        var added = fileName == WithoutHeadings ? 1 : 0;
        var rows = new List<InvitationRow>(table.Value.RowCount);
        foreach (var row in bound.Value.Rows)
        {
            if (Read(row, bound.Value) is { } read)
                rows.Add(read with { Row = read.Row - added });
        }

        if (rows.Count == 0 && bound.Value.Faults.Count == 0)
            return new Failure(FailureKind.Invalid, new("組織が一つもありません。", "There is no organisation in the list."));
        return new InvitationFile(rows, table.Value.Encoding, table.Value.Separator,
            [.. bound.Value.Faults.Kept.Select(f => f with { Row = f.Row - added })]);
    }

    /// <summary>
    /// A pasted list as a file. Where its first line has no headings, each line is an organisation by number or name, and an address after
    /// a tab or, since names hold commas too, after the last comma if it has an @.
    /// </summary>
    public static (string Name, byte[] Bytes) OfText(string text)
    {
        var lines = text.ReplaceLineEndings("\n").Split('\n');
        var first = lines.FirstOrDefault(line => !string.IsNullOrWhiteSpace(line)) ?? "";
        var names = All.SelectMany(c => c.Aliases.Append(c.Id).Append(c.Heading.Ja).Append(c.Heading.En)).Select(JapaneseText.SortKey).ToHashSet();
        if (first.Split('\t', ',').Any(cell => names.Contains(JapaneseText.SortKey(cell.Trim('"')))))
            return (first.Contains('\t') ? "pasted.tsv" : "pasted.csv", Encoding.UTF8.GetBytes(text));
        var written = new StringBuilder("組織\tメールアドレス\n");
        foreach (var line in lines)
            written.Append(Separated(line)).Append('\n');
        return (WithoutHeadings, Encoding.UTF8.GetBytes(written.ToString()));
    }

    private static string Separated(string line)
        => !line.Contains('\t') && line.LastIndexOf(',') is > 0 and var comma && line.AsSpan(comma).Contains('@') ? $"{line[..comma]}\t{line[(comma + 1)..]}" : line;

    private static InvitationRow? Read(BoundRow row, BoundTable table)
    {
        var before = table.Faults.Count;
        var (named, number, name, mail) = (row.Read(Organisation), row.Read(Number), row.Read(Name), row.Read(Mail));
        if (table.Faults.Count > before)
            return null;
        if (number is not null)
            return new(row.Number, "法人番号", number, name, mail);
        if (named is not null && Digits(named) is { } digits)
        {
            if (CorporateNumber.IsValid(digits))
                return new(row.Number, "組織", digits, name, mail);
            row.Refuse(Organisation, named, new("法人番号が正しくありません。", "The corporate number is wrong."), new("13桁の数字を確かめてください。", "Check the 13 digits."));
            return null;
        }

        if ((named ?? name) is { } called)
            return new(row.Number, named is null ? "名称" : "組織", null, called, mail);
        row.Refuse(table.Has(Organisation) ? Organisation : table.Has(Number) ? Number : Name, null, new("どの組織か書かれていません。", "The row names no organisation."),
            new("法人番号か正確な名称を書いてください。", "Give the corporate number or the exact name."));
        return null;
    }

    // What consists of digits alone is meant as a number.
    private static string? Digits(string text)
    {
        var folded = JapaneseText.Fold(text).Replace("-", "", StringComparison.Ordinal).Replace(" ", "", StringComparison.Ordinal);
        return folded.Length == CorporateNumber.Length && folded.All(char.IsAsciiDigit) ? folded : null;
    }
}
