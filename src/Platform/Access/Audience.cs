namespace Sakimori.Platform.Access;

/// <summary>Traffic Light Protocol 2.0 (FIRST, 2022): how far a reader may pass something on.</summary>
public enum Tlp
{
    /// <summary>TLP:CLEAR: no limit.</summary>
    Clear,

    /// <summary>TLP:GREEN: within the community.</summary>
    Green,

    /// <summary>TLP:AMBER: within the organisation and its clients, need to know.</summary>
    Amber,

    /// <summary>TLP:AMBER+STRICT: within the organisation only.</summary>
    AmberStrict,

    /// <summary>TLP:RED: the named recipients only.</summary>
    Red,
}

/// <summary>A row that only its audience sees.</summary>
public interface IProtectedRow
{
    /// <summary>The row's id, random enough to be public.</summary>
    Guid Id { get; }

    /// <summary>Who may see it.</summary>
    Guid Audience { get; }

    /// <summary>How far it may be passed on.</summary>
    Tlp Tlp { get; }
}

/// <summary>Audiences that always exist.</summary>
public static class Audiences
{
    /// <summary>Everybody, signed in or not.</summary>
    public static Guid Public { get; } = new("00000000-0000-0000-0000-0000000000ff");
}

/// <summary>A set of grantees 閲覧範囲; protected rows name one.</summary>
public sealed class Audience
{
    /// <summary>The id. The audience 'own organisation' carries the organisation's id.</summary>
    public Guid Id { get; init; }

    /// <summary>When it was made, UTC.</summary>
    public DateTime Made { get; init; }
}

/// <summary>Who is granted an audience.</summary>
public enum GranteeKind
{
    /// <summary>An organisation: every account with a role in it.</summary>
    Organisation,

    /// <summary>An organisation and its units, down to the last.</summary>
    OrganisationWithUnits,

    /// <summary>A single account.</summary>
    Account,

    /// <summary>A community: a scope whose members hold roles in it.</summary>
    Community,
}

/// <summary>One grantee of an audience, from one moment until another.</summary>
public sealed class AudienceGrant
{
    /// <summary>No end.</summary>
    public static readonly DateTime Forever = new(9999, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    /// <summary>The id.</summary>
    public Guid Id { get; init; }

    /// <summary>The audience.</summary>
    public Guid Audience { get; init; }

    /// <summary>What kind the grantee is of.</summary>
    public GranteeKind Kind { get; init; }

    /// <summary>The organisation, community or account.</summary>
    public Guid Grantee { get; init; }

    /// <summary>What the grantee may do with the rows.</summary>
    public Role Role { get; init; }

    /// <summary>First moment, UTC.</summary>
    public DateTime From { get; init; }

    /// <summary>First moment after, UTC; <see cref="Forever"/> when open.</summary>
    public DateTime Until { get; set; } = Forever;
}

/// <summary>A scope and one of its ancestors, itself included: the tree of organisations, written by Directory.</summary>
public sealed class AccessScope
{
    /// <summary>The lower end.</summary>
    public Guid Scope { get; init; }

    /// <summary>The upper end.</summary>
    public Guid Ancestor { get; init; }

    /// <summary>First moment, UTC.</summary>
    public DateTime From { get; init; }

    /// <summary>First moment after, UTC.</summary>
    public DateTime Until { get; set; } = AudienceGrant.Forever;
}

/// <summary>A role granted to an account in a scope.</summary>
public sealed class RoleGrant
{
    /// <summary>The id.</summary>
    public Guid Id { get; init; }

    /// <summary>The account.</summary>
    public Guid Account { get; init; }

    /// <summary>The organisation, community or <see cref="Scopes.System"/>.</summary>
    public Guid Scope { get; init; }

    /// <summary>The role.</summary>
    public Role Role { get; set; }

    /// <summary>First moment, UTC.</summary>
    public DateTime From { get; init; }

    /// <summary>First moment after, UTC.</summary>
    public DateTime Until { get; set; } = AudienceGrant.Forever;
}

/// <summary>
/// A row of the view <c>access_visible</c>, which Access publishes: which audiences an account belongs to, and when. The same
/// pair may appear more than once.
/// </summary>
public sealed class VisibleAudience
{
    /// <summary>The audience.</summary>
    public Guid Audience { get; init; }

    /// <summary>The account.</summary>
    public Guid Account { get; init; }

    /// <summary>First moment, UTC.</summary>
    public DateTime From { get; init; }

    /// <summary>First moment after, UTC.</summary>
    public DateTime Until { get; init; }
}
