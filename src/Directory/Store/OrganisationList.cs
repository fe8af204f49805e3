using Microsoft.EntityFrameworkCore;
using Sakimori.Directory.Domain;
using Sakimori.Kernel;
using Sakimori.Platform.Access;

namespace Sakimori.Directory.Store;

/// <summary>One line of a list of organisations, on one day.</summary>
public sealed record OrganisationLine(
    Guid Id, string NameJa, string NameEn, string Kana, OrganisationKind Kind, string? CorporateNumber, string? Industry, string? Sector,
    int? Employees, string? Sales, long? Capital, bool Verified, DateOnly From, DateOnly Until, Guid? MergedInto, Guid? Parent,
    string? ParentJa, string? ParentEn)
{
    /// <summary>The name in the reader's language.</summary>
    public Text Name => new(NameJa, NameEn.Length > 0 ? NameEn : NameJa);

    /// <summary>The parent's name in the reader's language; null when it stands alone.</summary>
    public Text? ParentName => ParentJa is null ? null : new(ParentJa, ParentEn is { Length: > 0 } en ? en : ParentJa);

    /// <summary>The state on a day.</summary>
    public OrganisationState StateOn(DateOnly day)
        => day >= Until ? OrganisationState.Closed : Verified ? OrganisationState.Verified : OrganisationState.Unverified;
}

/// <summary>What a list is narrowed to; null and empty leave out nothing.</summary>
/// <param name="Text">Part of a name or its reading, or the beginning of a 法人番号.</param>
/// <param name="Kind">The kind.</param>
/// <param name="Industry">Classification and code.</param>
/// <param name="Sector">The sector.</param>
/// <param name="State">The state.</param>
/// <param name="Parent">Only open ones that stand directly under this one.</param>
public sealed record OrganisationFilter(
    string Text = "", OrganisationKind? Kind = null, string? Industry = null, string? Sector = null, OrganisationState? State = null,
    Guid? Parent = null);

/// <summary>The lists of organisations: one statement a page, however many there are.</summary>
public static class OrganisationList
{
    /// <summary>The keys by which a list may be sorted; the first is the default.</summary>
    public static IReadOnlyList<string> Sorts { get; } = ["name", "kind", "industry", "employees", "from"];

    /// <summary>The organisations of the context's reader on a day: those that are not there yet are left out.</summary>
    public static IQueryable<OrganisationLine> Lines(this DirectoryContext context, DateOnly day, OrganisationFilter filter, string sort, bool descending)
    {
        var rows = context.Organisations.Where(o => o.From <= day);
        if (filter.Kind is { } kind)
            rows = rows.Where(o => o.Kind == kind);
        if (filter.Parent is { } parent)
            rows = rows.Where(o => o.Until > day && o.Parents.Any(r => r.Parent == parent && r.From <= day && r.Until > day));
        rows = filter.State switch
        {
            OrganisationState.Closed => rows.Where(o => o.Until <= day),
            OrganisationState.Verified => rows.Where(o => o.Until > day && o.Verified),
            OrganisationState.Unverified => rows.Where(o => o.Until > day && !o.Verified),
            _ => rows,
        };
        var named =
            from o in rows
            from n in o.Names.Where(n => n.From <= day && n.Until > day)
            from p in o.Profiles.Where(p => p.From <= day && p.Until > day)
            select new { o, n, p };
        if (filter.Text.Length > 0)
        {
            var part = JapaneseText.SortKey(filter.Text);
            var number = JapaneseText.Fold(filter.Text);
            named = named.Where(x => x.n.Search.Contains(part) || x.o.CorporateNumber!.StartsWith(number));
        }

        if (filter.Industry is { } industry)
            named = named.Where(x => x.p.Industry == industry);
        if (filter.Sector is { } sector)
            named = named.Where(x => x.p.Sector == sector);
        var ordered = (sort, descending) switch
        {
            ("kind", false) => named.OrderBy(x => x.o.Kind),
            ("kind", true) => named.OrderByDescending(x => x.o.Kind),
            ("industry", false) => named.OrderBy(x => x.p.Industry ?? ""),
            ("industry", true) => named.OrderByDescending(x => x.p.Industry ?? ""),
            ("employees", false) => named.OrderBy(x => x.p.Employees ?? -1),
            ("employees", true) => named.OrderByDescending(x => x.p.Employees ?? -1),
            ("from", false) => named.OrderBy(x => x.o.From),
            ("from", true) => named.OrderByDescending(x => x.o.From),
            (_, true) => named.OrderByDescending(x => x.n.SortKey),
            _ => named.OrderBy(x => x.n.SortKey),
        };
        return
            from x in ordered.ThenBy(x => x.n.SortKey).ThenBy(x => x.o.Id)
            from r in x.o.Parents.Where(r => r.From <= day && r.Until > day).DefaultIfEmpty()
            from q in context.Names.Where(q => q.From <= day && q.Until > day).Where(q => q.Organisation == r!.Parent).DefaultIfEmpty()
            select new OrganisationLine(
                x.o.Id, x.n.Ja, x.n.En, x.n.Kana, x.o.Kind, x.o.CorporateNumber, x.p.Industry, x.p.Sector, x.p.Employees, x.p.Sales,
                x.p.Capital, x.o.Verified, x.o.From, x.o.Until, x.o.MergedInto, (Guid?)r!.Parent, q!.Ja, q.En);
    }

    /// <summary>True for those who see the whole directory.</summary>
    public static bool SeesDirectory(this Reader reader) => reader.Holds(Role.Office);
}
