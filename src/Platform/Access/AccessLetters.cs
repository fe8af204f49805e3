using Sakimori.Kernel;
using Sakimori.Platform.Mail;

namespace Sakimori.Platform.Access;

/// <summary>The letters of Access. Each says what happened, what to do, and what to do if it was not the reader.</summary>
public static class AccessLetters
{
    /// <summary>Invites an address; <paramref name="where"/> is the organisation or the portal.</summary>
    public static Letter Invitation(string to, Language language, Text where, Text role, string link, int days) => new(
        to, language,
        new("防人への招待", "Invitation to Sakimori"),
        new($"「{where.Ja}」の{role.Ja}として招待されました。\n\n{days}日以内に次のリンクを開いてください（一度だけ使えます）。\n{link}\n\n心当たりがないときは、このメールを破棄してください。\n",
            $"You are invited to {where.En} as {role.En}.\n\nOpen this link within {days} days (it works once):\n{link}\n\nIf you did not expect this, ignore the message.\n"),
        link);

    /// <summary>Lets the owner of an account set a new password.</summary>
    public static Letter Recovery(Account account, string link, int minutes) => To(account,
        new("パスワードの再設定", "Set a new password"),
        new($"パスワードの再設定が申し込まれました。\n\n{minutes}分以内に次のリンクを開いてください（一度だけ使えます）。\n{link}\n\n申し込んでいないときは、このメールを破棄してください。パスワードは変わりません。\n",
            $"Somebody asked to set a new password for your account.\n\nOpen this link within {minutes} minutes (it works once):\n{link}\n\nIf it was not you, ignore the message: your password stays as it is.\n"),
        link);

    /// <summary>Asks the holder of a new address to confirm it.</summary>
    public static Letter ConfirmAddress(Account account, string address, string link, int hours) => To(account,
        new("新しいメールアドレスの確認", "Confirm your new address"),
        new($"防人のアカウントのメールアドレスを、このアドレスに変える申込みがありました。\n\n{hours}時間以内に次のリンクを開いてください（一度だけ使えます）。\n{link}\n\n心当たりがないときは、このメールを破棄してください。\n",
            $"Somebody asked to use this address for an account of Sakimori.\n\nOpen this link within {hours} hours (it works once):\n{link}\n\nIf you did not expect this, ignore the message.\n"),
        link) with
    { To = address };

    /// <summary>Tells the old address that the account has a new one.</summary>
    public static Letter AddressChanged(Account account, string before) => To(account,
        new("メールアドレスが変わりました", "Your address was changed"),
        new("防人のアカウントのメールアドレスが変わり、このアドレスではサインインできなくなりました。\n\n心当たりがないときは、すぐに管理者へ知らせてください。\n",
            "The address of your account was changed; this one no longer signs in.\n\nIf it was not you, tell your administrator at once.\n")) with
    { To = before };

    /// <summary>Tells the owner that the password was changed.</summary>
    public static Letter PasswordChanged(Account account) => To(account,
        new("パスワードが変わりました", "Your password was changed"),
        new("防人のパスワードが変わり、ほかの端末のサインインは終了しました。\n\n心当たりがないときは、サインイン画面の「パスワードを忘れたとき」からすぐに設定し直してください。\n",
            "Your password was changed and other devices were signed out.\n\nIf it was not you, set a new one at once through 'Forgotten your password' on the sign-in page.\n"));

    /// <summary>Tells the owner that sign-in is paused after wrong tries.</summary>
    public static Letter Paused(Account account, TimeSpan pause) => To(account,
        new("サインインを一時停止しました", "Sign-in is paused"),
        new($"誤ったパスワードかコードが続けて入力されたため、サインインを{pause.TotalMinutes:0}分間停止しました。時間がたてば元に戻ります。\n\n心当たりがないときは、サインイン画面の「パスワードを忘れたとき」から新しいパスワードを設定してください。\n",
            $"A wrong password or code was entered several times, so sign-in to your account is paused for {pause.TotalMinutes:0} minutes. It resumes by itself.\n\nIf it was not you, set a new password through 'Forgotten your password' on the sign-in page.\n"));

    /// <summary>Tells the owner that a recovery code was used.</summary>
    public static Letter RecoveryCodeUsed(Account account) => To(account,
        new("回復コードが使われました", "A recovery code was used"),
        new("回復コードを使ったサインインがありました。\n\n心当たりがないときは、すぐにパスワードを変え、ほかの端末のサインインを終了してください。\n",
            "Somebody signed in with one of your recovery codes.\n\nIf it was not you, change your password and end the other sessions at once.\n"));

    private static Letter To(Account account, Text subject, Text body, string? secret = null)
        => new(account.Email!, Languages.Parse(account.Language) ?? Language.Ja, subject, body, secret);
}
