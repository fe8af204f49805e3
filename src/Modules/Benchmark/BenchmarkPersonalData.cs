using Sakimori.Benchmark.Store;
using Sakimori.Kernel;
using Sakimori.Platform.Privacy;

namespace Sakimori.Benchmark;

/// <summary>What the benchmark keeps of persons.</summary>
internal static class BenchmarkPersonalData
{
    private static readonly Text Own = new("その組織の人。組織に属さない人のものは本人だけ", "People of the organisation; only the person, for somebody without one");

    public static PersonalData[] All { get; } =
    [
        new()
        {
            Id = "benchmark.checks",
            What = new("提出した自己診断の回答と結果、提出したアカウントの番号", "Answers and figures of a self-check, and the id of the account that submitted it"),
            Whose = new("自己診断を提出した人", "Persons who submitted a self-check"),
            Purpose = new("結果を示し、前回と比べるため。同意があるときは統計を作るため", "Showing results and comparing them with earlier ones; for statistics where there is consent"),
            SeenBy = Own,
            Period = new("提出した人の番号は提出から{years}年。組織に属さない人の診断は、アカウントを消去するまで", "The submitter's id for {years} years; a self-check of somebody without an organisation until the account is erased"),
            Job = RetainRecords.Key,
            Ending = new("提出した人の番号は毎日の処理で消えます。回答と結果は組織のもので、前回との比較と統計のために残ります。登録せずに行った診断は保存しません。",
                "The submitter's id goes by the daily job. Answers and figures are the organisation's and stay, for comparison and statistics. A self-check without registration is not stored."),
            Tables = ["benchmark_check"],
        },
        new()
        {
            Id = "benchmark.consents",
            What = new("統計への利用に同意した、または同意しなかった人の名前とアカウント、日時、示した文", "Name and account of whoever agreed to the use in statistics or did not, when, and the text shown"),
            Whose = new("同意について決めた人", "Persons who decided about consent"),
            Purpose = new("同意があったことを示すため", "Showing that there was consent"),
            SeenBy = Own,
            Period = new("決めた人の名前とアカウントは、次の決定から{years}年", "Name and account of whoever decided for {years} years after the next decision"),
            Job = RetainRecords.Key,
            Ending = new("名前とアカウントは毎日の処理で消えます。同意があったことを示すため、決定そのものは変更も削除もしません。", "Name and account go by the daily job. Decisions themselves are never changed or deleted: they show that there was consent."),
            Tables = ["benchmark_consent"],
        },
        new()
        {
            Id = "benchmark.drafts",
            What = new("回答中の自己診断の、設問ごとの回答と、最後に答えた人の名前とアカウント", "Answers of a self-check that is being answered, and for each the name and account of whoever answered last"),
            Whose = new("自己診断に回答している人", "Persons who answer a self-check"),
            Purpose = new("複数の人が分担して回答できるようにするため", "Letting several people answer together"),
            SeenBy = Own,
            Period = new("提出するまで。提出しないままのものは、最後に答えてから{years}年", "Until it is submitted; {years} years after the last answer when it never is"),
            Job = RetainRecords.Key,
            Ending = new("提出すると消えます。提出しないままのものは、毎日の処理で消えます。", "Goes when it is submitted; what is never submitted goes by the daily job."),
            Tables = ["benchmark_draft_answer"],
        },
        new()
        {
            Id = "benchmark.exclusions",
            What = new("組織を統計から除くと決めた人の名前と、その理由", "Name of whoever keeps an organisation out of statistics, and why"),
            Whose = new("事務局と管理者", "Programme office and administrators"),
            Purpose = new("誰の判断かを確かめるため", "Knowing whose decision it was"),
            SeenBy = new("事務局と管理者", "Programme office and administrators"),
            Period = new("組織を統計に戻すまで", "Until the organisation is counted again"),
            Ending = new("統計に戻すと消えます。", "Goes when it is counted again."),
            Tables = ["benchmark_exclusion"],
        },
        new()
        {
            Id = "benchmark.invitations",
            What = new("調査ラウンドに招待した宛先のメールアドレス、組織の名称、届いた招待を開いたか", "Address invited to a round, name of the organisation, whether the invitation was opened"),
            Whose = new("調査ラウンドに招待された人", "Persons invited to a round"),
            Purpose = new("招待と督促を送り、回答の状況を知るため", "Sending invitations and reminders, and knowing who has answered"),
            SeenBy = new("主催者、招待された組織の人", "The host, people of the invited organisation"),
            Period = new($"アドレスは、ラウンドを締め切ってから{BenchmarkRetentions.InvitationDays}日", $"The address for {BenchmarkRetentions.InvitationDays} days after the round is closed"),
            Days = BenchmarkRetentions.InvitationDays,
            Job = RetainRecords.Key,
            Ending = new("アドレスは毎日の処理で消えます。どの組織を招待したかは、ラウンドの記録として残ります。", "The address goes by the daily job; which organisations were invited stays on record."),
            Tables = ["benchmark_round_invitation"],
        },
        new()
        {
            Id = "benchmark.links",
            What = new("結果を共有するリンクを作った人、相手についてのメモ", "Who made a link to a result, and the note for whom it is"),
            Whose = new("リンクを作った人、メモに書かれた人", "Makers of links, and persons named in the note"),
            Purpose = new("どの相手に渡したリンクかを管理するため", "Knowing to whom a link was given"),
            SeenBy = Own,
            Period = new($"使えなくなってから{BenchmarkRetentions.LinkDays}日", $"{BenchmarkRetentions.LinkDays} days after it stopped working"),
            Days = BenchmarkRetentions.LinkDays,
            Job = RetainRecords.Key,
            Ending = new($"リンクは長くとも{ResultLink.MostDays}日で使えなくなり、期間の後は毎日の処理で消えます。", $"A link ends after {ResultLink.MostDays} days at most; after the period it goes by the daily job."),
            Tables = ["benchmark_result_link"],
        },
        new()
        {
            Id = "benchmark.rounds",
            What = new("調査ラウンドを始めた人のアカウントの番号、共有を決めた人の名前とアカウント", "Id of the account that opened a round; name and account of whoever decided what to share"),
            Whose = new("ラウンドの主催者、招待された組織で共有を決めた人", "Hosts of rounds, and persons who decide what an invited organisation shares"),
            Purpose = new("誰の判断で共有したかを確かめるため", "Knowing by whose decision something is shared"),
            SeenBy = new("主催者（ラウンド）、決めた組織の人（共有の決定）", "The host (rounds), people of the organisation that decides (what is shared)"),
            Period = new("名前とアカウントは、ラウンドを締め切ってから{years}年", "Names and accounts for {years} years after the round is closed"),
            Job = RetainRecords.Key,
            Ending = new("名前とアカウントは毎日の処理で消えます。ラウンドと共有の決定は組織のもので、残ります。共有は取りやめられます。", "Names and accounts go by the daily job. Rounds and decisions are the organisations' and stay; sharing can be withdrawn."),
            Tables = ["benchmark_round", "benchmark_round_choice"],
        },
    ];
}
