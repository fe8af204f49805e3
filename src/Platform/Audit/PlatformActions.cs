using Sakimori.Platform.Audit;

namespace Sakimori.Platform.Audit;

/// <summary>What Platform itself writes into the audit trail, in words.</summary>
internal static class PlatformActions
{
    public static AuditAction[] Access { get; } =
    [
        new("access.account.closed", new("アカウントを閉じた", "Account closed")),
        new("access.account.erased", new("アカウントの情報を消去した", "Account erased")),
        new("access.account.exported", new("アカウントの情報を書き出した", "Data of an account exported")),
        new("access.account.made", new("アカウントを作った", "Account made")),
        new("access.account.renamed", new("アカウントの名前または言語を変えた", "Name or language of an account changed")),
        new("access.address.changed", new("メールアドレスを変えた", "E-mail address changed")),
        new("access.administrator.made", new("最初の管理者を登録した", "First administrator made")),
        new("access.code.enrolled", new("認証アプリを登録した", "Authenticator enrolled")),
        new("access.code.forgotten", new("認証アプリの登録を外した", "Authenticator removed")),
        new("access.invitation.accepted", new("招待を受け入れた", "Invitation accepted")),
        new("access.invitation.withdrawn", new("招待を取り消した", "Invitation withdrawn")),
        new("access.key.made", new("APIキーを作った", "API key made")),
        new("access.key.revoked", new("APIキーを無効にした", "API key revoked")),
        new("access.link.made", new("一度だけ使えるリンクを作った", "One-time link made")),
        new("access.password.changed", new("パスワードを変えた", "Password changed")),
        new("access.password.recovered", new("忘れたパスワードを設定し直した", "Forgotten password set anew")),
        new("access.recovery-code.used", new("復旧コードを使った", "Recovery code used")),
        new("access.recovery-codes.made", new("復旧コードを作った", "Recovery codes made")),
        new("access.role.ended", new("役割を終えた", "Role ended")),
        new("access.role.granted", new("役割を与えた", "Role granted")),
        new("access.session.began", new("サインインした", "Signed in")),
        new("access.session.ended", new("サインアウトした、またはさせられた", "Signed out")),
        new("access.sign-in.paused", new("サインインを一時停止した", "Sign-in paused")),
        new("access.sign-in.refused", new("サインインを断った", "Sign-in refused")),
    ];

    public static AuditAction[] Evidence { get; } =
    [
        new("platform.evidence.issued", new("証拠文書を発行した", "Evidence issued")),
        new("platform.evidence.resumed", new("証拠文書の一時停止を解いた", "Suspension of evidence ended")),
        new("platform.evidence.revoked", new("証拠文書を取り消した", "Evidence revoked")),
        new("platform.evidence.suspended", new("証拠文書を一時停止した", "Evidence suspended")),
        new("platform.master-key.rotated", new("マスター鍵を更新した", "Master key rotated")),
        new("platform.server-key.sealed", new("サーバーの鍵を暗号化した", "Keys of the server sealed")),
        new("platform.signing-key.made", new("署名鍵を作った", "Signing key made")),
        new("platform.signing-key.retired", new("署名鍵の使用を終えた", "Signing key retired")),
    ];

    public static AuditAction[] Operations { get; } =
    [
        new("platform.audit-log.made", new("監査証跡の封印を始めた", "Sealing of the audit trail begun")),
        new("platform.audit.erased", new("監査証跡の内容を消去した", "Content of audit entries erased")),
        new("platform.backup.restored", new("バックアップから復元した", "Restored from a backup")),
        new("platform.backup.taken", new("バックアップを取り出した", "Backup taken")),
        new("platform.event.retried", new("止まっていた処理をやり直した", "Stuck event tried again")),
        new("platform.held.all-released", new("保留中のものをまとめて再開した", "All held items of a kind released")),
        new("platform.held.discarded", new("保留中のものを破棄した", "Held item discarded")),
        new("platform.held.released", new("保留中のものを再開した", "Held item released")),
        new("platform.job.asked", new("定期処理を手動で始めた", "Job asked for")),
        new("platform.job.cancelled", new("定期処理を中止した", "Job cancelled")),
        new("platform.mail.retried", new("送れなかったメールを送り直した", "Unsent mail tried again")),
    ];

    public static AuditAction[] Privacy { get; } =
    [
        new("platform.legal-hold.lifted", new("保全を解除した", "Hold lifted")),
        new("platform.legal-hold.placed", new("保全を始めた", "Hold placed")),
        new("platform.privacy-notice.written", new("個人データの取扱いの新しい版を作った", "New version of the privacy notice written")),
    ];
}
