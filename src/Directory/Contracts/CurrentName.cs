using Microsoft.EntityFrameworkCore;
using Sakimori.Directory.Domain;
using Sakimori.Kernel;

namespace Sakimori.Directory.Contracts;

/// <summary>
/// A row of the view <c>directory_current_name</c>: how a reference to an organisation is to be shown today (in Japan, by the
/// database's clock). What was merged appears as what it was merged into. One row for every organisation that ever was.
/// </summary>
public sealed class CurrentName
{
    /// <summary>The organisation that is referred to.</summary>
    public Guid Organisation { get; init; }

    /// <summary>The organisation that stands for it today: itself unless it was merged. Everything below is this one's.</summary>
    public Guid Current { get; init; }

    /// <summary>The registered name.</summary>
    public required string NameJa { get; init; }

    /// <summary>In English; empty when there is none.</summary>
    public required string NameEn { get; init; }

    /// <summary>The reading in katakana; empty when unknown.</summary>
    public required string Kana { get; init; }

    /// <summary>Orders lists; compared as bytes.</summary>
    public required string SortKey { get; init; }

    /// <summary>What it is.</summary>
    public OrganisationKind Kind { get; init; }

    /// <summary>Classification and code; null when unknown.</summary>
    public string? Industry { get; init; }

    /// <summary>Critical-infrastructure sector; null when in none.</summary>
    public string? Sector { get; init; }

    /// <summary>People who work there; null when unknown.</summary>
    public int? Employees { get; init; }

    /// <summary>Band of yearly sales; null when unknown.</summary>
    public string? Sales { get; init; }

    /// <summary>Capital in yen; null when unknown.</summary>
    public long? Capital { get; init; }

    /// <summary>How far the office vouches for it.</summary>
    public OrganisationState State { get; init; }

    /// <summary>Under which organisation it stands; null when it stands alone.</summary>
    public Guid? Parent { get; init; }

    /// <summary>The name in the reader's language.</summary>
    public Text Name => new(NameJa, NameEn.Length > 0 ? NameEn : NameJa);
}

/// <summary>Lets a module's context join the view.</summary>
public static class CurrentNames
{
    /// <summary>Maps <see cref="CurrentName"/>; the module's context then has <c>Set&lt;CurrentName&gt;()</c>.</summary>
    public static void MapCurrentNames(this ModelBuilder model)
        => model.Entity<CurrentName>(view =>
        {
            view.HasNoKey().ToView("directory_current_name");
            view.Ignore(v => v.Name);
        });
}
