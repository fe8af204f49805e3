using Microsoft.EntityFrameworkCore;
using Sakimori.Kernel;
using Sakimori.Platform.Mail;
using Sakimori.Platform.Records;

namespace Sakimori.Platform.Access;

/// <summary>What the owner of an account changes about it. A wrong current password is a fault of the field <c>current</c>.</summary>
public sealed class OwnAccount(Works works, ContextFactory contexts, AccountRegister register, TimeCode codes)
{
    private const int AddressHours = 24;

    /// <summary>The reader's account.</summary>
    public async Task<(Account Account, int RecoveryCodes)> ReadAsync(Reader reader, CancellationToken cancel)
    {
        await using var work = await works.BeginAsync(reader, cancel);
        var account = await work.Enlist<AccessContext>().Accounts.SingleAsync(a => a.Id == reader.Account, cancel);
        return (account, await register.In(work).CountRecoveryCodesAsync(account));
    }

    /// <summary>Changes the name and the language of letters.</summary>
    public async Task<Failure?> RenameAsync(Reader reader, string name, Language language, CancellationToken cancel)
    {
        name = name.Trim();
        if (NewAccount.JudgeName(name) is { } fault)
            return new(FailureKind.Invalid, NewAccount.PleaseCheck, [fault]);
        await using var work = await works.BeginAsync(reader, cancel);
        var account = await LoadAsync(work, cancel);
        work.Audit("access.account.renamed", $"account:{account.Id}", new { account.DisplayName, account.Language }, new { name, language = language.Code() });
        (account.DisplayName, account.Language) = (name, language.Code());
        await work.CommitAsync(cancel);
        return null;
    }

    /// <summary>Changes the password and ends the other sessions.</summary>
    public async Task<Failure?> ChangePasswordAsync(Reader reader, Guid session, string current, string password, CancellationToken cancel)
    {
        var known = await ProveAsync(reader, current, cancel);
        var faults = ((Fault?[])[known is null ? WrongPassword : null, known is null ? null : Passwords.Judge(password, known.Email!)]).OfType<Fault>().ToList();
        if (faults.Count > 0)
            return new(FailureKind.Invalid, NewAccount.PleaseCheck, faults);
        await using var work = await works.BeginAsync(reader, cancel);
        var account = await LoadAsync(work, cancel);
        await register.In(work).SetPasswordAsync(account, password);
        await Sessions.EndAsync(work, account.Id, cancel, except: session);
        work.Audit("access.password.changed", $"account:{account.Id}");
        work.Send(AccessLetters.PasswordChanged(account));
        await work.CommitAsync(cancel);
        return null;
    }

    /// <summary>Sends a link to a new address; the old one stands until the link is opened.</summary>
    public async Task<Failure?> AskAddressAsync(Reader reader, string current, string email, Func<string, string> linkOf, CancellationToken cancel)
    {
        email = email.Trim();
        var faults = ((Fault?[])[NewAccount.JudgeAddress(email), await ProveAsync(reader, current, cancel) is null ? WrongPassword : null]).OfType<Fault>().ToList();
        if (faults.Count > 0)
            return new(FailureKind.Invalid, NewAccount.PleaseCheck, faults);
        await using var work = await works.BeginAsync(reader, cancel);
        var account = await LoadAsync(work, cancel);
        var token = OneTimeLinks.Make(work, LinkPurpose.Address, TimeSpan.FromHours(AddressHours), account.Id, email);
        work.Send(AccessLetters.ConfirmAddress(account, email, linkOf(token), AddressHours));
        await work.CommitAsync(cancel);
        return null;
    }

    /// <summary>Takes the new address over when its holder confirms; tells the old one.</summary>
    public async Task<Failure?> ConfirmAddressAsync(string token, CancellationToken cancel)
    {
        await using var work = await works.BeginAsync(Reader.Nobody, cancel);
        var access = work.Enlist<AccessContext>();
        if (await OneTimeLinks.TakeAsync(work, token, LinkPurpose.Address, cancel) is not { } link
            || await NewAccount.FindAsync(access, link.Email!, cancel) is not null
            || await access.Accounts.SingleOrDefaultAsync(a => a.Id == link.Account && a.Closed == null, cancel) is not { } account)
        {
            return OneTimeLinks.Dead;
        }

        var before = account.Email!;
        (account.UserName, account.Email, account.EmailConfirmed) = (link.Email, link.Email, true);
        Accounts.Check(await register.In(work).UpdateSecurityStampAsync(account));
        work.Audit("access.address.changed", $"account:{account.Id}", new { email = before }, new { email = account.Email });
        work.Send(AccessLetters.AddressChanged(account, before));
        await work.CommitAsync(cancel);
        return null;
    }

