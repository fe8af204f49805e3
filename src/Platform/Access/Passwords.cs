using Sakimori.Kernel;

namespace Sakimori.Platform.Access;

/// <summary>The rules for passwords: length and variety, no composition rules (NIST SP 800-63B, 5.1.1.2).</summary>
public static class Passwords
{
    /// <summary>Fewest characters.</summary>
    public const int Shortest = 12;

    /// <summary>Most characters.</summary>
    public const int Longest = 200;

    /// <summary>The fault of a password in the form's field <c>password</c>, or null when it will do.</summary>
    public static Fault? Judge(string password, string email)
        => password.Length is < Shortest or > Longest
            ? new Fault(new("パスワードの長さが合いません。", "The password has the wrong length."),
                new($"{Shortest}文字以上{Longest}文字以下にしてください。", $"Use {Shortest} to {Longest} characters."), Column: "password")
            : password.Contains(email.Split('@')[0], StringComparison.OrdinalIgnoreCase) || password.Distinct().Count() < 5
                ? new Fault(new("推測されやすいパスワードです。", "The password is easy to guess."),
                    new("メールアドレスを含まない、文字の種類の多いものにしてください。", "Do not use your address; use more different characters."), Column: "password")
                : null;
}
