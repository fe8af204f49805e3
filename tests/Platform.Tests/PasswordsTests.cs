using Sakimori.Platform.Access;

namespace Sakimori.Platform.Tests;

public class PasswordsTests
{
    [Theory]
    [InlineData("short", false)]
    [InlineData("aaaaaaaaaaaaaaaa", false)]
    [InlineData("hanako-2026-11-23", false)]
    [InlineData("correct horse battery", true)]
    public void Short_monotonous_and_personal_passwords_are_refused(string password, bool accepted)
        => Assert.Equal(accepted, Passwords.Judge(password, "hanako@example.jp") is null);
}
