using CsCheck;
using Sakimori.Platform.Access;
using Sakimori.TestKit;

namespace Sakimori.Platform.Tests.Access;

public class TimeCodeTests
{
    // RFC 6238, appendix B: the ASCII secret 12345678901234567890, the last six of the eight digits printed there.
    private const string Secret = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";

    [Theory]
    [InlineData(59, "287082")]
    [InlineData(1111111109, "081804")]
    [InlineData(1111111111, "050471")]
    [InlineData(1234567890, "005924")]
    [InlineData(2000000000, "279037")]
    [InlineData(20000000000, "353130")]
    public void Codes_are_those_of_the_standard(long time, string code) => Assert.Equal(code, TimeCode.At(Secret, time / 30));

    [Fact]
    public void A_code_works_one_step_early_or_late_and_never_before_the_step_used_last()
        => Gen.Select(Gen.Int[-3, 3], Gen.Int[-3, 3]).Sample((offset, used) =>
        {
            var time = new ShiftedTime();
            var now = time.GetUtcNow().ToUnixTimeSeconds() / 30;
            var secret = TimeCode.NewSecret();
            var step = new TimeCode(time).StepOf(secret, TimeCode.At(secret, now + offset), now + used);
            var later = time.GetUtcNow().ToUnixTimeSeconds() / 30;
            Assert.True(now != later || step is not null == (Math.Abs(offset) <= 1 && offset > used));
        }, iter: 200);

    [Theory]
    [InlineData("")]
    [InlineData("12345")]
    [InlineData("abcdef")]
    public void What_is_no_code_is_wrong(string code) => Assert.Null(new TimeCode(TimeProvider.System).StepOf(Secret, code));

    [Fact]
    public void Secrets_are_32_characters_of_Base32_and_differ()
    {
        var secrets = Enumerable.Range(0, 100).Select(_ => TimeCode.NewSecret()).ToList();
        Assert.All(secrets, secret => Assert.Matches("^[A-Z2-7]{32}$", secret));
        Assert.Equal(100, secrets.Distinct().Count());
    }
}
