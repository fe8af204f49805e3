using Sakimori.Kernel;
using Sakimori.Platform.Mail;

namespace Sakimori.Benchmark.Store;

/// <summary>One thing that a letter asks for.</summary>
/// <param name="Round">The round.</param>
/// <param name="Host">Who asks.</param>
/// <param name="IsNew">True when nothing was written of it before.</param>
/// <param name="Link">The absolute address of the invitation.</param>
internal sealed record AskedOf(Round Round, Text Host, bool IsNew, string Link);

/// <summary>What is written to the invited. The title is the host's; every other word is the portal's.</summary>
internal static class RoundLetter
{
    /// <summary>To somebody who speaks for the organisation here.</summary>
    public static Letter ToManager(string mail, Language language, IReadOnlyList<AskedOf> asked) => new(mail, language, Subject(asked),
        new Text("自己診断の調査ラウンドについてお知らせします。\n\n", "This is about rounds of the self-check.\n\n")
        + Lines(asked)
        + new Text(
            "何を共有するかは組織が選びます。選ぶまでは何も共有されません。断ることも、あとで取りやめることもできます。\n回答するか断ると、この督促は届かなくなります。\n",
            "Your organisation chooses what it shares. Nothing is shared before it chooses; it may decline, and withdraw later.\nOnce it has answered or declined, it is not reminded again.\n"));

    /// <summary>To the address of an organisation for which nobody speaks here: in both languages, for it has chosen none.</summary>
    public static Letter ToContact(string mail, IReadOnlyList<AskedOf> asked)
    {
        var subject = Subject(asked);
        var body = new Text("自己診断の調査ラウンドに招待されています。\n\n", "You are invited to take part in a round of the self-check.\n\n")
            + Lines(asked)
            + new Text(
                "リンクの案内に沿って、組織の利用登録をしてからお進みください。何を共有するかは組織が選びます。選ぶまでは何も共有されません。\n心当たりがないときは、このメールを破棄してください。\n",
                "Open the link and follow its steps: register your organisation first. It chooses what it shares; nothing is shared before.\nIf you did not expect this, ignore the message.\n");
        return new(mail, Language.Ja, Text.Same($"{subject.Ja} / {subject.En}"), Text.Same($"{body.Ja}\n{body.En}"), asked[0].Link);
    }

    /// <summary>That an invitation was taken back, to a manager or, in both languages, to an address.</summary>
    public static Letter TakenBack(string mail, Language? language, Round round, Text host)
    {
        Text subject = new("調査ラウンドへの招待の取消し", "An invitation to a round of the self-check was taken back");
        Text body = new(
            $"次の調査ラウンドへの招待を、主催者が取り消しました。\n\n- {round.TitleJa}\n  主催：{host.Ja}\n\n回答は必要ありません。共有していたものは、主催者の画面と今後の書き出しから消えています。\n主催者がすでに書き出したファイルは、ポータルからは取り戻せません。\n",
            $"The host has taken back the invitation to this round:\n\n- {round.TitleEn}\n  Host: {host.En}\n\nNo answer is needed. Whatever was shared is gone from the host's pages and later exports.\nFiles that the host has exported already cannot be recalled by the portal.\n");
        return language is { } known ? new(mail, known, subject, body)
            : new(mail, Language.Ja, Text.Same($"{subject.Ja} / {subject.En}"), Text.Same($"{body.Ja}\n{body.En}"));
    }

    private static Text Subject(IReadOnlyList<AskedOf> asked) => asked.Any(a => a.IsNew)
        ? new($"調査ラウンドへの招待（{asked.Count}件）", $"Invitation to a round of the self-check ({asked.Count})")
        : new($"調査ラウンドの期限のお知らせ（{asked.Count}件）", $"Reminder of a round of the self-check ({asked.Count})");

    private static Text Lines(IReadOnlyList<AskedOf> asked) => asked.Aggregate(Text.Same(""), (all, a) => all + new Text(
        $"- {a.Round.TitleJa}\n  主催：{a.Host.Ja}\n  期限：{Dates.Written(a.Round.Due).Ja}\n  {a.Link}\n\n",
        $"- {a.Round.TitleEn}\n  Host: {a.Host.En}\n  Due: {Dates.Written(a.Round.Due).En}\n  {a.Link}\n\n"));
}
