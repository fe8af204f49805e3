using Sakimori.Benchmark.Domain;
using Sakimori.Kernel;

namespace Sakimori.Benchmark.Store;

/// <summary>A mapping table that is about to be added.</summary>
/// <param name="Framework">The framework's identifier: lower-case letters, digits, points and hyphens, up to 40.</param>
/// <param name="Title">Its name, up to 100 characters in each language.</param>
/// <param name="Edition">Which edition, up to 60 characters.</param>
/// <param name="Source">Where the references come from, up to 400 characters.</param>
/// <param name="Licence">Under which terms the table may be used, up to 400 characters.</param>
public sealed record NewMapping(string Framework, Text Title, string Edition, string Source, string Licence)
{
    /// <summary>Takes the fields as they were written; the Japanese title stands for a missing English one.</summary>
    public static NewMapping Of(string? framework, string? ja, string? en, string? edition, string? source, string? licence)
    {
        string Given(string? text) => text?.Trim() ?? "";
        return new(JapaneseText.Fold(Given(framework)).ToLowerInvariant(), new(Given(ja), Given(en).Length > 0 ? Given(en) : Given(ja)),
            Given(edition), Given(source), Given(licence));
    }

    /// <summary>What is wrong with it, by field.</summary>
    public IEnumerable<Fault> Faults()
    {
        if (Framework.Length is 0 or > 40 || Framework.Any(c => !(char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c is '-' or '.')))
        {
            yield return new(new("識別子として使えません。", "This is not an identifier."),
                new("英小文字・数字・「-」「.」で40文字以下。例：nist-800-171", "Lower-case letters, digits, hyphens and points, at most 40: nist-800-171"),
                Column: "framework", Value: Framework);
        }
        else if (ShippedRules.Mappings.Any(table => table.Id == Framework))
        {
            yield return new(new("製品に付属する対応表と同じ識別子です。", "A table that ships with the product has this identifier."),
                new("別の識別子にしてください。", "Choose another one."), Column: "framework", Value: Framework);
        }

        foreach (var (column, value, most) in ((string, string, int)[])
            [("title", Title.Ja, 100), ("title-en", Title.En, 100), ("edition", Edition, 60), ("source", Source, 400), ("licence", Licence, 400)])
        {
            if (value.Length == 0 || value.Length > most)
            {
                yield return new(value.Length == 0 ? new("値がありません。", "There is no value.") : new("長すぎます。", "This is too long."),
                    new($"{most}文字以下で書いてください。", $"Write at most {most} characters."), Column: column, Value: value);
            }
        }
    }
}
