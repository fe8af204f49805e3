using Microsoft.AspNetCore.Http;
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
/// <param name="Action">What was done, in words.</param>
public sealed record AuditRow(AuditEntry Entry, string? Account, Text Action)
{
    /// <summary>True when the payload is what the commitment says, false when it is not; null when there is none to compare.</summary>
    public bool? Matches => Entry.Payload is { } payload ? payload.Commit().AsSpan().SequenceEqual(Entry.Commitment) : null;

    /// <summary>True when there was a payload that has been erased.</summary>
    public bool Erased => Entry is { Commitment: not null, Payload: null };
}

/// <summary>The filters of the audit trail.</summary>
/// <param name="Query">As asked for.</param>
/// <param name="Account">The account that is meant; null for all.</param>
/// <param name="Organisation">The organisation that is meant; null for all.</param>
/// <param name="Unknown">Filters that name nobody known here: nothing is left.</param>
internal sealed record AuditQuery(TableQuery Query, Guid? Account, Guid? Organisation, IReadOnlyList<Fault> Unknown)
{
    private static readonly string[] Facets = ["from", "to", "account", "action", "subject", "organisation"];

    /// <summary>
    /// Reads the filters. An account is meant by its id, its address or its exact name, an organisation by its id, its number or its
    /// exact name.
    /// </summary>
    public static async Task<AuditQuery> ReadAsync(
        HttpContext http, AccessContext access, IOrganisationNames organisations, CancellationToken cancel)
    {
        var query = TableQuery.Parse(http.Request.Query, ["at"], Facets);
        var unknown = new List<Fault>();
        Guid? account = null, organisation = null;
        if (query.Facets.GetValueOrDefault("account") is { } who)
        {
            account = Guid.TryParse(who, out var id) ? id : await FindAsync(access, who, cancel);
            if (account is null)
            {
                unknown.Add(new(new("このアカウントは、ないか、一つに決まりません。", "There is no such account, or more than one."),
                    new("メールアドレス、名前の全体、またはIDを入力してください。", "Enter the e-mail address, the whole name or the id."), Column: "account", Value: who));
            }
        }

        if (query.Facets.GetValueOrDefault("organisation") is { } which)
        {
            organisation = Guid.TryParse(which, out var id) ? id : await organisations.FindAsync(which, cancel);
            if (organisation is null)
            {
                unknown.Add(new(new("この組織は、ないか、一つに決まりません。", "There is no such organisation, or more than one."),
                    new("法人番号、名称の全体、またはIDを入力してください。", "Enter the corporate number, the whole name or the id."), Column: "organisation", Value: which));
            }
        }

        return new(query, account, organisation, unknown);
    }

    private static async Task<Guid?> FindAsync(AccessContext access, string who, CancellationToken cancel)
    {
        var address = who.ToUpperInvariant();
        var found = await access.Accounts.Where(a => a.NormalizedEmail == address || a.DisplayName == who)
            .Select(a => a.Id).Take(2).ToListAsync(cancel);
        return found.Count == 1 ? found[0] : null;
    }

    /// <summary>The entries that the filters leave, newest first; days are days in Japan, both included.</summary>
    public IQueryable<AuditEntry> Of(PlatformContext platform)
    {
        var entries = platform.Audit.AsQueryable();
        if (Unknown.Count > 0)
            entries = entries.Where(a => false);
        if (Facet("from") is { } from && Dates.Parse(from) is { } first)
            entries = entries.Where(a => a.At >= Midnight(first));
        if (Facet("to") is { } to && Dates.Parse(to) is { } last)
            entries = entries.Where(a => a.At < Midnight(last.AddDays(1)));
        if (Account is { } account)
            entries = entries.Where(a => a.Account == account);
        if (Facet("action") is { } action)
            entries = entries.Where(a => string.Compare(a.Action, action) >= 0 && string.Compare(a.Action, action + Last) < 0);
        if (Facet("subject") is { } subject)
            entries = entries.Where(a => a.Subject == subject);
        if (Organisation is { } organisation)
            entries = entries.Where(a => a.Organisation == organisation);
        return entries.OrderByDescending(a => a.At).ThenByDescending(a => a.Id);
    }

    /// <summary>The entries with the names of their accounts and actions: one more query, however many there are.</summary>
    public static async Task<List<AuditRow>> NamedAsync(
        IReadOnlyList<AuditEntry> entries, IReadOnlyDictionary<string, Text> actions, AccessContext access, CancellationToken cancel)
    {
        var ids = entries.Select(e => e.Account).OfType<Guid>().Distinct().ToList();
        var names = await access.Accounts.Where(a => ids.Contains(a.Id)).ToDictionaryAsync(a => a.Id, a => a.DisplayName, cancel);
        return [.. entries.Select(e => new AuditRow(
            e, e.Account is { } id ? names.GetValueOrDefault(id) : null, actions.GetValueOrDefault(e.Action, Text.Same(e.Action))))];
    }

    // Actions are ASCII: what begins with a text lies before the text and this, as a range that an index finds.
    private const string Last = "\uFFFD";

    private string? Facet(string key) => Query.Facets.GetValueOrDefault(key);

    private static DateTime Midnight(DateOnly dayInJapan) => DateTime.SpecifyKind(dayInJapan.ToDateTime(TimeOnly.MinValue).AddHours(-9), DateTimeKind.Utc);
}
