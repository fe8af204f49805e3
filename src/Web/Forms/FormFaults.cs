using Sakimori.Kernel;

namespace Sakimori.Web.Forms;

/// <summary>The faults of a submitted form, found again by the field that caused them.</summary>
/// <param name="Faults">Each with its field's name as <see cref="Fault.Column"/>; null when the whole form is meant.</param>
public sealed record FormFaults(IReadOnlyList<Fault> Faults)
{
    /// <summary>What is wrong with one field and what would be right, in one sentence after the other; null when it is right.</summary>
    public string? Of(string field, Language language)
    {
        var own = Faults.Where(f => f.Column == field).Select(f => Sentence(f, language)).ToList();
        return own.Count == 0 ? null : string.Join(' ', own);
    }

    /// <summary>A fault in words: what is wrong, then what would be right.</summary>
    public static string Sentence(Fault fault, Language language)
    {
        var (message, remedy) = (fault.Message.In(language), fault.Remedy.In(language));
        return remedy.Length == 0 ? message : language == Language.Ja ? message + remedy : $"{message} {remedy}";
    }

    /// <summary>The id of the element that a field's name leads to: where an error summary's links point.</summary>
    public static string IdOf(string field)
        => string.Create(field.Length + 2, field, static (id, name) =>
        {
            "f-".CopyTo(id);
            for (var i = 0; i < name.Length; i++)
                id[i + 2] = char.IsLetterOrDigit(name[i]) || name[i] is '_' ? name[i] : '-';
        });
}
