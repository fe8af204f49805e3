using Microsoft.EntityFrameworkCore;

namespace Sakimori.Directory.Contracts;

/// <summary>
/// A row of the view <c>directory_standing</c>: an organisation that was ever known, and the one that stands for it today (in Japan, by the
/// database's clock), where the office has verified that one and it is not closed.
/// </summary>
public sealed class StandingOrganisation
{
    /// <summary>The organisation that is referred to.</summary>
    public Guid Organisation { get; init; }

    /// <summary>The organisation that stands for it today: itself unless it was merged.</summary>
    public Guid Current { get; init; }
}

/// <summary>Lets a module's context join the view, or read all of it.</summary>
public static class StandingOrganisations
{
    /// <summary>Its name; its columns are the members of <see cref="StandingOrganisation"/>.</summary>
    public const string View = "directory_standing";

    /// <summary>Maps <see cref="StandingOrganisation"/>; the module's context then has <c>Set&lt;StandingOrganisation&gt;()</c>.</summary>
    public static void MapStandingOrganisations(this ModelBuilder model)
        => model.Entity<StandingOrganisation>().HasNoKey().ToView(View);
}

/// <summary>The view <c>directory_industry</c>, made for reading all of it: the industries of today (in Japan, by the database's clock), where they are known.</summary>
public static class OrganisationIndustries
{
    /// <summary>Its columns <c>Organisation</c> and <c>Industry</c>: classification and code, as in <c>jsic-14:E</c>.</summary>
    public const string View = "directory_industry";
}
