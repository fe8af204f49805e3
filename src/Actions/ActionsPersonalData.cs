using Sakimori.Kernel;
using Sakimori.Platform.Privacy;

namespace Sakimori.Actions;

/// <summary>What the register of actions keeps of persons.</summary>
internal static class ActionsPersonalData
{
    public static PersonalData[] All { get; } =
    [
        new()
        {
            Id = "actions.owners",
            What = new("取組みの担当者の名前、アカウント、メールアドレス、作成・報告・確認をした人、変更の履歴に残る名前",
                "Name, account and e-mail address of an action's owner; who made, reported and verified it; names in its history"),
            Whose = new("取組みの担当者と、取組みを記録・確認する人", "Owners of actions, and those who record and verify them"),
            Purpose = new("誰がいつまでに行うかを管理し、期限を知らせるため", "Knowing who does what until when, and reminding of due dates"),
            SeenBy = new("その組織の人。組織に属さない人の取組みは本人だけ", "People of the organisation; only the person, for somebody without one"),
            Period = new("取組みが完了または取りやめとなり、最後に変更されてから{years}年", "{years} years after the last change of an action that is done or dropped"),
            Job = RetainRecords.Key,
            Ending = new("期間の後、名前、アカウント、アドレスが毎日の処理で消えます。取組みと履歴そのものは組織のもので、残ります。組織に属さない人の取組みは、アカウントを消去すると消えます。",
                "After the period names, accounts and addresses go by the daily job; actions and their history are the organisation's and stay. Those of somebody without an organisation go when the account is erased."),
            Tables = ["actions_entry", "actions_item"],
        },
    ];
}
