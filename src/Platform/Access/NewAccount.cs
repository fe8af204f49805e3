using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Sakimori.Kernel;
using Sakimori.Platform.Records;

namespace Sakimori.Platform.Access;

/// <summary>Rules for passwords and their hashing.</summary>
public sealed class Passwords(IPasswordHasher<Account> hasher)
{
    /// <summary>Fewest characters: 12. No composition rules (NIST SP 800-63B).</summary>
    public const int Shortest = 12;

    /// <summary>Most characters: 200.</summary>
    public const int Longest = 200;

    /// <summary>The fault of a password, or null when it will do.</summary>
    public static Fault? Judge(string password, string email)
        => password.Length is < Shortest or > Longest
            ? new Fault(new("パスワードの長さが合いません。", "The password has the wrong length."),
                new($"{Shortest}文字以上{Longest}文字以下にしてください。", $"Use {Shortest} to {Longest} characters."), Column: "password")
            : password.Contains(email.Split('@')[0], StringComparison.OrdinalIgnoreCase) || password.Distinct().Count() < 5
                ? new Fault(new("推測されやすいパスワードです。", "The password is easy to guess."),
                    new("メールアドレスを含まない、文字の種類の多いものにしてください。", "Do not use your address; use more different characters."), Column: "password")
                : null;

    /// <summary>The hash to store.</summary>
    public string Hash(Account account, string password) => hasher.HashPassword(account, password);

    /// <summary>True when the password is the account's.</summary>
    public bool Matches(Account account, string password)
        => account.PasswordHash is { } hash && hasher.VerifyHashedPassword(account, hash, password) != PasswordVerificationResult.Failed;
}

/// <summary>Makes accounts. A new account has no rights.</summary>
public static class NewAccount
{
    /// <summary>Adds an account to the unit of work; its address is unique without regard to case.</summary>
    public static async Task<Outcome<Guid>> AddAsync(
        UnitOfWork work, Passwords passwords, string email, string name, string password, Language language, CancellationToken cancel)
    {
        email = email.Trim();
        name = name.Trim();
        var faults = new List<Fault>();
        if (email.Length > 254 || email.IndexOf('@', StringComparison.Ordinal) is not > 0 || email.EndsWith('@') || email.Any(char.IsWhiteSpace))
        {
            faults.Add(new(new("メールアドレスの形ではありません。", "This is not an e-mail address."),
                new("name@example.jp のように入力してください。", "Enter it like name@example.jp."), Column: "email", Value: email));
        }

        if (name.Length is 0 or > 100)
        {
            faults.Add(new(new("名前がないか、長すぎます。", "The name is missing or too long."),
                new("100文字以内で入力してください。", "Enter at most 100 characters."), Column: "name", Value: name));
        }

        if (Passwords.Judge(password, email) is { } fault)
            faults.Add(fault);
        var normalised = email.ToUpperInvariant();
        var access = work.Enlist<AccessContext>();
        if (faults.Count == 0 && await access.Accounts.AnyAsync(a => a.NormalizedEmail == normalised, cancel))
        {
            faults.Add(new(new("このメールアドレスはすでに使われています。", "This address is already in use."),
                new("別のアドレスを使うか、サインインしてください。", "Use another address, or sign in."), Column: "email", Value: email));
        }

        if (faults.Count > 0)
            return new Failure(FailureKind.Invalid, new("入力を確かめてください。", "Please check what you entered."), faults);
        var account = new Account
        {
            Id = Guid.CreateVersion7(),
            UserName = email,
            NormalizedUserName = normalised,
            Email = email,
            NormalizedEmail = normalised,
            DisplayName = name,
            Language = language.Code(),
            Made = work.Now,
            SecurityStamp = Guid.NewGuid().ToString("N"),
            LockoutEnabled = true,
        };
        account.PasswordHash = passwords.Hash(account, password);
        access.Accounts.Add(account);
        work.Audit("access.account.made", $"account:{account.Id}", after: new { email, name });
        return account.Id;
    }
}
