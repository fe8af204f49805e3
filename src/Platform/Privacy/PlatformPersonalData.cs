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
            Ending = new("監査証跡の項目は変更も削除もしません。削除できる証跡では、不正を確かめられないためです。", "Entries of the audit trail are never changed and never deleted: a trail that can be deleted proves nothing."),
            Stays = new("誰が何をしたかの証拠として、項目をアカウントの番号だけで残します。内容は消します。", "Entries stay as proof of what was done, under the id alone; their content goes."),
            Tables = ["platform_audit"],
        },
        new()
        {
            Id = "platform.audit-content",
            What = new("監査証跡の各項目の、変更前と変更後の内容（名前、アドレス、電話番号を含むことがあります）", "What stood before and after in entries of the audit trail; it may hold names, addresses and telephone numbers"),
            Whose = new("アカウントを持つ人、組織の名簿に載る人、連絡先、招待された人", "Holders of accounts, people and contacts of organisations, persons invited"),
            Purpose = new("不正や誤りを後から確かめるため", "Finding misuse and mistakes afterwards"),
            SeenBy = Administrators,
            Period = new("{years}年。アカウントまたは名簿の人を消去したときは、そのときまで", "{years} years, or until the account or the person of the directory is erased"),
            Job = RetainRecords.Key,
            Ending = new("期間の後は毎日の処理で消え、消去すると、その人についての内容がすぐに消えます。項目と照合値は残り、証跡は有効なままです。",
                "Goes by the daily job after the period; erasing takes the content about the person away at once. Entries and commitments stay, and the trail stays valid."),
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
            Stays = PersonalData.OnlyNumber,
            Tables = ["platform_job"],
        },
        new()
        {
            Id = "platform.mail",
            What = new("送ったメールの宛先、件名、本文", "Address, subject and body of letters sent"),
            Whose = new("メールを受け取る人", "Addressees of letters"),
            Purpose = new("メールを確実に届けるため", "Delivering mail without loss"),
            SeenBy = Administrators,
            Period = new($"届けてから{PruneRecords.LetterDays}日。届かなかったメールは、最後に試みてから{PlatformRetentions.UndeliveredDays}日", $"{PruneRecords.LetterDays} days after delivery; {PlatformRetentions.UndeliveredDays} days after the last try when it could not be delivered"),
            Days = PruneRecords.LetterDays,
            Job = PruneRecords.Key,
            Ending = new("毎日の整理で消えます。ファイルとして書き出したメールは、運用者が消します。", "Goes by the daily pruning. Letters that are written as files are for the operator to delete."),
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
            Stays = PersonalData.OnlyNumber,
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
            Period = new("発行した人の番号は、証拠文書の有効期間が終わってから{years}年", "The issuer's id for {years} years after the document's validity"),
            Job = RetainRecords.Key,
            Ending = new("発行した人の番号は毎日の処理で消えます。文書そのものは組織のもので、残ります。", "The issuer's id goes by the daily job; the document is the organisation's and stays."),
            Stays = PersonalData.OnlyNumber,
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
            Period = new("作った人の名前とアカウントは、次の版ができてから{years}年。公表した文には期限を定めていません。", "Name and account of the writer for {years} years after the next version; no limit is set for what was published"),
            Job = RetainRecords.Key,
            Ending = new("作った人の名前とアカウントは毎日の処理で消えます。公表した文は、その日に何を公表していたかを示すために残ります。", "Name and account go by the daily job; what was published stays, to show what was said on a day."),
            Tables = ["platform_privacy_notice"],
        },
        new()
        {
            Id = "platform.legal-holds",
            What = new("保全の対象（アカウント、名簿の人、組織の番号）とその理由、保全を始めた人と解除した人の名前", "Whose records are held (id of an account, person or organisation) and why; names of whoever placed and lifted the hold"),
            Whose = new("保全の対象となる人、管理者", "Persons whose records are held, administrators"),
            Purpose = new("争いや調査に必要な記録を、消さずに残すため", "Keeping records that a dispute or an inquiry needs"),
            SeenBy = new("管理者。本人には保全の番号だけを示します。", "Administrators; the person is told the number of the hold alone."),
            Period = PersonalData.Unlimited,
            Ending = new("解除しても、いつ何を保全したかを示すために残ります。アカウントを消去すると、名前と理由が消えます。", "It stays when it is lifted, to show what was held when. Erasing an account takes names and reason away."),
            Tables = ["platform_legal_hold"],
        },
    ];
}
