using Sakimori.Kernel;

namespace Sakimori.Kernel.Tests;

public class JapaneseTextTests
{
    [Theory]
    [InlineData("ｶﾌﾞｼｷｶﾞｲｼｬ", "カブシキガイシャ")]
    [InlineData("ﾊﾟｰｿﾅﾙ", "パーソナル")]
    [InlineData("Ａ１２－３　Ｂ", "A12-3 B")]
    [InlineData("ｳﾞｧｲｵﾘﾝ", "ヴァイオリン")]
    [InlineData("ﾞ", "゛")]
    [InlineData("防人", "防人")]
    public void Folding_joins_sound_marks_and_narrows_letters(string text, string folded)
        => Assert.Equal(folded, JapaneseText.Fold(text));

    [Fact]
    public void Folding_is_idempotent()
        => CsCheck.Check.Sample(CsCheck.Gen.String, s => JapaneseText.Fold(JapaneseText.Fold(s)) == JapaneseText.Fold(s));

    [Fact]
    public void Hiragana_and_katakana_sort_together()
        => Assert.Equal(JapaneseText.SortKey("さきもり"), JapaneseText.SortKey("サキモリ"));
}
