using Microsoft.EntityFrameworkCore;
using Sakimori.Kernel;
using Sakimori.Platform.Access;
using Sakimori.Platform.Audit;
using Sakimori.Platform.Records;
using Sakimori.Web.Tables;

namespace Sakimori.Web.Console.Audit;

/// <summary>One entry with the name of its account, as administrators read it.</summary>
/// <param name="Entry">The entry with its payload.</param>
/// <param name="Account">The account's name; null for the system, an anonymous visitor or a closed account without name.</param>
public sealed record AuditRow(AuditEntry Entry, string? Account)
{
    /// <summary>True when the payload is what the commitment says, false when it is not; null when there is none to compare.</summary>
    public bool? Matches => Entry.Payload is { } payload ? payload.Commit().AsSpan().SequenceEqual(Entry.Commitment) : null;

    /// <summary>True when there was a payload that has been erased.</summary>
    public bool Erased => Entry is { Commitment: not null, Payload: null };
}

/// <summary>The filters of the audit trail.</summary>
internal static class AuditQuery
{
    public static readonly string[] Facets = ["from", "to", "account", "action", "subject", "organisation"];

    /// <summary>The entries that the filters leave, newest first; days are days in Japan, both included.</summary>
    public static IQueryable<AuditEntry> Filter(PlatformContext platform, TableQuery query)
    {
        var entries = platform.Audit.AsQueryable();
        if (Facet(query, "from") is { } from && Dates.Parse(from) is { } first)
            entries = entries.Where(a => a.At >= Midnight(first));
        if (Facet(query, "to") is { } to && Dates.Parse(to) is { } last)
            entries = entries.Where(a => a.At < Midnight(last.AddDays(1)));
        if (Guid.TryParse(Facet(query, "account"), out var account))
            entries = entries.Where(a => a.Account == account);
        if (Facet(query, "action") is { } action)
            entries = entries.Where(a => string.Compare(a.Action, action) >= 0 && string.Compare(a.Action, action + Last) < 0);
        if (Facet(query, "subject") is { } subject)
            entries = entries.Where(a => a.Subject == subject);
        if (Guid.TryParse(Facet(query, "organisation"), out var organisation))
            entries = entries.Where(a => a.Organisation == organisation);
        return entries.OrderByDescending(a => a.At).ThenByDescending(a => a.Id);
    }

    /// <summary>The entries with the names of their accounts: one more query, however many there are.</summary>
    public static async Task<List<AuditRow>> NamedAsync(IReadOnlyList<AuditEntry> entries, AccessContext access, CancellationToken cancel)
    {
        var ids = entries.Select(e => e.Account).OfType<Guid>().Distinct().ToList();
        var names = await access.Accounts.Where(a => ids.Contains(a.Id)).ToDictionaryAsync(a => a.Id, a => a.DisplayName, cancel);
        return [.. entries.Select(e => new AuditRow(e, e.Account is { } id ? names.GetValueOrDefault(id) : null))];
    }

    // Actions are ASCII: what begins with a text lies before the text and this, as a range that an index finds.
    private const string Last = "\uFFFD";

    private static string? Facet(TableQuery query, string key) => query.Facets.GetValueOrDefault(key);

    private static DateTime Midnight(DateOnly dayInJapan) => DateTime.SpecifyKind(dayInJapan.ToDateTime(TimeOnly.MinValue).AddHours(-9), DateTimeKind.Utc);
}
