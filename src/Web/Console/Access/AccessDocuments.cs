using System.Text.Json;
using System.Text.Json.Serialization;
using Sakimori.Platform.Access;

namespace Sakimori.Web.Console.Access;

/// <summary>A page of accounts.</summary>
/// <param name="Items">The accounts.</param>
/// <param name="Total">How many there are on all pages.</param>
/// <param name="Page">Counts from 1.</param>
/// <param name="Size">How many a page holds at most.</param>
public sealed record AccountListDocument(IReadOnlyList<AccountDocument> Items, int Total, int Page, int Size);

/// <summary>An account as the API and the command line write it; moments in UTC.</summary>
/// <param name="Id">The account.</param>
/// <param name="Email">Its address; null when closed.</param>
/// <param name="Name">Its name.</param>
/// <param name="Code">True when it signs in with a code.</param>
/// <param name="Made">When it was made.</param>
/// <param name="Closed">When it was closed; null while open.</param>
/// <param name="Roles">What it holds now or later.</param>
public sealed record AccountDocument(
    Guid Id, string? Email, string Name, bool Code, DateTime Made, DateTime? Closed, IReadOnlyList<RoleDocument> Roles)
{
    /// <summary>The document of an account.</summary>
    public static AccountDocument Of(AccountEntry entry) => new(
        entry.Id, entry.Email, entry.Name, entry.HasCode, entry.Made, entry.Closed,
        [.. entry.Roles.Select(r => new RoleDocument(r.Id, r.Role.ToString(), Place(r.Scope), r.From, r.Until == AudienceGrant.Forever ? null : r.Until))]);

    internal static Guid? Place(Guid scope) => scope == Scopes.System ? null : scope;
}

/// <summary>A role.</summary>
/// <param name="Id">The grant, by which it is ended.</param>
/// <param name="Role">Reader, Contributor, Manager, Office or Administrator.</param>
/// <param name="Organisation">Where; null for the whole portal.</param>
/// <param name="From">Since when.</param>
/// <param name="Until">Until when; null when it does not end.</param>
public sealed record RoleDocument(Guid Id, string Role, Guid? Organisation, DateTime From, DateTime? Until);

/// <summary>A role to be granted.</summary>
/// <param name="Role">Reader, Contributor, Manager, Office or Administrator.</param>
/// <param name="Organisation">Its id, corporate number or exact name; left out for the whole portal.</param>
/// <param name="From">The first day in Japan; left out for now.</param>
/// <param name="Until">The day in Japan on which it has ended; left out for a role without end.</param>
public sealed record GrantDocument(string? Role, string? Organisation = null, string? From = null, string? Until = null);

/// <summary>Somebody to be invited.</summary>
/// <param name="Email">The address.</param>
/// <param name="Role">Reader, Contributor, Manager, Office or Administrator.</param>
/// <param name="Organisation">Its id, corporate number or exact name; left out for the whole portal and by keys of an organisation.</param>
/// <param name="Language">The language of the letter: ja or en; that of the request unless given.</param>
public sealed record NewInvitationDocument(string? Email, string? Role, string? Organisation = null, string? Language = null);

/// <summary>An invitation that stands.</summary>
/// <param name="Email">The address.</param>
/// <param name="Role">The role offered.</param>
/// <param name="Organisation">Where; null for the whole portal.</param>
/// <param name="Made">When it was sent.</param>
/// <param name="Ends">When its link stops working.</param>
public sealed record InvitationDocument(string Email, string Role, Guid? Organisation, DateTime Made, DateTime Ends)
{
    /// <summary>The document of an invitation.</summary>
    public static InvitationDocument Of(Invitation invitation) => new(
        invitation.Email, invitation.Grants.Role.ToString(), AccountDocument.Place(invitation.Grants.Scope), invitation.Made, invitation.Ends);
}

/// <summary>A key to be made.</summary>
/// <param name="Name">What it is for: 1 to 100 characters.</param>
/// <param name="Scopes">Scopes that the calling key has itself.</param>
/// <param name="Days">How long it works: 1 to 365.</param>
public sealed record NewKeyDocument(string? Name, IReadOnlyList<string>? Scopes, int Days);

/// <summary>A key, without its secret.</summary>
/// <param name="Id">The key.</param>
/// <param name="Name">What it is for.</param>
/// <param name="Hint">Its first 8 characters.</param>
/// <param name="Scopes">What it may do.</param>
/// <param name="Made">When it was made.</param>
/// <param name="Ends">When it stops working.</param>
/// <param name="Revoked">When it was revoked; null while it stands.</param>
/// <param name="LastUsed">The UTC day of its last use; null before the first.</param>
public sealed record KeyDocument(
    Guid Id, string Name, string Hint, IReadOnlyList<string> Scopes, DateTime Made, DateTime Ends, DateTime? Revoked, DateTime? LastUsed)
{
    /// <summary>The document of a key.</summary>
    public static KeyDocument Of(ApiKey key) => new(key.Id, key.Name, key.Hint, key.Scopes.Split(' '), key.Made, key.Ends, key.Revoked, key.LastUsed);
}

/// <summary>A key that was made.</summary>
/// <param name="Key">The secret; it is never shown again.</param>
public sealed record MadeKeyDocument(string Key);

/// <summary>How the documents of Access are written and read.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow)]
[JsonSerializable(typeof(AccountListDocument))]
[JsonSerializable(typeof(AccountDocument))]
[JsonSerializable(typeof(IReadOnlyList<AccountDocument>))]
[JsonSerializable(typeof(GrantDocument))]
[JsonSerializable(typeof(NewInvitationDocument))]
[JsonSerializable(typeof(IReadOnlyList<InvitationDocument>))]
[JsonSerializable(typeof(NewKeyDocument))]
[JsonSerializable(typeof(IReadOnlyList<KeyDocument>))]
[JsonSerializable(typeof(MadeKeyDocument))]
public sealed partial class AccessJson : JsonSerializerContext;
