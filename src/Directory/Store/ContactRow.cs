using Sakimori.Directory.Domain;
using Sakimori.Platform.Access;

namespace Sakimori.Directory.Store;

/// <summary>A person or desk of an organisation whom others may turn to 連絡先; only the organisation and the office see it.</summary>
public sealed class ContactRow : IProtectedRow
{
    /// <inheritdoc/>
    public Guid Id { get; init; }

    /// <inheritdoc/>
    public Guid Audience { get; init; }

    /// <inheritdoc/>
    public Tlp Tlp { get; set; }

    /// <summary>The organisation.</summary>
    public Guid Organisation { get; init; }

    /// <summary>What the contact is there for.</summary>
    public ContactRole Role { get; set; }

    /// <summary>The person or desk.</summary>
    public required string Name { get; set; }

    /// <summary>The address; empty when there is none.</summary>
    public required string Mail { get; set; }

    /// <summary>The telephone number; empty when there is none.</summary>
    public required string Phone { get; set; }

    /// <summary>The account of the same address, where it holds a role in the organisation.</summary>
    public Guid? Account { get; set; }
}
