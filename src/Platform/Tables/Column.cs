using Sakimori.Kernel;

namespace Sakimori.Platform.Tables;

/// <summary>The kinds of columns. Every kind folds full-width letters and digits, except <see cref="Text"/>.</summary>
public static class Column
{
    /// <summary>Any text, trimmed.</summary>
    /// <param name="id">The field's name.</param>
    /// <param name="heading">The heading in both languages.</param>
    /// <param name="required">Whether a value must be there.</param>
    /// <param name="longest">UTF-16 units at most.</param>
    /// <param name="aliases">Other headings that mean the same.</param>
    public static ColumnSpec<string?> Text(string id, Text heading, bool required = false, int longest = 1000, params string[] aliases)
        => new(id, heading, new($"{longest} 字までの文字", $"text of up to {longest} characters"), required, aliases,
            (string cell, out string? value) => CellText.Text(cell, longest, out value));

    /// <summary>A code or number that identifies something: half-width, its leading zeros kept.</summary>
    /// <inheritdoc cref="Text" path="/param"/>
    public static ColumnSpec<string?> Identifier(string id, Text heading, bool required = false, int longest = 100, params string[] aliases)
        => new(id, heading, new($"{longest} 字までの番号・記号", $"an identifier of up to {longest} characters"), required, aliases,
            (string cell, out string? value) => CellText.Text(JapaneseText.Fold(cell), longest, out value));

    /// <summary>A whole number; thousands separators and Japanese minus signs (△, −) are understood.</summary>
    /// <param name="id">The field's name.</param>
    /// <param name="heading">The heading in both languages.</param>
    /// <param name="least">The smallest number allowed.</param>
    /// <param name="most">The largest number allowed.</param>
    /// <param name="required">Whether a value must be there.</param>
    /// <param name="aliases">Other headings that mean the same.</param>
    public static ColumnSpec<long?> WholeNumber(
        string id, Text heading, long least = 0, long most = long.MaxValue, bool required = false, params string[] aliases)
        => new(id, heading, new($"{least:#,0} から {most:#,0} までの整数", $"a whole number from {least:#,0} to {most:#,0}"), required, aliases,
            (string cell, out long? value) => FigureText.WholeNumber(cell, least, most, out value));

    /// <summary>A figure with at most one decimal.</summary>
    /// <inheritdoc cref="WholeNumber" path="/param"/>
    public static ColumnSpec<Tenths?> Tenths(
        string id, Text heading, Tenths least, Tenths most, bool required = false, params string[] aliases)
        => new(id, heading, new($"{least} から {most} まで、小数点以下 1 桁", $"a figure from {least} to {most} with one decimal"), required, aliases,
            (string cell, out Tenths? value) => FigureText.Tenths(cell, least, most, out value));

    /// <summary>A day, in any spelling of <see cref="Dates.Parse"/> (令和 too) or a date of the spreadsheet.</summary>
    /// <param name="id">The field's name.</param>
    /// <param name="heading">The heading in both languages.</param>
    /// <param name="required">Whether a value must be there.</param>
    /// <param name="aliases">Other headings that mean the same.</param>
    public static ColumnSpec<DateOnly?> Date(string id, Text heading, bool required = false, params string[] aliases)
        => new(id, heading, new("日付(2026-11-23、令和8年11月23日 など)", "a date, such as 2026-11-23 or, in the Japanese calendar, 令和8年11月23日"), required, aliases, CellText.Date);

    /// <summary>Yes or no: はい/いいえ, 有/無, あり/なし, ○/×, yes/no, true/false, 1/0.</summary>
    /// <inheritdoc cref="Date" path="/param"/>
    public static ColumnSpec<bool?> YesNo(string id, Text heading, bool required = false, params string[] aliases)
        => new(id, heading, new("はい または いいえ", "yes or no"), required, aliases, CellText.YesNo);

    /// <summary>One of some codes, written as the code or as its name in either language; read as the code.</summary>
    /// <param name="id">The field's name.</param>
    /// <param name="heading">The heading in both languages.</param>
    /// <param name="choices">The codes and their names.</param>
    /// <param name="required">Whether a value must be there.</param>
    /// <param name="aliases">Other headings that mean the same.</param>
    public static ColumnSpec<string?> Choice(
        string id, Text heading, IReadOnlyList<(string Code, Text Name)> choices, bool required = false, params string[] aliases)
    {
        var list = new ChoiceList(choices);
        return new(id, heading, list.Described, required, aliases, list.Read) { Suggest = list.Suggest };
    }

    /// <summary>法人番号: 13 digits with their check digit; spaces and hyphens between them are dropped.</summary>
    /// <inheritdoc cref="Date" path="/param"/>
    public static ColumnSpec<string?> CorporateNumber(string id, Text heading, bool required = false, params string[] aliases)
        => new(id, heading, new("法人番号(13 桁)", "a corporate number (13 digits)"), required, aliases, CellText.CorporateNumber);

    /// <summary>An e-mail address of the form that HTML accepts; its domain in lower case.</summary>
    /// <inheritdoc cref="Date" path="/param"/>
    public static ColumnSpec<string?> EMail(string id, Text heading, bool required = false, params string[] aliases)
        => new(id, heading, new("メールアドレス", "an e-mail address"), required, aliases, CellText.EMail);
}
