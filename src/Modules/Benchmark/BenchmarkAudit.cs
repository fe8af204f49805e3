using Sakimori.Platform.Audit;

namespace Sakimori.Benchmark;

/// <summary>What the benchmark writes into the audit trail, in words.</summary>
internal static class BenchmarkAudit
{
    public static AuditAction[] All { get; } =
    [
        new("benchmark.check.submitted", new("自己診断を提出した", "Self-check submitted")),
        new("benchmark.consent.given", new("分析に同意した", "Consent to analysis given")),
        new("benchmark.consent.refused", new("分析への同意を断った、または取り消した", "Consent to analysis refused or withdrawn")),
        new("benchmark.draft.began", new("自己診断を始めた", "Self-check begun")),
        new("benchmark.draft.carried", new("回答中の自己診断を新しい版へ引き継いだ", "Draft carried over to a new version")),
        new("benchmark.draft.saved", new("自己診断の回答を保存した", "Answers of a self-check saved")),
        new("benchmark.example.removed", new("実例を取り除いた", "Worked example removed")),
        new("benchmark.link.made", new("結果の秘密のリンクを作った", "Secret link to a result made")),
        new("benchmark.link.revoked", new("結果の秘密のリンクを無効にした", "Secret link to a result revoked")),
        new("benchmark.mapping.added", new("対応表を加えた", "Mapping table added")),
        new("benchmark.mapping.withdrawn", new("対応表を取り下げた", "Mapping table withdrawn")),
        new("benchmark.round.accepted", new("調査ラウンドへの招待を受けた", "Invitation to a round accepted")),
        new("benchmark.round.changed", new("調査ラウンドを変更した", "Round changed")),
        new("benchmark.round.closed", new("調査ラウンドを終了した", "Round closed")),
        new("benchmark.round.exported", new("調査ラウンドの結果を書き出した", "Results of a round exported")),
        new("benchmark.round.invited", new("調査ラウンドに組織を招待した", "Organisations invited to a round")),
        new("benchmark.round.opened", new("調査ラウンドを始めた", "Round opened")),
        new("benchmark.round.passed-on", new("調査ラウンドへの招待を合併先へ引き継いだ", "Invitation to a round passed on after a merger")),
        new("benchmark.round.refused", new("調査ラウンドへの共有を断った、または取りやめた", "Sharing with a round declined or withdrawn")),
        new("benchmark.round.reminded", new("調査ラウンドの督促を依頼した", "Reminders of a round asked for")),
        new("benchmark.round.shared", new("調査ラウンドへの共有を決めた", "Sharing with a round decided")),
        new("benchmark.round.taken-back", new("調査ラウンドへの招待を取り消した", "Invitation to a round taken back")),
        new("benchmark.round.written", new("調査ラウンドの招待と督促を送った", "Invitations and reminders of rounds sent")),
        new("benchmark.statistics.added", new("統計を計算した、または参照表を読み込んだ", "Statistics computed or reference table loaded")),
        new("benchmark.statistics.chosen", new("比較に使う統計を選んだ", "Statistics chosen")),
        new("benchmark.statistics.excluded", new("組織を統計から除外した", "Organisation excluded from statistics")),
        new("benchmark.statistics.included", new("組織を再び統計に含めた", "Organisation counted in statistics again")),
        new("benchmark.statistics.taken-down", new("同意の取消しにより統計を取り下げた", "Statistics taken down after a withdrawal of consent")),
    ];
}
