using Sakimori.Kernel;

namespace Sakimori.Platform.Access;

/// <summary>What organisations are called; the room that keeps them answers.</summary>
public interface IOrganisationNames
{
    /// <summary>The current names of organisations; every id asked for has an entry.</summary>
    Task<IReadOnlyDictionary<Guid, Text>> OfAsync(IEnumerable<Guid> organisations, CancellationToken cancel);

    /// <summary>The organisation that a reader means by an id, a number or its exact name; null when there is none or several.</summary>
    Task<Guid?> FindAsync(string text, CancellationToken cancel);
}

/// <summary>Names of a deployment without a directory: the ids themselves.</summary>
public sealed class OrganisationIds : IOrganisationNames
{
    /// <inheritdoc/>
    public Task<IReadOnlyDictionary<Guid, Text>> OfAsync(IEnumerable<Guid> organisations, CancellationToken cancel)
        => Task.FromResult<IReadOnlyDictionary<Guid, Text>>(organisations.Distinct().ToDictionary(
            id => id, id => new Text($"組織 {id.ToString()[..8]}", $"Organisation {id.ToString()[..8]}")));

    /// <inheritdoc/>
    public Task<Guid?> FindAsync(string text, CancellationToken cancel)
        => Task.FromResult(Guid.TryParse(text, out var id) && id != Scopes.System ? id : (Guid?)null);
}
