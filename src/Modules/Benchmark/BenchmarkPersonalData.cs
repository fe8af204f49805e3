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
            Period = PersonalData.Unlimited,
            Ending = new("提出した診断を消す処理はありません。登録せずに行った診断は保存しません。", "Nothing deletes what was submitted. A self-check without registration is not stored."),
            Tables = ["benchmark_check"],
        },
        new()
        {
            Id = "benchmark.consents",
            What = new("統計への利用に同意した、または同意しなかった人の名前とアカウント、日時、示した文", "Name and account of whoever agreed to the use in statistics or did not, when, and the text shown"),
            Whose = new("同意について決めた人", "Persons who decided about consent"),
            Purpose = new("同意があったことを示すため", "Showing that there was consent"),
            SeenBy = Own,
            Period = PersonalData.Unlimited,
            Ending = new("決定は追加するだけで、変更も削除もしません。撤回も新しい決定として残ります。", "Decisions are only added, never changed or deleted; a withdrawal is another one."),
            Tables = ["benchmark_consent"],
        },
        new()
        {
            Id = "benchmark.drafts",
            What = new("回答中の自己診断の、設問ごとの回答と、最後に答えた人の名前とアカウント", "Answers of a self-check that is being answered, and for each the name and account of whoever answered last"),
            Whose = new("自己診断に回答している人", "Persons who answer a self-check"),
            Purpose = new("複数の人が分担して回答できるようにするため", "Letting several people answer together"),
            SeenBy = Own,
            Period = new("提出するまで", "Until it is submitted"),
            Ending = new("提出すると消えます。提出しないままの回答を消す処理はありません。", "Goes when it is submitted; nothing deletes what is never submitted."),
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
            Period = PersonalData.Unlimited,
            Ending = new("招待を消す処理はありません。", "Nothing deletes invitations."),
            Tables = ["benchmark_round_invitation"],
        },
        new()
        {
            Id = "benchmark.links",
            What = new("結果を共有するリンクを作った人、相手についてのメモ", "Who made a link to a result, and the note for whom it is"),
            Whose = new("リンクを作った人、メモに書かれた人", "Makers of links, and persons named in the note"),
            Purpose = new("どの相手に渡したリンクかを管理するため", "Knowing to whom a link was given"),
            SeenBy = Own,
            Period = PersonalData.Unlimited,
            Ending = new($"リンクは長くとも{ResultLink.MostDays}日で使えなくなりますが、行を消す処理はありません。", $"A link ends after {ResultLink.MostDays} days at most, but nothing deletes its row."),
            Tables = ["benchmark_result_link"],
        },
        new()
        {
            Id = "benchmark.rounds",
            What = new("調査ラウンドを始めた人のアカウントの番号、共有を決めた人の名前とアカウント", "Id of the account that opened a round; name and account of whoever decided what to share"),
            Whose = new("ラウンドの主催者、招待された組織で共有を決めた人", "Hosts of rounds, and persons who decide what an invited organisation shares"),
            Purpose = new("誰の判断で共有したかを確かめるため", "Knowing by whose decision something is shared"),
            SeenBy = new("主催者（ラウンド）、決めた組織の人（共有の決定）", "The host (rounds), people of the organisation that decides (what is shared)"),
            Period = PersonalData.Unlimited,
            Ending = new("ラウンドと共有の決定を消す処理はありません。共有は取りやめられます。", "Nothing deletes rounds and decisions; sharing can be withdrawn."),
            Tables = ["benchmark_round", "benchmark_round_choice"],
        },
    ];
}
