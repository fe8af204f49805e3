namespace Sakimori.Directory.Contracts;

/// <summary>
/// The view <c>directory_standing</c>, made for reading all of it: each organisation that was ever known, and the one that stands for it today
/// (in Japan, by the database's clock), where the office has verified that one and it is not closed.
/// </summary>
public static class StandingOrganisations
{
    /// <summary>Its columns <c>Organisation</c> and <c>Current</c>: the organisation that is referred to, and the one that stands for it, itself unless it was merged.</summary>
    public const string View = "directory_standing";
}

/// <summary>The view <c>directory_industry</c>, made for reading all of it: the industries of today (in Japan, by the database's clock), where they are known.</summary>
public static class OrganisationIndustries
{
    /// <summary>Its columns <c>Organisation</c> and <c>Industry</c>: classification and code, as in <c>jsic-14:E</c>.</summary>
    public const string View = "directory_industry";
}
