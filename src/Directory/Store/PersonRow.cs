using Sakimori.Directory.Domain;
using Sakimori.Platform.Access;

namespace Sakimori.Directory.Store;

/// <summary>
/// What holds for a person of an organisation on some days; a person has one row a period. Only the organisation's own people and
/// the office see it.
/// </summary>
public sealed class PersonRow : IProtectedRow
{
    /// <inheritdoc/>
    public Guid Id { get; init; }

    /// <inheritdoc/>
    public Guid Audience { get; init; }

    /// <inheritdoc/>
    public Tlp Tlp { get; init; }

    /// <summary>The person; the same in every period.</summary>
    public Guid Person { get; init; }

    /// <summary>The organisation.</summary>
    public Guid Organisation { get; init; }

    /// <summary>The name.</summary>
    public string Name { get; set; } = "";

    /// <summary>Its reading.</summary>
    public string Kana { get; set; } = "";

    /// <summary>Orders lists; compared as bytes.</summary>
    public string SortKey { get; set; } = "";

    /// <summary>Department and post.</summary>
    public string Post { get; set; } = "";

    /// <summary>The address.</summary>
    public string Mail { get; set; } = "";

    /// <summary>The telephone number.</summary>
    public string Phone { get; set; } = "";

    /// <summary>First day.</summary>
    public DateOnly From { get; init; }

    /// <summary>First day after; <see cref="Period.Forever"/> when open.</summary>
    public DateOnly Until { get; set; } = Period.Forever;

    /// <summary>What is known in this period.</summary>
    internal PersonEntry Entry => new(Name, Kana, Post, Mail, Phone);

    internal void Become(PersonEntry entry)
        => (Name, Kana, SortKey, Post, Mail, Phone) = (entry.Name, entry.Kana, entry.SortKey, entry.Post, entry.Mail, entry.Phone);
}
