using Sakimori.Kernel;

namespace Sakimori.Directory.Domain;

/// <summary>What an organisation is called.</summary>
/// <param name="Ja">The name as registered; never empty.</param>
/// <param name="En">In English; empty when there is none.</param>
/// <param name="Kana">How it is read, in katakana; empty when unknown.</param>
public sealed record OrganisationName(string Ja, string En = "", string Kana = "")
{
    /// <summary>The longest of each, in UTF-16 units.</summary>
    public const int Longest = 200;

    /// <summary>The key by which lists are ordered: of the reading, else of the name; compare as bytes.</summary>
    public string SortKey => JapaneseText.SortKey(Kana.Length > 0 ? Kana : Ja);

    /// <summary>In the reader's language; the registered name where there is no English one.</summary>
    public Text Written => new(Ja, En.Length > 0 ? En : Ja);

    /// <summary>The name trimmed, its reading folded to full-width katakana.</summary>
    public OrganisationName Tidy() => new(Ja.Trim(), En.Trim(), JapaneseText.SortKey(Kana).ToUpperInvariant());

    /// <summary>What is wrong with it, by field.</summary>
    public IEnumerable<Fault> Faults()
    {
        if (Ja.Length == 0)
        {
            yield return new(new("名称がありません。", "The name is missing."),
                new("登記されている名称を入力してください。", "Enter the name as registered."), Column: "name_ja");
        }

        (string Column, string Text)[] parts = [("name_ja", Ja), ("name_en", En), ("kana", Kana)];
        foreach (var (column, text) in parts)
        {
            if (text.Length > Longest || text.Any(char.IsControl))
            {
                yield return new(new("長すぎるか、使えない文字があります。", "It is too long or holds characters that a name cannot have."),
                    new($"{Longest}文字以内の1行にしてください。", $"Use one line of at most {Longest} characters."), Column: column, Value: text);
            }
        }
    }
}
