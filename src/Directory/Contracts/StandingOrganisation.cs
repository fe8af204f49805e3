using Microsoft.EntityFrameworkCore;

namespace Sakimori.Directory.Contracts;

/// <summary>
/// A row of the view <c>directory_standing</c>: an organisation that was ever known, and the one that stands for it today (in Japan, by the
/// database's clock), where the office has verified that one and it is not closed. Made for reading all of them.
/// </summary>
public sealed class StandingOrganisation
{
    /// <summary>The organisation that is referred to.</summary>
    public Guid Organisation { get; init; }

    /// <summary>The organisation that stands for it today: itself unless it was merged.</summary>
    public Guid Current { get; init; }
}

/// <summary>Lets a module's context read the view.</summary>
public static class StandingOrganisations
{
    /// <summary>Maps <see cref="StandingOrganisation"/>; the module's context then has <c>Set&lt;StandingOrganisation&gt;()</c>.</summary>
    public static void MapStandingOrganisations(this ModelBuilder model)
        => model.Entity<StandingOrganisation>().HasNoKey().ToView("directory_standing");
}
