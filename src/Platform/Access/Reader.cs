using System.Data.Common;

namespace Sakimori.Platform.Access;

/// <summary>
/// On whose behalf something is read or done: an account with the roles it holds now, the holder of a secret link, nobody, or
/// the system itself.
/// </summary>
public sealed record Reader
{
    private Reader()
    {
    }

    /// <summary>Nobody is signed in: sees public rows only.</summary>
    public static Reader Nobody { get; } = new();

    /// <summary>The system itself: jobs, statistics and migrations. Never a request.</summary>
    public static Reader System { get; } = new() { SeesAll = true };

    /// <summary>The account; null for nobody and the system.</summary>
    public Guid? Account { get; private init; }

    /// <summary>The account's name as it is shown.</summary>
    public string? Name { get; private init; }

    /// <summary>The roles that the account holds now.</summary>
    public IReadOnlyList<HeldRole> Roles { get; private init; } = [];

    /// <summary>The organisation on whose behalf the reader acts; null when none is chosen.</summary>
    public Guid? Organisation { get; private init; }

    /// <summary>The organisations in which the reader holds a role, each once, in the order of their ids.</summary>
    public IReadOnlyList<Guid> Organisations => [.. Roles.Select(r => r.Scope).Where(s => s != Scopes.System).Distinct().Order()];

    /// <summary>The one row that a secret link opens; null without a link.</summary>
    public Guid? Row { get; private init; }

    /// <summary>True for an administrator who has not enrolled a code for sign-in yet.</summary>
    public bool AsksForCode { get; init; }

    /// <summary>True for <see cref="System"/> alone: the audience filter is off.</summary>
    internal bool SeesAll { get; private init; }

    /// <summary>A signed-in account.</summary>
    public static Reader Of(Guid account, string name, IReadOnlyList<HeldRole> roles, Guid? organisation = null)
        => new() { Account = account, Name = name, Roles = roles, Organisation = organisation };

    /// <summary>The holder of a secret link to one row: sees that row and public rows.</summary>
    public static Reader OfLink(Guid row) => new() { Row = row };

    /// <summary>The same reader acting for an organisation.</summary>
    public Reader For(Guid organisation) => this with { Organisation = organisation };

    /// <summary>True when the reader holds the role, or a stronger one, in that scope.</summary>
    public bool Holds(Role role, Guid scope) => Roles.Any(r => r.Scope == scope && r.Role >= role);

    /// <summary>True when the reader holds the system-wide role.</summary>
    public bool Holds(Role role) => Holds(role, Scopes.System);
}

/// <summary>A role held in a scope.</summary>
/// <param name="Role">What may be done.</param>
/// <param name="Scope">The organisation, or <see cref="Scopes.System"/>.</param>
public readonly record struct HeldRole(Role Role, Guid Scope)
{
    /// <summary>Reads role and scope from a row's columns; null when they are NULL.</summary>
    internal static HeldRole? Read(DbDataReader row, int column)
        => row.IsDBNull(column) ? null : new((Role)row.GetInt32(column), row.GetGuid(column + 1));
}

/// <summary>Scopes that are no organisation.</summary>
public static class Scopes
{
    /// <summary>The deployment itself.</summary>
    public static Guid System { get; } = new("00000000-0000-0000-0000-000000000001");
}

/// <summary>What an account may do in a scope; a greater role includes the lesser ones of its kind.</summary>
public enum Role
{
    /// <summary>Reads what its organisation sees.</summary>
    Reader = 10,

    /// <summary>Fills in and changes.</summary>
    Contributor = 20,

    /// <summary>Speaks for the organisation: members, consent, sharing.</summary>
    Manager = 30,

    /// <summary>The programme office: directory, questionnaires, reference tables. System scope only.</summary>
    Office = 40,

    /// <summary>Accounts, operations and the audit trail. System scope only.</summary>
    Administrator = 50,
}
