using Microsoft.EntityFrameworkCore;
using Sakimori.Directory.Store;
using Sakimori.Kernel;
using Sakimori.Platform.Access;
using Sakimori.Platform.Records;

namespace Sakimori.Directory.Contracts;

/// <summary>An organisation that exists today.</summary>
/// <param name="Id">The organisation.</param>
/// <param name="CorporateNumber">法人番号; null when it has none.</param>
/// <param name="Name">The registered name.</param>
/// <param name="Verified">Whether the office vouches for it.</param>
public sealed record KnownOrganisation(Guid Id, string? CorporateNumber, string Name, bool Verified);

/// <summary>Finds many organisations by what others call them.</summary>
public static class KnownOrganisations
{
    /// <summary>
    /// The organisations that exist today and bear one of the numbers or exactly one of the names, each once; two statements, however
    /// many are asked for.
    /// </summary>
    /// <param name="contexts">Makes the context.</param>
    /// <param name="numbers">法人番号, 13 digits each.</param>
    /// <param name="names">Registered names in Japanese.</param>
    /// <param name="today">Today in Japan.</param>
    /// <param name="cancel">Cancels.</param>
    public static async Task<IReadOnlyList<KnownOrganisation>> FindAsync(
        ContextFactory contexts, IReadOnlyCollection<string> numbers, IReadOnlyCollection<string> names, DateOnly today, CancellationToken cancel)
    {
        await using var context = contexts.Read<DirectoryContext>(Reader.System);
        var (digits, called) = (numbers.Distinct().ToArray(), names.Distinct().ToArray());
        var current = from o in context.Organisations.Where(o => o.From <= today && o.Until > today)
                      from n in o.Names.Where(n => n.From <= today && n.Until > today)
                      select new { o.Id, o.CorporateNumber, n.Ja, o.Verified };
        var found = digits.Length == 0 ? [] : await current.Where(o => EF.Parameter(digits).Contains(o.CorporateNumber)).ToListAsync(cancel);
        if (called.Length > 0)
            found.AddRange(await current.Where(o => EF.Parameter(called).Contains(o.Ja)).ToListAsync(cancel));
        return [.. found.DistinctBy(o => o.Id).Select(o => new KnownOrganisation(o.Id, o.CorporateNumber, o.Ja, o.Verified))];
    }
}
