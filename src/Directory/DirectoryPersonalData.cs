using Sakimori.Directory.Store;
using Sakimori.Kernel;
using Sakimori.Platform.Privacy;

namespace Sakimori.Directory;

/// <summary>What the directory keeps of persons.</summary>
internal static class DirectoryPersonalData
{
    private static readonly Text Own = new("その組織の人、事務局", "People of the organisation, programme office");

    public static PersonalData[] All { get; } =
    [
        new()
        {
            Id = "directory.contacts",
            What = new("連絡先の氏名または窓口の名称、役割、メールアドレス、電話番号", "Name of the person or desk, role, e-mail address, telephone number"),
            Whose = new("組織の連絡先となる人", "Contacts of organisations"),
            Purpose = new("組織への連絡と、調査への招待", "Reaching organisations and inviting them to rounds"),
            SeenBy = Own,
            Period = new("連絡先を削除するまで", "Until the contact is removed"),
            Ending = new("組織の責任者または事務局が削除すると消えます。監査証跡の内容には、その期間残ります。本人のアカウントを消去すると、どちらも消えます。",
                "Goes when a manager of the organisation or the office removes it; the content of the audit trail keeps it for its own period. Erasing the person's account takes both away."),
            Tables = ["directory_contact"],
        },
        new()
        {
            Id = "directory.mail-domains",
            What = new("信頼するメールのドメインを登録した人の名前", "Name of the person who added a trusted mail domain"),
            Whose = new("事務局と管理者", "Programme office and administrators"),
            Purpose = new("誰の判断かを確かめるため", "Knowing whose decision it was"),
            SeenBy = new("事務局と管理者", "Programme office and administrators"),
            Period = new("ドメインを外すまで", "Until the domain is removed"),
            Ending = new("事務局がドメインを外すと消えます。", "Goes when the office removes the domain."),
            Tables = ["directory_mail_domain"],
        },
        new()
        {
            Id = "directory.people",
            What = new("氏名とその読み、部署と役職、メールアドレス、電話番号、在籍の期間", "Name and its reading, department and post, e-mail address, telephone number, and from when until when"),
            Whose = new("組織の名簿に載る人", "People of organisations"),
            Purpose = new("組織の中で誰が担当するかを、日付とともに知るため", "Knowing who is who in an organisation on a day"),
            SeenBy = Own,
            Period = new("本人の情報を消去するまで", "Until the person is erased"),
            Ending = new("在籍を終えても、いつ誰が担当したかを示すため過去の期間は残ります。組織の責任者または事務局が消去するか、本人がアカウントを消去すると、すべての期間と監査証跡の内容が消えます。",
                "Ending keeps the earlier periods, which say who was in charge when. When a manager of the organisation or the office erases the person, or the person the own account, every period and the content of the audit trail go."),
            Tables = ["directory_person"],
        },
        new()
        {
            Id = "directory.registrations",
            What = new("申込者の名前、メールアドレス、組織の名称、アドレスと接続元のハッシュ値、可否とその理由", "Name and e-mail address of the applicant, name of the organisation, hashes of the address and the network address, decision and reason"),
            Whose = new("組織の利用登録を申し込んだ人", "Persons who register an organisation"),
            Purpose = new("申込みの確認と可否の判断、連続した申込みの制限", "Confirming and deciding registrations, limiting how many are made"),
            SeenBy = new("事務局。すでにある組織への参加の申込みは、その組織の人も見ます。", "Programme office; people of the organisation, where somebody asks to join it"),
            Period = new($"確認されない申込みは{Registrations.Lifetime.TotalHours:0}時間。可否を決めたものは、決めてから{DirectoryRetentions.RegistrationDays}日",
                $"{Registrations.Lifetime.TotalHours:0} hours while not confirmed; {DirectoryRetentions.RegistrationDays} days after the decision"),
            Days = DirectoryRetentions.RegistrationDays,
            Job = RetainRecords.Key,
            Ending = new("確認されずに期限を過ぎたものは、次の申込みか毎日の処理で消えます。可否を決めたものは、期間の後、名前、アドレス（ドメインを除く）、ハッシュ値、理由が毎日の処理で消えます。",
                "What was not confirmed in time goes when somebody registers next, or by the daily job. Of what was decided, name, address (but for the domain), hashes and reason go by the daily job after the period."),
            Tables = ["directory_registration"],
        },
        new()
        {
            Id = "directory.uploads",
            What = new("取り込みを確認する前の名簿や組織のファイル", "Files of people or organisations between dry run and confirmation"),
            Whose = new("ファイルに載る人、ファイルを置いた人", "People in the file, and whoever brought it"),
            Purpose = new("取り込む前に誤りを確かめるため", "Finding mistakes before they are imported"),
            SeenBy = new("ファイルを置いた本人", "Whoever brought the file"),
            Period = new("1日", "A day"),
            Days = 1,
            Job = RetainRecords.Key,
            Ending = new("確認したとき、その組織の人を消去したとき、または期限の後の毎日の処理で消えます。", "Goes on confirmation, when a person of the organisation is erased, or by the daily job after the day."),
            Tables = ["directory_upload"],
        },
    ];
}
