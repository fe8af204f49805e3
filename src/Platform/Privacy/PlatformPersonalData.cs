using Sakimori.Kernel;
using Sakimori.Platform.Jobs;

namespace Sakimori.Platform.Privacy;

/// <summary>What Platform keeps of persons besides accounts.</summary>
internal static class PlatformPersonalData
{
    private static readonly Text Administrators = new("管理者", "Administrators");

    public static PersonalData[] Operations { get; } =
    [
        new()
        {
            Id = "platform.audit",
            What = new("いつ、どのアカウントが、何をしたか（サインインとその失敗を含みます）。対象は番号で示し、名前やアドレスは含みません。",
                "When which account did what, tries to sign in included; things are named by ids, never by a name or an address"),
            Whose = new("アカウントを持つ人", "Holders of accounts"),
            Purpose = new("不正や誤りを後から確かめるため", "Finding misuse and mistakes afterwards"),
            SeenBy = Administrators,
            Period = PersonalData.Unlimited,
            Ending = new("監査証跡は変更も削除もしません。", "The audit trail is never changed and never deleted."),
            Tables = ["platform_audit"],
        },
        new()
        {
            Id = "platform.audit-content",
            What = new("監査証跡の各項目の、変更前と変更後の内容（名前、アドレス、電話番号を含むことがあります）", "What stood before and after in entries of the audit trail; it may hold names, addresses and telephone numbers"),
            Whose = new("アカウントを持つ人、組織の名簿に載る人、連絡先、招待された人", "Holders of accounts, people and contacts of organisations, persons invited"),
            Purpose = new("不正や誤りを後から確かめるため", "Finding misuse and mistakes afterwards"),
            SeenBy = Administrators,
            Period = new("期限は定めていません。名簿の人については、本人の情報を消去するまで", "No limit is set; of people in the directory until the person is erased"),
            Ending = new("名簿の人を消去すると、その人についての内容を消します。項目と照合値は残り、証跡は有効なままです。その他の内容を消す処理はありません。",
                "Erasing a person of the directory erases the content about that person; entries and commitments stay, and the trail stays valid. Nothing deletes the rest."),
            Tables = ["platform_audit_payload"],
        },
        new()
        {
            Id = "platform.jobs",
            What = new("処理を始めさせたアカウントの番号、処理の条件と結果", "Id of the account that asked for a job, its parameters and outcome"),
            Whose = new("事務局と管理者", "Programme office and administrators"),
            Purpose = new("処理を行い、結果を確かめるため", "Running jobs and seeing what came out"),
            SeenBy = Administrators,
            Period = new($"終わってから{PruneRecords.JobDays}日", $"{PruneRecords.JobDays} days after it ended"),
            Days = PruneRecords.JobDays,
            Job = PruneRecords.Key,
            Ending = new("毎日の整理で消えます。", "Goes by the daily pruning."),
            Tables = ["platform_job"],
        },
        new()
        {
            Id = "platform.mail",
            What = new("送ったメールの宛先、件名、本文", "Address, subject and body of letters sent"),
            Whose = new("メールを受け取る人", "Addressees of letters"),
            Purpose = new("メールを確実に届けるため", "Delivering mail without loss"),
            SeenBy = Administrators,
            Period = new($"届けてから{PruneRecords.LetterDays}日。届かなかったメールは、送り直して届くまで", $"{PruneRecords.LetterDays} days after delivery; a letter that was not delivered until it is sent again and arrives"),
            Days = PruneRecords.LetterDays,
            Job = PruneRecords.Key,
            Ending = new("届いたものは毎日の整理で消えます。届かなかったものを消す処理はありません。", "What was delivered goes by the daily pruning; nothing deletes what was not."),
            Tables = ["platform_mail"],
        },
        new()
        {
            Id = "platform.outbox",
            What = new("機能どうしの通知（診断や取組みの番号。名前は含みません）", "Events between modules: ids of checks and actions, no names"),
            Whose = new("診断や取組みを記録した人", "Persons whose checks and actions are recorded"),
            Purpose = new("一つの変更を、他の機能に確実に伝えるため", "Telling other modules of a change without loss"),
            SeenBy = Administrators,
            Period = new($"処理してから{PruneRecords.EventDays}日。処理できていない通知は、処理されるまで", $"{PruneRecords.EventDays} days after it was handled; until then when it is not handled"),
            Days = PruneRecords.EventDays,
            Job = PruneRecords.Key,
            Ending = new("処理済みのものは毎日の整理で消えます。", "What was handled goes by the daily pruning."),
            Tables = ["platform_outbox", "platform_outbox_mark"],
        },
    ];

    public static PersonalData[] Evidence { get; } =
    [
        new()
        {
            Id = "evidence.documents",
            What = new("証拠文書を発行したアカウントの番号。文書が名指しするのは組織です。", "Id of the account that issued a document; the document itself names an organisation"),
            Whose = new("証拠文書を発行した人", "Issuers of evidence"),
            Purpose = new("誰の操作で発行されたかを確かめるため", "Knowing by whose act it was issued"),
            SeenBy = new("その組織の人", "People of the organisation"),
            Period = PersonalData.Unlimited,
            Ending = new("証拠文書は取り消せますが、消す処理はありません。", "Evidence can be revoked, but nothing deletes it."),
            Tables = ["evidence_document"],
        },
    ];

    public static PersonalData[] Notice { get; } =
    [
        new()
        {
            Id = "platform.privacy-notice",
            What = new("「個人データの取扱い」の各版を作った人の名前とアカウント、連絡先として書かれたもの", "Name and account of whoever wrote a version of the privacy notice, and what it gives as contact"),
            Whose = new("事務局と管理者", "Programme office and administrators"),
            Purpose = new("いつ、誰が、何を公表したかを示すため", "Showing who published what, and when"),
            SeenBy = new("作った人の名前は事務局と管理者、連絡先は誰でも", "The writer: programme office and administrators; the contact: everybody"),
            Period = PersonalData.Unlimited,
            Ending = new("版は追加するだけで、変更も削除もしません。", "Versions are only added, never changed or deleted."),
            Tables = ["platform_privacy_notice"],
        },
    ];
}
