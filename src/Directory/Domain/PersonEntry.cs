using Sakimori.Kernel;

namespace Sakimori.Directory.Domain;

/// <summary>What is known of a person of an organisation 担当者 on some days.</summary>
/// <param name="Name">The name as it is written; never empty.</param>
/// <param name="Kana">How it is read, in katakana; empty when unknown.</param>
/// <param name="Post">Department and post 所属・役職; empty when unknown.</param>
/// <param name="Mail">The address; empty when there is none.</param>
/// <param name="Phone">The telephone number; empty when there is none.</param>
public sealed record PersonEntry(string Name, string Kana = "", string Post = "", string Mail = "", string Phone = "")
{
    /// <summary>The longest of each, in UTF-16 units.</summary>
    public const int Longest = 200;

    /// <summary>The longest telephone number.</summary>
    public const int LongestPhone = 40;

    /// <summary>The key by which lists are ordered: of the reading, else of the name; compare as bytes.</summary>
    public string SortKey => JapaneseText.SortKey(Kana.Length > 0 ? Kana : Name);

    /// <summary>Trimmed, the reading folded to full-width katakana, the number to ASCII.</summary>
    public PersonEntry Tidy()
        => new(Name.Trim(), JapaneseText.SortKey(Kana).ToUpperInvariant(), Post.Trim(), JapaneseText.Fold(Mail).Trim(), JapaneseText.Fold(Phone).Trim());

    /// <summary>What is wrong with it, by field.</summary>
    public IEnumerable<Fault> Faults()
    {
        if (Name.Length == 0)
            yield return new(new("氏名がありません。", "The name is missing."), new("氏名を入力してください。", "Enter the name."), Column: "name");
        foreach (var (column, text) in ((string, string)[])[("name", Name), ("kana", Kana), ("post", Post), ("mail", Mail)])
        {
            if (text.Length > Longest || text.Any(char.IsControl))
            {
                yield return new(new("長すぎるか、使えない文字があります。", "It is too long or holds characters that cannot stand here."),
                    new($"{Longest}文字以内の1行にしてください。", $"Use one line of at most {Longest} characters."), Column: column, Value: text);
            }
        }

        if (Mail.Length > 0 && !IsAddress(Mail))
        {
            yield return new(new("メールアドレスの形ではありません。", "This is not an e-mail address."),
                new("name@example.jp のように入力してください。", "Enter it like name@example.jp."), Column: "mail", Value: Mail);
        }

        if (!IsPhone(Phone))
        {
            yield return new(new("電話番号の形ではありません。", "This is not a telephone number."),
                new("数字と + - ( ) だけで入力してください。", "Use digits and + - ( ) only."), Column: "phone", Value: Phone);
        }
    }

    /// <summary>True for nothing, or for digits and + - ( ) of at most <see cref="LongestPhone"/>.</summary>
    public static bool IsPhone(string text)
        => text.Length <= LongestPhone && text.All(c => char.IsAsciiDigit(c) || "+-() ".Contains(c, StringComparison.Ordinal));

    // One @ with something before it and a dotted name after it; the letter that arrives is the real test.
    private static bool IsAddress(string text)
        => text.IndexOf('@', StringComparison.Ordinal) is > 0 and var at && at == text.LastIndexOf('@') && text.IndexOf('.', at) > at + 1
            && text[^1] != '.' && !text.Any(char.IsWhiteSpace);
}
