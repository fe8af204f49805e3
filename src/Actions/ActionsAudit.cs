using Sakimori.Platform.Audit;

namespace Sakimori.Actions;

/// <summary>What Actions writes into the audit trail, in words.</summary>
internal static class ActionsAudit
{
    public static AuditAction[] All { get; } =
    [
        new("actions.changed", new("取組みを変えた", "Action changed")),
        new("actions.planned", new("計画を取組みとして保存した", "Plan saved as actions")),
        new("actions.reminded", new("取組みの期限を知らせた", "Reminded of an action")),
        new("actions.verified", new("取組みの完了を確かめた", "Action verified")),
    ];
}
