using Microsoft.AspNetCore.Identity;

namespace Sakimori.Platform.Access;

/// <summary>An account: a person who signs in. It has no rights until a role is granted.</summary>
public sealed class Account : IdentityUser<Guid>
{
    /// <summary>The name as colleagues see it.</summary>
    public required string DisplayName { get; set; }

    /// <summary>The language of mail to this person: <c>ja</c> or <c>en</c>.</summary>
    public required string Language { get; set; }

    /// <summary>When it was made, UTC.</summary>
    public DateTime Made { get; init; }

    /// <summary>When it was closed, UTC; null while open.</summary>
    public DateTime? Closed { get; set; }

    /// <summary>True when it was erased: the id is all that is left.</summary>
    public bool IsErased => Closed is not null && DisplayName.Length == 0;
}

/// <summary>One sign-in on one device, until it ends or is revoked.</summary>
public sealed class AccountSession
{
    /// <summary>The id that the cookie carries.</summary>
    public Guid Id { get; init; }

    /// <summary>The account.</summary>
    public Guid Account { get; init; }

    /// <summary>When it began, UTC.</summary>
    public DateTime Began { get; init; }

    /// <summary>When it ends at the latest, UTC.</summary>
    public DateTime Ends { get; init; }

    /// <summary>When it was revoked, UTC; null while it stands.</summary>
    public DateTime? Revoked { get; set; }

    /// <summary>The organisation that the account chose to act for in this session; null until it chooses.</summary>
    public Guid? Organisation { get; set; }

    /// <summary>Browser and system as the browser named them, shortened to 200 characters.</summary>
    public required string Device { get; init; }
}

/// <summary>What a one-time link is for.</summary>
public enum LinkPurpose
{
    /// <summary>Makes the first administrator, or another when all are lost.</summary>
    Administrator,

    /// <summary>Confirms an address and sets a password.</summary>
    Invitation,

    /// <summary>Sets a new password.</summary>
    Recovery,

    /// <summary>Confirms the new address of an account.</summary>
    Address,

    /// <summary>Confirms the address of somebody who registers an organisation.</summary>
    Registration = 10,
}

/// <summary>A link that works once; only the SHA-256 of its token is kept.</summary>
public sealed class OneTimeLink
{
    /// <summary>SHA-256 of the token: 32 bytes.</summary>
    public required byte[] TokenHash { get; init; }

    /// <summary>What it is for.</summary>
    public LinkPurpose Purpose { get; init; }

    /// <summary>The account it is for; null for an administrator's link and an invitation.</summary>
    public Guid? Account { get; init; }

    /// <summary>The address that it invites or confirms; null for the other purposes.</summary>
    public string? Email { get; init; }

    /// <summary>Where an invitation grants its role; null for the other purposes.</summary>
    public Guid? Scope { get; init; }

    /// <summary>The role that an invitation grants; null for the other purposes.</summary>
    public Role? Role { get; init; }

    /// <summary>When it was made, UTC.</summary>
    public DateTime Made { get; init; }

    /// <summary>When it stops working, UTC.</summary>
    public DateTime Ends { get; init; }

    /// <summary>When it was used, UTC; null while it works.</summary>
    public DateTime? Used { get; set; }
}
