using Microsoft.EntityFrameworkCore;
using Sakimori.Platform.Access;
using Sakimori.Platform.Records;

namespace Sakimori.Platform.Indicators;

/// <summary>A module's indicators: registered as a service, found by all who show or use figures without knowing the module.</summary>
public interface IIndicatorSource
{
    /// <summary>The indicators that it offers now; constant but for the modules that load data.</summary>
    IReadOnlyList<Indicator> Indicators { get; }

    /// <summary>
    /// The values of one of them, the earliest period first, within a period the members in their order. What rests on too few is
    /// suppressed already: whoever reads them may publish them to the indicator's audience.
    /// </summary>
    Task<IReadOnlyList<IndicatorValue>> ValuesAsync(string indicator, CancellationToken cancel);
}

/// <summary>Finds the indicators that a reader may see.</summary>
public sealed class IndicatorRegister(IEnumerable<IIndicatorSource> sources, ContextFactory contexts)
{
    private readonly IReadOnlyList<IIndicatorSource> sources = [.. sources];

    /// <summary>The indicators of all modules that the reader may see, by id. One query at most.</summary>
    public async Task<IReadOnlyList<Indicator>> ListAsync(Reader reader, CancellationToken cancel)
        => [.. (await SeenAsync(reader, cancel)).Select(s => s.Indicator)];

    /// <summary>One indicator with its values; null when there is none that the reader may see.</summary>
    public async Task<(Indicator Indicator, IReadOnlyList<IndicatorValue> Values)?> FindAsync(Reader reader, string id, CancellationToken cancel)
        => (await SeenAsync(reader, cancel)).FirstOrDefault(s => s.Indicator.Id == id) is { Source: { } source } found
            ? (found.Indicator, await source.ValuesAsync(id, cancel)) : null;

    private async Task<IEnumerable<(Indicator Indicator, IIndicatorSource Source)>> SeenAsync(Reader reader, CancellationToken cancel)
    {
        var all = sources.SelectMany(s => s.Indicators.Select(i => (Indicator: i, Source: s))).OrderBy(i => i.Indicator.Id, StringComparer.Ordinal).ToList();
        var asked = all.Select(i => i.Indicator.Audience).Where(a => a != Audiences.Public).Distinct().ToList();
        if (asked.Count == 0 || reader.SeesAll)
            return all;
        var seen = reader.Account is { } account ? await VisibleAsync(account, asked, cancel) : [];
        return all.Where(i => i.Indicator.Audience == Audiences.Public || seen.Contains(i.Indicator.Audience));
    }

    private async Task<List<Guid>> VisibleAsync(Guid account, List<Guid> asked, CancellationToken cancel)
    {
        await using var platform = contexts.Read<PlatformContext>(Reader.Nobody);
        var now = platform.Now;
        return await platform.Set<VisibleAudience>()
            .Where(v => v.Account == account && asked.Contains(v.Audience) && v.From <= now && v.Until > now)
            .Select(v => v.Audience).Distinct().ToListAsync(cancel);
    }
}
