using Sakimori.Kernel;
using Sakimori.Platform.Access;
using Sakimori.Platform.Mail;

namespace Sakimori.Directory.Store;

/// <summary>What is written to people about registrations.</summary>
internal static class RegistrationLetters
{
    /// <summary>With the link that confirms the address.</summary>
    public static Letter Confirm(RegistrationEntry entry, string link) => new(entry.Mail, entry.Language,
        new("利用登録の確認", "Confirm your registration"),
        new($"""
            {entry.Person} 様

            「{entry.Name}」の利用登録を受け付けました。次のリンクを24時間以内に開き、パスワードを決めると登録が完了します。

            {link}

            心当たりがない場合は、このメールを破棄してください。何も登録されません。
            """,
            $"""
            Dear {entry.Person},

            We received a request to register "{entry.Name}". Open this link within 24 hours and choose a password to complete it:

            {link}

            If you did not ask for this, ignore this e-mail: nothing will be registered.
            """), link);

    /// <summary>To somebody who has an account already.</summary>
    public static Letter Known(RegistrationEntry entry, string signIn) => new(entry.Mail, entry.Language,
        new("利用登録の申込みについて", "Your registration"),
        new($"""
            このメールアドレスで利用登録の申込みがありましたが、すでにアカウントがあります。次のページからサインインしてください。

            {signIn}
            """,
            $"""
            Somebody asked to register with this address, which has an account already. Please sign in here:

            {signIn}
            """));

    /// <summary>To those who decide whether somebody joins.</summary>
    public static Letter Joining(Account decider, RegistrationRow row, string page)
        => new(decider.Email!, Languages.Parse(decider.Language) ?? Language.Ja,
            new("参加の申請があります", "Somebody asks to join your organisation"),
            new($"""
                {row.Person}（{row.Mail}）さんが、同じ法人番号の組織への参加を申請しました。次のページで承認するか、理由を添えて断ってください。

                {page}
                """,
                $"""
                {row.Person} ({row.Mail}) asks to join the organisation with the same corporate number. Accept or decline here:

                {page}
                """));

    /// <summary>The decision.</summary>
    public static Letter Decided(RegistrationRow row, bool joining) => new(row.Mail, row.Language,
        row.State == RegistrationState.Accepted ? new("登録が承認されました", "Your registration was accepted") : new("登録は承認されませんでした", "Your registration was not accepted"),
        row.State == RegistrationState.Accepted
            ? joining
                ? new($"「{row.Name}」への参加が承認されました。", $"You may now act for \"{row.Name}\".")
                : new($"事務局が「{row.Name}」を確認しました。", $"The office has verified \"{row.Name}\".")
            : new($"「{row.Name}」の登録は承認されませんでした。\n\n理由：{row.Reason}", $"The registration of \"{row.Name}\" was not accepted.\n\nReason: {row.Reason}"));
}
