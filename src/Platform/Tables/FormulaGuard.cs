namespace Sakimori.Platform.Tables;

/// <summary>
/// Keeps a text in a CSV file from becoming a formula when a spreadsheet opens the file: an apostrophe is set before a text that
/// begins (after apostrophes and spaces) with <c>= + - @</c>, their full-width forms, or with a tab or line break, and is taken
/// off again on reading. The two are inverse on every text. A workbook needs no guard, but it may have been a CSV file before: there
/// the apostrophe is taken off as well, and set only before a text that begins with one of its own.
/// </summary>
internal static class FormulaGuard
{
    /// <summary>True when a spreadsheet could take the text for a formula, or when the guard itself would be mistaken.</summary>
    public static bool Applies(ReadOnlySpan<char> text)
    {
        text = text.TrimStart('\'');
        if (text.IsEmpty)
            return false;
        if (text[0] is '\t' or '\r' or '\n')
            return true;
        text = text.TrimStart();
        return !text.IsEmpty && text[0] is '=' or '+' or '-' or '@' or '＝' or '＋' or '－' or '＠';
    }

    /// <summary>True when the first character is the guard's apostrophe.</summary>
    public static bool IsGuarded(ReadOnlySpan<char> text) => !text.IsEmpty && text[0] == '\'' && Applies(text);
}
