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
            Period = new("アカウントを閉じるまで。名前には期限を定めていません。", "Until the account is closed; no limit is set for the name."),
            Ending = new("本人または管理者がアカウントを閉じると、アドレス、パスワード、認証アプリの登録を消します。名前と識別番号は、過去の記録を誰が行ったか分かるように残ります。",
                "When the person or an administrator closes the account, address, password and authenticator go. Name and id stay, so that earlier records still say who acted."),
            Tables = ["access_account", "access_claim", "access_login", "access_token"],
        },
        new()
        {
            Id = "access.keys",
            What = new("API キーの用途の名前、作った人、作成日、最後に使った日", "Name of an API key, who made it, when it was made and last used"),
            Whose = new("API キーを作った人", "Makers of API keys"),
            Purpose = new("キーの管理と、不正な利用の発見", "Managing keys and finding misuse"),
            SeenBy = new("その組織の責任者、管理者", "Managers of the organisation, administrators"),
            Period = PersonalData.Unlimited,
            Ending = new("キーは長くとも1年で使えなくなりますが、行を消す処理はありません。", "A key ends after a year at most, but nothing deletes its row."),
            Tables = ["access_key"],
        },
        new()
        {
            Id = "access.links",
            What = new("招待やアドレス確認の宛先のメールアドレス、与える役割、リンクの期限と使用の有無", "Address that is invited or confirmed, role to be granted, end and use of the link"),
            Whose = new("招待された人、アドレスを確かめる人、パスワードを設定し直す人", "Persons invited, confirming an address or setting a new password"),
            Purpose = new("一度だけ使えるリンクで本人を確かめるため", "Knowing persons by a link that works once"),
            SeenBy = new("招待した組織の責任者（未使用の招待）、管理者", "Managers of the inviting organisation (open invitations), administrators"),
            Period = PersonalData.Unlimited,
            Ending = new("リンクは期限が来るか使われると働きませんが、行を消す処理はありません。", "A link stops working when it is used or its time is over, but nothing deletes its row."),
            Tables = ["access_link"],
        },
        new()
        {
            Id = "access.roles",
            What = new("アカウントの役割とその範囲、始まりと終わり、閲覧できる範囲", "Roles of an account, where, from when until when, and which audiences it belongs to"),
            Whose = new("アカウントを持つ人", "Holders of accounts"),
            Purpose = new("見てよいもの、してよいことを決めるため", "Deciding who may see and do what"),
            SeenBy = new("本人、その組織の責任者、管理者", "The person, managers of the organisation, administrators"),
            Period = PersonalData.Unlimited,
            Ending = new("役割は終えられますが、過去の役割の行を消す処理はありません。", "Roles can be ended, but nothing deletes the rows of former roles."),
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
            Period = PersonalData.Unlimited,
            Ending = new($"サインインは{Sessions.Lifetime.TotalHours:0}時間で切れますが、行を消す処理はありません。", $"A sign-in ends after {Sessions.Lifetime.TotalHours:0} hours, but nothing deletes its row."),
            Tables = ["access_session"],
        },
    ];
}
