using Sakimori.Kernel;

namespace Sakimori.Directory.Domain;

/// <summary>What a contact is there for.</summary>
public enum ContactRole
{
    /// <summary>Receives warnings and reports on security セキュリティ窓口.</summary>
    Security = 1,

    /// <summary>Runs the systems 技術窓口.</summary>
    Technical = 2,

    /// <summary>Speaks for the organisation to outsiders 対外窓口.</summary>
    Public = 3,
}

/// <summary>Codes and names of <see cref="ContactRole"/>.</summary>
public static class ContactRoles
{
    /// <summary>Every role.</summary>
    public static IReadOnlyList<ContactRole> All { get; } = [ContactRole.Security, ContactRole.Technical, ContactRole.Public];

    /// <summary>The code: <c>security</c>.</summary>
    public static string Code(this ContactRole role) => role switch
    {
        ContactRole.Security => "security",
        ContactRole.Technical => "technical",
        _ => "public",
    };

    /// <summary>The name.</summary>
    public static Text Name(this ContactRole role) => role switch
    {
        ContactRole.Security => new("セキュリティ窓口", "Security contact"),
        ContactRole.Technical => new("技術窓口", "Technical contact"),
        _ => new("対外窓口", "Public contact"),
    };

    /// <summary>The role of a code; null when it is none.</summary>
    public static ContactRole? Parse(string? code) => All.Where(r => r.Code() == code).Select(r => (ContactRole?)r).FirstOrDefault();
}
