using Sakimori.Directory.Domain;
using Sakimori.Kernel;
using Sakimori.Platform.Access;

namespace Sakimori.Directory.Store;

/// <summary>An organisation as it is stored; its names, parents and profiles hang on it, each with its days.</summary>
public sealed class OrganisationRow : IProtectedRow
{
    /// <inheritdoc/>
    public Guid Id { get; init; }

    /// <inheritdoc/>
    public Guid Audience { get; init; }

    /// <inheritdoc/>
    public Tlp Tlp { get; init; }

    /// <summary>What it is.</summary>
    public OrganisationKind Kind { get; set; }

    /// <summary>法人番号; null when it has none. Unique among those whose end is not set.</summary>
    public string? CorporateNumber { get; set; }

    /// <summary>First day.</summary>
    public DateOnly From { get; set; }

    /// <summary>First day after; <see cref="Period.Forever"/> when open.</summary>
    public DateOnly Until { get; set; }

    /// <summary>Which one it was merged into at its end.</summary>
    public Guid? MergedInto { get; set; }

    /// <summary>Whether the office vouches for it.</summary>
    public bool Verified { get; set; }

    /// <summary>How often it was changed.</summary>
    public int Version { get; set; }

    internal List<NameRow> Names { get; init; } = [];

    internal List<ParentRow> Parents { get; init; } = [];

    internal List<ProfileRow> Profiles { get; init; } = [];

    internal Place ToPlace() => new(Id, Kind, CorporateNumber, new(From, Until),
        Timeline<Guid>.Of(Parents.Select(p => new Dated<Guid>(new(p.From, p.Until), p.Parent))), MergedInto);

    internal Organisation ToOrganisation() => new(ToPlace(),
        Timeline<OrganisationName>.Of(Names.Select(n => new Dated<OrganisationName>(new(n.From, n.Until), new(n.Ja, n.En, n.Kana)))),
        Timeline<Profile>.Of(Profiles.Select(p => new Dated<Profile>(
            new(p.From, p.Until), new(p.Industry, p.Sector, p.Employees, p.Sales, p.Capital)))),
        Verified, Version);

    /// <summary>Takes over what the organisation has become; rows of the same first day are kept and changed.</summary>
    internal void Become(Organisation now)
    {
        Kind = now.Place.Kind;
        CorporateNumber = now.Place.CorporateNumber;
        From = now.Place.Life.From;
        Until = now.Place.Life.Until;
        MergedInto = now.Place.MergedInto;
        Verified = now.Verified;
        Version = now.Version + 1;
        Reconcile(Names, now.Names.Entries, (row, name) => row.Become(name));
        Reconcile(Parents, now.Place.Parents.Entries, (row, parent) => row.Parent = parent);
        Reconcile(Profiles, now.Profiles.Entries, (row, profile) => row.Become(profile));
    }

    private void Reconcile<TRow, T>(List<TRow> rows, IReadOnlyCollection<Dated<T>> entries, Action<TRow, T> become)
        where TRow : DatedRow, new()
        where T : IEquatable<T>
    {
        rows.RemoveAll(row => !entries.Any(e => e.Period.From == row.From));
        foreach (var entry in entries)
        {
            var row = rows.Find(r => r.From == entry.Period.From);
            if (row is null)
                rows.Add(row = new TRow { Organisation = Id, From = entry.Period.From });
            row.Until = entry.Period.Until;
            become(row, entry.Value);
        }
    }
}

/// <summary>What holds for an organisation on some days.</summary>
internal abstract class DatedRow
{
    public Guid Organisation { get; init; }

    public DateOnly From { get; init; }

    public DateOnly Until { get; set; }
}

/// <summary>What it is called.</summary>
internal sealed class NameRow : DatedRow
{
    public string Ja { get; set; } = "";

    public string En { get; set; } = "";

    public string Kana { get; set; } = "";

    public string SortKey { get; set; } = "";

    /// <summary>All three folded, one a line: what a search looks through.</summary>
    public string Search { get; set; } = "";

    public void Become(OrganisationName name)
    {
        (Ja, En, Kana, SortKey) = (name.Ja, name.En, name.Kana, name.SortKey);
        Search = string.Join('\n', ((string[])[Ja, En, Kana]).Where(t => t.Length > 0).Select(JapaneseText.SortKey));
    }
}

/// <summary>Under which organisation it stands.</summary>
internal sealed class ParentRow : DatedRow
{
    public Guid Parent { get; set; }
}

/// <summary>What it does and how large it is.</summary>
internal sealed class ProfileRow : DatedRow
{
    public string? Industry { get; set; }

    public string? Sector { get; set; }

    public int? Employees { get; set; }

    public string? Sales { get; set; }

    public long? Capital { get; set; }

    public void Become(Profile profile)
        => (Industry, Sector, Employees, Sales, Capital)
            = (profile.Industry, profile.Sector, profile.Employees, profile.Sales, profile.Capital);
}
