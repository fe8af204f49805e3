using Sakimori.Kernel;

namespace Sakimori.Platform.Tables;

/// <summary>How the text of a cell is read as a value. Cells are trimmed and not blank.</summary>
internal static class CellText
{
    private static readonly HashSet<string> Yes = ["はい", "有", "有り", "あり", "○", "◯", "〇", "true", "yes", "y", "1"];
    private static readonly HashSet<string> No = ["いいえ", "無", "無し", "なし", "×", "✕", "false", "no", "n", "0"];

    public static Misread? Text(string cell, int longest, out string? value)
    {
        value = null;
        foreach (var c in cell)
        {
            if (char.IsControl(c) && c is not ('\t' or '\r' or '\n'))
                return new(new($"制御文字(U+{(int)c:X4})が入っています。", $"There is a control character (U+{(int)c:X4})."),
                    new("セルの値を入力し直してください。", "Type the value again."));
        }

        if (cell.Length > longest)
            return new(new($"長すぎます({cell.Length} 字)。", $"The text is too long ({cell.Length} characters)."),
                new($"{longest} 字までに縮めてください。", $"Shorten it to {longest} characters."));
        value = cell;
        return null;
    }

    public static Misread? Date(string cell, out DateOnly? value)
    {
        var text = JapaneseText.Fold(cell);
        // A spreadsheet's CSV writes midnight behind a day.
        var end = text.IndexOfAny([' ', 'T'], 1);
        if (end > 0 && text.AsSpan(end + 1).IndexOfAnyExcept("0:") < 0)
            text = text[..end];
        value = Dates.Parse(text);
        return value is not null
            ? null
            : new(new("日付として読めません。", "This is not a date."),
                new("2026-11-23、2026/11/23、令和8年11月23日 のように書いてください。", "Write it as 2026-11-23, 2026/11/23 or 令和8年11月23日."));
    }

    public static Misread? YesNo(string cell, out bool? value)
    {
        var folded = NearestName.Fold(cell);
        value = Yes.Contains(folded) ? true : No.Contains(folded) ? false : null;
        return value is not null
            ? null
            : new(new("「はい」か「いいえ」ではありません。", "This is neither yes nor no."),
                new("「はい」か「いいえ」(○/×、1/0 も可)を書いてください。", "Write yes or no (true/false and 1/0 do as well)."));
    }

    public static Misread? CorporateNumber(string cell, out string? value)
    {
        value = string.Concat(JapaneseText.Fold(cell).Where(c => !char.IsWhiteSpace(c) && !FigureText.Minus.Contains(c)));
        if (Kernel.CorporateNumber.IsValid(value))
            return null;
        var twelve = value.Length == 12 && value.All(char.IsAsciiDigit);
        var thirteen = value.Length == Kernel.CorporateNumber.Length && value.All(char.IsAsciiDigit);
        var misread = thirteen
            ? new Misread(new("法人番号の検査用数字が合いません。", "The check digit of the corporate number is wrong."),
                new("国税庁法人番号公表サイトで番号を確かめてください。", "Look the number up on the National Tax Agency's site."))
            : new Misread(new("法人番号ではありません。", "This is not a corporate number."),
                twelve
                    ? new($"会社法人等番号(12 桁)なら、法人番号は {Kernel.CorporateNumber.CheckDigit(value)}{value} です。",
                        $"If this is a company registration number (12 digits), the corporate number is {Kernel.CorporateNumber.CheckDigit(value)}{value}.")
                    : new("数字 13 桁を書いてください。", "Write its 13 digits."));
        value = null;
        return misread;
    }

    public static Misread? EMail(string cell, out string? value)
    {
        var text = JapaneseText.Fold(cell);
        var at = text.LastIndexOf('@');
        value = at > 0 && text.Length <= 254 && IsLocal(text.AsSpan(0, at)) && IsDomain(text.AsSpan(at + 1))
            ? string.Concat(text.AsSpan(0, at + 1), text[(at + 1)..].ToLowerInvariant())
            : null;
        return value is not null
            ? null
            : new(new("メールアドレスではありません。", "This is not an e-mail address."),
                new("name@example.jp のように書いてください。", "Write it as name@example.jp."));
    }

    // WHATWG HTML, 4.10.5.1.5: what a mail field accepts, with a dot required in the domain.
    private static bool IsLocal(ReadOnlySpan<char> local)
    {
        foreach (var c in local)
        {
            if (!char.IsAsciiLetterOrDigit(c) && !".!#$%&'*+/=?^_`{|}~-".Contains(c, StringComparison.Ordinal))
                return false;
        }

        return local.Length is > 0 and <= 64;
    }

    private static bool IsDomain(ReadOnlySpan<char> domain)
    {
        var labels = 0;
        foreach (var range in domain.Split('.'))
        {
            var label = domain[range];
            if (label.Length is 0 or > 63 || label[0] == '-' || label[^1] == '-')
                return false;
            foreach (var c in label)
            {
                if (!char.IsAsciiLetterOrDigit(c) && c != '-')
                    return false;
            }

            labels++;
        }

        return labels > 1;
    }
}
