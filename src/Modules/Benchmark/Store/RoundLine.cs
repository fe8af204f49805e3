using Microsoft.EntityFrameworkCore;
using Sakimori.Benchmark.Domain;
using Sakimori.Platform.Access;

namespace Sakimori.Benchmark.Store;

/// <summary>
/// A row of the view <c>benchmark_round_line</c>: an invitation with all that its host may know of it, and nothing else. What is not
/// shared is NULL in the view itself, so that no page, export or count can show it; a choice that changes, changes the row at once.
/// </summary>
public sealed class RoundLine : IProtectedRow
{
    /// <summary>The invitation.</summary>
    public Guid Id { get; init; }

    /// <inheritdoc/>
    public Guid Audience { get; init; }

    /// <inheritdoc/>
    public Tlp Tlp { get; init; }

    /// <summary>The round.</summary>
    public Guid Round { get; init; }

    /// <summary>The organisation; null while nobody has accepted for it.</summary>
    public Guid? Organisation { get; init; }

    /// <summary>What it was called when it was invited.</summary>
    public required string Name { get; init; }

    /// <summary>Orders lists; compared as bytes.</summary>
    public required string SortKey { get; init; }

    /// <summary>The address that the host gave; null when it gave none.</summary>
    public string? Mail { get; init; }

    /// <summary>When it was invited, UTC.</summary>
    public DateTime Invited { get; init; }

    /// <summary>When the invitation was first looked at, UTC; null until then.</summary>
    public DateTime? Opened { get; init; }

    /// <summary>True when the organisation has declined, or withdrawn what it shared.</summary>
    public bool Declined { get; init; }

    /// <summary>What is shared; nothing also where a level is chosen but no check was submitted.</summary>
    public SharingLevel Shared { get; init; }

    /// <summary>When the shared check was submitted, UTC; from <see cref="SharingLevel.Total"/> on.</summary>
    public DateTime? Submitted { get; init; }

    /// <summary>Its total; from <see cref="SharingLevel.Total"/> on.</summary>
    public int? Total { get; init; }

    /// <summary>Its layer; from <see cref="SharingLevel.Total"/> on.</summary>
    public Layer? Layer { get; init; }

    /// <summary>Its levels, one character a measure and no profile item; with <see cref="SharingLevel.Measures"/> alone.</summary>
    public string? Measures { get; init; }

    internal static void Configure(ModelBuilder model) => model.Entity<RoundLine>().HasNoKey().ToView("benchmark_round_line");
}

/// <summary>The view <c>benchmark_round_line</c>; a change is a new version with a migration of its own.</summary>
internal static class RoundLineView
{
    /// <summary>SQL that both engines understand. Levels are those of <see cref="SharingLevel"/>.</summary>
    public static string Version1 { get; } = """
        CREATE VIEW benchmark_round_line AS
        SELECT i."Id", i."Audience", i."Tlp", i."Round", i."Organisation", i."Name", i."SortKey", i."Mail", i."Invited", i."Opened",
            COALESCE(s."Level" = 0, false) AS "Declined",
            CASE WHEN c."Id" IS NULL THEN 0 ELSE s."Level" END AS "Shared",
            CASE WHEN s."Level" >= 2 THEN c."Submitted" END AS "Submitted",
            CASE WHEN s."Level" >= 2 THEN c."Total" END AS "Total",
            CASE WHEN s."Level" >= 2 THEN c."Layer" END AS "Layer",
            CASE WHEN s."Level" >= 3 THEN substr(c."Answers", 1, r."MeasureCount") END AS "Measures"
        FROM benchmark_round_invitation i
        JOIN benchmark_round r ON r."Id" = i."Round"
        LEFT JOIN benchmark_round_choice s ON s."Id" = i."Id"
        LEFT JOIN benchmark_check c ON s."Level" > 0 AND c."Organisation" = i."Organisation" AND c."RulesVersion" = r."RulesVersion"
            AND c."Submitted" >= r."Begins" AND c."Submitted" < r."Ends"
            AND c."Id" = COALESCE(s."Check", (
                SELECT k."Id" FROM benchmark_check k
                WHERE k."Organisation" = i."Organisation" AND k."RulesVersion" = r."RulesVersion"
                    AND k."Submitted" >= r."Begins" AND k."Submitted" < r."Ends"
                ORDER BY k."Submitted" DESC, k."Id" DESC LIMIT 1))
        """;

    /// <summary>Without invitations that were taken back, and what was decided before an organisation was invited anew.</summary>
    public static string Version2 { get; } = Version1.Replace(
        "LEFT JOIN benchmark_round_choice s ON s.\"Id\" = i.\"Id\"", "LEFT JOIN benchmark_round_choice s ON s.\"Id\" = i.\"Id\" AND s.\"At\" >= i.\"Invited\"", StringComparison.Ordinal)
        + "\nWHERE i.\"TakenBack\" IS NULL";

    /// <summary>Takes it away.</summary>
    public const string Drop = "DROP VIEW benchmark_round_line";
}
