using Sakimori.Kernel;
using Sakimori.Platform.Privacy;

namespace Sakimori.Platform.Access;

/// <summary>What Access keeps of persons.</summary>
internal static class AccessPersonalData
{
    public static PersonalData[] All { get; } =
    [
        new()
        {
            Id = "access.accounts",
            What = new("名前、メールアドレス、言語、パスワードのハッシュ値、認証アプリの鍵と復旧コード、続けて失敗したサインインの回数と一時停止の期限",
                "Name, e-mail address, language, hash of the password, key and recovery codes of the authenticator, number of failed tries to sign in and the end of a pause"),
            Whose = new("アカウントを持つ人", "Holders of accounts"),
            Purpose = new("サインインと本人の確認、画面での名前の表示、メールの送付", "Signing in, showing who did what, and sending mail"),
            SeenBy = new("本人、所属する組織の責任者（名前・アドレス・役割）、管理者。パスワードと認証アプリの鍵は誰にも表示しません。",
                "The person, managers of the person's organisation (name, address, role), and administrators. Password and authenticator key are shown to nobody."),
            Period = new("アカウントを閉じるまで。名前は、閉じてから{years}年、または消去するまで", "Until the account is closed; the name for {years} years after that, or until it is erased"),
            Job = RetainRecords.Key,
            Ending = new("アカウントを閉じると、アドレス、パスワード、認証アプリの登録を消します。名前は、過去の記録を誰が行ったか分かるように期間の終わりまで残り、毎日の処理で消えます。本人または管理者が消去すると、名前もすぐに消えます。番号は残ります。",
                "Closing the account takes address, password and authenticator away. The name stays until its period is over, so that earlier records say who acted, and goes by the daily job; erasing takes it away at once. The id stays."),
            Tables = ["access_account", "access_claim", "access_login", "access_token"],
        },
        new()
        {
            Id = "access.keys",
            What = new("API キーの用途の名前、作った人、作成日、最後に使った日", "Name of an API key, who made it, when it was made and last used"),
            Whose = new("API キーを作った人", "Makers of API keys"),
            Purpose = new("キーの管理と、不正な利用の発見", "Managing keys and finding misuse"),
            SeenBy = new("その組織の責任者、管理者", "Managers of the organisation, administrators"),
            Period = new($"無効になってから{PlatformRetentions.KeyDays}日", $"{PlatformRetentions.KeyDays} days after it was revoked or expired"),
            Days = PlatformRetentions.KeyDays,
            Job = RetainRecords.Key,
            Ending = new("キーは長くとも1年で使えなくなり、期間の後は毎日の処理で消えます。", "A key ends after a year at most; after the period it goes by the daily job."),
            Tables = ["access_key"],
        },
        new()
        {
            Id = "access.links",
            What = new("招待やアドレス確認の宛先のメールアドレス、与える役割、リンクの期限と使用の有無", "Address that is invited or confirmed, role to be granted, end and use of the link"),
            Whose = new("招待された人、アドレスを確かめる人、パスワードを設定し直す人", "Persons invited, confirming an address or setting a new password"),
            Purpose = new("一度だけ使えるリンクで本人を確かめるため", "Knowing persons by a link that works once"),
            SeenBy = new("招待した組織の責任者（未使用の招待）、管理者", "Managers of the inviting organisation (open invitations), administrators"),
            Period = new($"使われるか期限が切れてから{PlatformRetentions.LinkDays}日", $"{PlatformRetentions.LinkDays} days after it was used or expired"),
            Days = PlatformRetentions.LinkDays,
            Job = RetainRecords.Key,
            Ending = new("毎日の処理で消えます。", "Goes by the daily job."),
            Tables = ["access_link"],
        },
        new()
        {
            Id = "access.roles",
            What = new("アカウントの役割とその範囲、始まりと終わり、閲覧できる範囲", "Roles of an account, where, from when until when, and which audiences it belongs to"),
            Whose = new("アカウントを持つ人", "Holders of accounts"),
            Purpose = new("見てよいもの、してよいことを決めるため", "Deciding who may see and do what"),
            SeenBy = new("本人、その組織の責任者、管理者", "The person, managers of the organisation, administrators"),
            Period = new($"終わってから{PlatformRetentions.RoleDays}日", $"{PlatformRetentions.RoleDays} days after it ended"),
            Days = PlatformRetentions.RoleDays,
            Job = RetainRecords.Key,
            Ending = new("終わった役割は、期間の後、毎日の処理で消えます。", "A role that has ended goes by the daily job after the period."),
            Tables = ["access_audience_grant", "access_role"],
        },
        new()
        {
            Id = "access.sessions",
            What = new("サインインの始まりと終わり、ブラウザーと OS の種類、選んだ組織。ネットワークアドレスは保存しません。",
                "Beginning and end of a sign-in, browser and system, organisation chosen. No network address is stored."),
            Whose = new("サインインした人", "Persons who signed in"),
            Purpose = new("サインインを保ち、本人が他の端末のサインインに気付いて終わらせるため", "Keeping persons signed in, and letting them see and end sign-ins on other devices"),
            SeenBy = new("本人（有効なもの）", "The person (those that stand)"),
            Period = new($"終わってから{PlatformRetentions.SessionDays}日", $"{PlatformRetentions.SessionDays} days after it ended"),
            Days = PlatformRetentions.SessionDays,
            Job = RetainRecords.Key,
            Ending = new($"サインインは{Sessions.Lifetime.TotalHours:0}時間で切れ、期間の後は毎日の処理で消えます。", $"A sign-in ends after {Sessions.Lifetime.TotalHours:0} hours; after the period it goes by the daily job."),
            Tables = ["access_session"],
        },
    ];
}