    /// <summary>Turns the code at sign-in on when the code fits the secret; gives the recovery codes, to be shown once.</summary>
    public async Task<Outcome<IReadOnlyList<string>>> EnrolAsync(Reader reader, string secret, string code, CancellationToken cancel)
    {
        if (codes.StepOf(secret, code) is null)
        {
            return new Failure(FailureKind.Invalid, NewAccount.PleaseCheck, [new(new("コードが違います。", "The code is wrong."),
                new("アプリにいま表示されている6桁を入力してください。端末の時刻も確かめてください。", "Enter the 6 digits that the app shows now; check the clock of the device."), Column: "code")]);
        }

        await using var work = await works.BeginAsync(reader, cancel);
        var account = await LoadAsync(work, cancel);
        var recovery = await register.In(work).EnrolAsync(account, secret);
        work.Audit("access.code.enrolled", $"account:{account.Id}");
        await work.CommitAsync(cancel);
        return Outcome(recovery);
    }

    /// <summary>Ten new recovery codes, to be shown once.</summary>
    public async Task<Outcome<IReadOnlyList<string>>> NewRecoveryCodesAsync(Reader reader, string current, CancellationToken cancel)
    {
        if (await ProveAsync(reader, current, cancel) is not { TwoFactorEnabled: true })
            return new Failure(FailureKind.Invalid, NewAccount.PleaseCheck, [WrongPassword]);
        await using var work = await works.BeginAsync(reader, cancel);
        var account = await LoadAsync(work, cancel);
        var recovery = await register.In(work).NewRecoveryCodesAsync(account);
        work.Audit("access.recovery-codes.made", $"account:{account.Id}");
        await work.CommitAsync(cancel);
        return Outcome(recovery);
    }

    /// <summary>Turns the code at sign-in off.</summary>
    public async Task<Failure?> ForgetCodeAsync(Reader reader, string current, CancellationToken cancel)
    {
        if (await ProveAsync(reader, current, cancel) is null)
            return new(FailureKind.Invalid, NewAccount.PleaseCheck, [WrongPassword]);
        await using var work = await works.BeginAsync(reader, cancel);
        var account = await LoadAsync(work, cancel);
        await register.In(work).ForgetCodeAsync(account);
        work.Audit("access.code.forgotten", $"account:{account.Id}");
        await work.CommitAsync(cancel);
        return null;
    }

    /// <summary>Closes the account for good.</summary>
    public async Task<Failure?> CloseAsync(Reader reader, string current, CancellationToken cancel)
    {
        if (await ProveAsync(reader, current, cancel) is not { } known)
            return new(FailureKind.Invalid, NewAccount.PleaseCheck, [WrongPassword]);
        await using var work = await works.BeginAsync(reader, cancel);
        return await CloseAccount.CloseAsync(work, known.Id, cancel);
    }

    /// <summary>The failure of a wrong current password; null when it is right.</summary>
    public async Task<Failure?> RefuseAsync(Reader reader, string current, CancellationToken cancel)
        => await ProveAsync(reader, current, cancel) is null ? new(FailureKind.Invalid, NewAccount.PleaseCheck, [WrongPassword]) : null;

    private static Fault WrongPassword { get; } = new(new("現在のパスワードが違います。", "The current password is wrong."),
        new("もう一度入力してください。", "Enter it again."), Column: "current");

    private static Outcome<IReadOnlyList<string>> Outcome(IReadOnlyList<string> codes) => (List<string>)[.. codes];

    private static Task<Account> LoadAsync(UnitOfWork work, CancellationToken cancel)
        => work.Enlist<AccessContext>().Accounts.SingleAsync(a => a.Id == work.Reader.Account, cancel);

    private async Task<Account?> ProveAsync(Reader reader, string current, CancellationToken cancel)
    {
        await using var access = contexts.Read<AccessContext>(Reader.System);
        var account = await access.Accounts.SingleAsync(a => a.Id == reader.Account, cancel);
        return register.Matches(account, current) ? account : null;
    }
}
