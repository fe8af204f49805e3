using Microsoft.EntityFrameworkCore;
using Sakimori.Kernel;
using Sakimori.Platform.Records;

namespace Sakimori.Platform.Access;

/// <summary>Makes accounts. A new account has no rights.</summary>
public static class NewAccount
{
    /// <summary>Says of every form whose faults are listed.</summary>
    public static Text PleaseCheck { get; } = new("入力を確かめてください。", "Please check what you entered.");

    /// <summary>
    /// Adds an account to the unit of work; its address is unique without regard to case, and confirmed when the account comes
    /// in through a link that was sent there.
    /// </summary>
    public static async Task<Outcome<Guid>> AddAsync(
        UnitOfWork work, AccountRegister register, string email, string name, string password, Language language, bool confirmed, CancellationToken cancel)
    {
        email = email.Trim();
        name = name.Trim();
        var faults = ((Fault?[])[JudgeAddress(email), JudgeName(name), Passwords.Judge(password, email)]).OfType<Fault>().ToList();
        if (faults.Count == 0 && await FindAsync(work.Enlist<AccessContext>(), email, cancel) is not null)
            faults.Add(Taken(email));
        if (faults.Count > 0)
            return new Failure(FailureKind.Invalid, PleaseCheck, faults);
        var account = new Account
        {
            Id = Guid.CreateVersion7(new DateTimeOffset(work.Now)),
            UserName = email,
            Email = email,
            EmailConfirmed = confirmed,
            DisplayName = name,
            Language = language.Code(),
            Made = work.Now,
            LockoutEnabled = true,
        };
        Accounts.Check(await register.In(work).CreateAsync(account, password));
        work.Audit("access.account.made", $"account:{account.Id}", after: new { email, name });
        return account.Id;
    }

    /// <summary>The open account of an address; null when there is none.</summary>
    public static Task<Account?> FindAsync(AccessContext access, string email, CancellationToken cancel)
    {
        var normalised = Normalise(email);
        return access.Accounts.SingleOrDefaultAsync(a => a.NormalizedEmail == normalised && a.Closed == null, cancel);
    }

    /// <summary>The form in which addresses are compared.</summary>
    public static string Normalise(string email) => email.Trim().ToUpperInvariant();

    /// <summary>The fault of an address in the form's field <c>email</c>; null when it has the form of one.</summary>
    public static Fault? JudgeAddress(string email)
        => email.Length is > 2 and <= 254 && email.IndexOf('@', StringComparison.Ordinal) is > 0 and var at
                && at == email.LastIndexOf('@') && at < email.Length - 1 && !email.Any(c => char.IsWhiteSpace(c) || char.IsControl(c) || c is '<' or '>' or ',')
            ? null
            : new(new("メールアドレスの形ではありません。", "This is not an e-mail address."),
                new("name@example.jp のように入力してください。", "Enter it like name@example.jp."), Column: "email", Value: email);

    /// <summary>The fault of a person's name in the form's field <c>name</c>; null when it will do.</summary>
    public static Fault? JudgeName(string name)
        => name.Length is > 0 and <= 100 && !name.Any(char.IsControl)
            ? null
            : new(new("名前がないか、長すぎます。", "The name is missing or too long."),
                new("100文字以内で入力してください。", "Enter at most 100 characters."), Column: "name", Value: name);

    private static Fault Taken(string email)
        => new(new("このメールアドレスはすでに使われています。", "This address is already in use."),
            new("別のアドレスを使うか、サインインしてください。", "Use another address, or sign in."), Column: "email", Value: email);
}
