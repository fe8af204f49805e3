using Sakimori.Platform.Audit;

namespace Sakimori.Directory;

/// <summary>What Directory writes into the audit trail, in words.</summary>
internal static class DirectoryAudit
{
    public static AuditAction[] All { get; } =
    [
        new("directory.contact.added", new("連絡先を加えた", "Contact added")),
        new("directory.contact.changed", new("連絡先を変えた", "Contact changed")),
        new("directory.contact.removed", new("連絡先を外した", "Contact removed")),
        new("directory.imported", new("組織を取り込んだ", "Organisations imported")),
        new("directory.mail-domain.added", new("組織を確認するメールのドメインを加えた", "Mail domain that verifies organisations added")),
        new("directory.mail-domain.removed", new("組織を確認するメールのドメインを外した", "Mail domain that verifies organisations removed")),
        new("directory.organisation.added", new("組織を加えた", "Organisation added")),
        new("directory.organisation.closed", new("組織を閉じた", "Organisation closed")),
        new("directory.organisation.corrected", new("組織の記録を訂正した", "Organisation corrected")),
        new("directory.organisation.described", new("組織の業種や規模などを変えた", "Industry, size or kind of an organisation changed")),
        new("directory.organisation.merged", new("組織を統合した", "Organisation merged")),
        new("directory.organisation.moved", new("組織を移した", "Organisation moved")),
        new("directory.organisation.renamed", new("組織の名称を変えた", "Organisation renamed")),
        new("directory.organisation.verified", new("組織を確認済みにした", "Organisation verified")),
        new("directory.person.added", new("人を加えた", "Person added")),
        new("directory.person.changed", new("人の役職などを変えた", "Person changed")),
        new("directory.person.ended", new("人の在籍を終えた", "Person left")),
        new("directory.person.erased", new("人の記録を消去した", "Person erased")),
        new("directory.registration.accepted", new("組織の登録を認めた", "Registration accepted")),
        new("directory.registration.confirmed", new("組織の登録をメールで確かめた", "Registration confirmed by mail")),
        new("directory.registration.rejected", new("組織の登録を断った", "Registration rejected")),
    ];
}
