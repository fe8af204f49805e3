using Sakimori.Directory.Domain;
using Sakimori.Kernel;
using Sakimori.Web.Forms;

namespace Sakimori.Directory.Pages;

/// <summary>The industries as forms and filters offer them: under the classification each belongs to, with its code where there is one.</summary>
internal static class IndustryChoices
{
    public static IReadOnlyList<Choice> Of(Language language)
        => [.. Classifications.Industries.SelectMany(classification => classification.Entries.Select(entry => new Choice(
            $"{classification.Id}:{entry.Code}",
            classification == Classifications.Disclosure2006 ? entry.Name.In(language) : $"{entry.Code} {entry.Name.In(language)}")
        {
            Group = classification.Title.In(language),
        }))];
}
