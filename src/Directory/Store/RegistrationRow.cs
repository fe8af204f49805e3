using Sakimori.Kernel;
using Sakimori.Platform.Access;

namespace Sakimori.Directory.Store;

/// <summary>How far a registration has come; the number is stored.</summary>
public enum RegistrationState
{
    /// <summary>The link is on its way; nothing else exists.</summary>
    Sent = 0,

    /// <summary>Confirmed: an unverified organisation with its first manager waits for the office.</summary>
    Confirmed = 1,

    /// <summary>Confirmed by somebody of an organisation that is there already: waits for its managers, or the office.</summary>
    Joining = 2,

    /// <summary>Accepted.</summary>
    Accepted = 3,

    /// <summary>Rejected, with a reason.</summary>
    Rejected = 4,
}

/// <summary>Somebody registers an organisation, or asks to join one 利用登録.</summary>
public sealed class RegistrationRow : IProtectedRow
{
    /// <inheritdoc/>
    public Guid Id { get; init; }

    /// <inheritdoc/>
    public Guid Audience { get; set; }

    /// <inheritdoc/>
    public Tlp Tlp { get; init; }

    /// <summary>SHA-256 of the link's token.</summary>
    public required byte[] Link { get; init; }

    /// <summary>SHA-256 of the address in capitals, for the limit an address.</summary>
    public required byte[] AddressHash { get; init; }

    /// <summary>SHA-256 of the client's network address, for the limit a client.</summary>
    public required byte[] ClientHash { get; init; }

    /// <summary>When it was asked for, UTC.</summary>
    public DateTime Made { get; init; }

    /// <summary>How far it has come.</summary>
    public RegistrationState State { get; set; }

    /// <summary>The organisation's name as entered.</summary>
    public required string Name { get; init; }

    /// <summary>法人番号 as entered; null when none.</summary>
    public string? CorporateNumber { get; init; }

    /// <summary>The person's name.</summary>
    public required string Person { get; init; }

    /// <summary>The person's address.</summary>
    public required string Mail { get; init; }

    /// <summary>Industry; null when not chosen.</summary>
    public string? Industry { get; init; }

    /// <summary>People; null when not given.</summary>
    public int? Employees { get; init; }

    /// <summary>The language of letters to the person.</summary>
    public Language Language { get; init; }

    /// <summary>The organisation made or asked for; null until confirmed.</summary>
    public Guid? Organisation { get; set; }

    /// <summary>The account made; null until confirmed.</summary>
    public Guid? Account { get; set; }

    /// <summary>When it was decided, UTC.</summary>
    public DateTime? Decided { get; set; }

    /// <summary>Who decided.</summary>
    public Guid? DecidedBy { get; set; }

    /// <summary>Why it was rejected.</summary>
    public string? Reason { get; set; }
}
