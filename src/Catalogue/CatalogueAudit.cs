using Sakimori.Platform.Audit;

namespace Sakimori.Catalogue;

/// <summary>What Catalogue writes into the audit trail, in words.</summary>
internal static class CatalogueAudit
{
    public static AuditAction[] All { get; } =
    [
        new("catalogue.version.published", new("質問票の版を発行した", "Version published")),
        new("catalogue.version.uploaded", new("質問票の版を読み込んだ", "Version uploaded")),
        new("catalogue.version.withdrawn", new("質問票の版を取り下げた", "Version withdrawn")),
    ];
}
