using Sakimori.Kernel;

namespace Sakimori.Directory.Domain;

/// <summary>How far the office vouches for an organisation.</summary>
public enum OrganisationState
{
    /// <summary>It says so itself 未確認.</summary>
    Unverified = 0,

    /// <summary>The office has checked it 確認済み.</summary>
    Verified = 1,

    /// <summary>It does not exist any more 廃止.</summary>
    Closed = 2,
}

/// <summary>Codes and names of <see cref="OrganisationState"/>.</summary>
public static class OrganisationStates
{
    /// <summary>Every state.</summary>
    public static IReadOnlyList<OrganisationState> All { get; } =
        [OrganisationState.Unverified, OrganisationState.Verified, OrganisationState.Closed];

    /// <summary>The code in files: <c>verified</c>.</summary>
    public static string Code(this OrganisationState state) => state switch
    {
        OrganisationState.Unverified => "unverified",
        OrganisationState.Verified => "verified",
        _ => "closed",
    };

    /// <summary>The name.</summary>
    public static Text Name(this OrganisationState state) => state switch
    {
        OrganisationState.Unverified => new("未確認", "Unverified"),
        OrganisationState.Verified => new("確認済み", "Verified"),
        _ => new("廃止", "Closed"),
    };
}
