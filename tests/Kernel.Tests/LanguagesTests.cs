using Sakimori.Kernel;

namespace Sakimori.Kernel.Tests;

public class LanguagesTests
{
    [Theory]
    [InlineData("ja,en;q=0.8", Language.Ja)]
    [InlineData("en-GB,ja;q=0.9", Language.En)]
    [InlineData("fr,ja;q=0.3,en;q=0.4", Language.En)]
    [InlineData("ja-JP", Language.Ja)]
    [InlineData("fr", Language.En)]
    [InlineData(null, Language.En)]
    [InlineData("ja;q=0,en;q=0.1", Language.En)]
    public void The_preferred_language_of_the_browser_is_followed(string? header, Language expected)
        => Assert.Equal(expected, Languages.FromAcceptLanguage(header));
}
