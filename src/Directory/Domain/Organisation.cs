namespace Sakimori.Directory.Domain;

/// <summary>Where an organisation stands in the tree, and when it exists.</summary>
/// <param name="Id">The id.</param>
/// <param name="Kind">What it is.</param>
/// <param name="CorporateNumber">法人番号; null when it has none.</param>
/// <param name="Life">When it exists.</param>
/// <param name="Parents">Under which organisation it stands, and when.</param>
/// <param name="MergedInto">Which organisation it was merged into when its life ended; null otherwise.</param>
public sealed record Place(
    Guid Id, OrganisationKind Kind, string? CorporateNumber, Period Life, Timeline<Guid> Parents, Guid? MergedInto = null);

/// <summary>An organisation through time.</summary>
/// <param name="Place">Its life and its place in the tree.</param>
/// <param name="Names">What it is called, and when.</param>
/// <param name="Profiles">What it does and how large it is, and when.</param>
/// <param name="Verified">Whether the office has verified that it is what it says.</param>
/// <param name="Version">How often it was changed: a form that shows an older one is refused.</param>
public sealed record Organisation(
    Place Place, Timeline<OrganisationName> Names, Timeline<Profile> Profiles, bool Verified, int Version = 0)
{
    /// <summary>The id.</summary>
    public Guid Id => Place.Id;

    /// <summary>The name on a day; before its first day the first one.</summary>
    public OrganisationName NameOn(DateOnly day) => (Names.At(day) ?? Names.Entries[0]).Value;

    /// <summary>The profile on a day; before its first day the first one.</summary>
    public Profile ProfileOn(DateOnly day) => (Profiles.At(day) ?? Profiles.Entries[0]).Value;

    /// <summary>The parent on a day; null when it stands alone.</summary>
    public Guid? ParentOn(DateOnly day) => Place.Parents.At(day)?.Value;

    /// <summary>The state on a day.</summary>
    public OrganisationState StateOn(DateOnly day)
        => day >= Place.Life.Until ? OrganisationState.Closed : Verified ? OrganisationState.Verified : OrganisationState.Unverified;
}
