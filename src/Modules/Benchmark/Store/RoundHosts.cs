using Sakimori.Kernel;
using Sakimori.Platform.Access;

namespace Sakimori.Benchmark.Store;

/// <summary>What the hosts of rounds are called.</summary>
internal static class RoundHosts
{
    /// <summary>The programme office as a host.</summary>
    public static Text Office { get; } = new("事務局", "the programme office");

    /// <summary>The names of hosts; every one asked for has an entry. One statement at most.</summary>
    public static async Task<IReadOnlyDictionary<Guid, Text>> NamesAsync(IOrganisationNames names, IEnumerable<Guid> hosts, CancellationToken cancel)
    {
        Guid[] asked = [.. hosts.Distinct()];
        var organisations = asked.Where(h => h != Scopes.System).ToArray();
        var found = organisations.Length == 0 ? new Dictionary<Guid, Text>() : new(await names.OfAsync(organisations, cancel));
        if (asked.Contains(Scopes.System))
            found.Add(Scopes.System, Office);
        return found;
    }
}
