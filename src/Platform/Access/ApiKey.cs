using Sakimori.Kernel;

namespace Sakimori.Platform.Access;

/// <summary>
/// A key for programs: it acts for one organisation, or for the deployment, within its scopes. Its id stands where an account's
/// does: roles are granted to it and audiences know it. The key itself is shown once; only its SHA-256 is kept.
/// </summary>
public sealed class ApiKey
{
    /// <summary>The id.</summary>
    public Guid Id { get; init; }

    /// <summary>The organisation it acts for, or <see cref="Scopes.System"/>.</summary>
    public Guid Owner { get; init; }

    /// <summary>What it is used for, in the words of whoever made it: 1 to 100 characters.</summary>
    public required string Name { get; init; }

    /// <summary>The first 8 characters of the key, by which its holder finds it in the list.</summary>
    public required string Hint { get; init; }

    /// <summary>The names of its scopes, in order, parted by a space.</summary>
    public required string Scopes { get; init; }

    /// <summary>SHA-256 of the key: 32 bytes.</summary>
    public required byte[] KeyHash { get; init; }

    /// <summary>Who made it.</summary>
    public Guid MadeBy { get; init; }

    /// <summary>When it was made, UTC.</summary>
    public DateTime Made { get; init; }

    /// <summary>When it stops working, UTC; at most a year after it was made.</summary>
    public DateTime Ends { get; init; }

    /// <summary>When it was revoked, UTC; null while it stands.</summary>
    public DateTime? Revoked { get; set; }

    /// <summary>The UTC day on which it was used last; null before the first use.</summary>
    public DateTime? LastUsed { get; set; }
}

/// <summary>Something that a key may be allowed to do; a module registers its own.</summary>
/// <param name="Name">Object and verb: <c>benchmark:read</c>.</param>
/// <param name="Meaning">What it allows, for whoever makes a key.</param>
/// <param name="Needs">
/// The role that the key holds for it: up to <see cref="Role.Manager"/> offered to organisations, any to administrators.
/// </param>
public sealed record ApiScope(string Name, Text Meaning, Role Needs);
