using System.Numerics;
using Sakimori.Benchmark.Domain;

namespace Sakimori.Benchmark.Tests.Attacking;

/// <summary>A result of an organisation.</summary>
internal readonly record struct Known(Guid Organisation, Guid Check);

/// <summary>
/// Who knows which results are in which figure, and how often they count in it, and adds and subtracts figures with any factors: exact
/// linear algebra modulo a prime.
/// </summary>
internal sealed class Attack
{
    private const long Prime = 2_147_483_629;
    private readonly List<HashSet<Guid>> columns;
    private readonly List<long[]> duals;

    /// <param name="figures">Of each figure the results on which it rests, and how often each counts.</param>
    /// <param name="own">Organisations whose results the attacker knows and takes out of every figure.</param>
    public Attack(IEnumerable<IReadOnlyDictionary<Known, long>> figures, IReadOnlySet<Guid>? own = null)
    {
        var all = figures.Select(f => f.Where(r => own?.Contains(r.Key.Organisation) != true).ToDictionary()).Where(f => f.Count > 0)
            .DistinctBy(f => string.Join(',', f.OrderBy(r => r.Key.Organisation).ThenBy(r => r.Key.Check))).ToList();

        // Results that count alike in every figure cannot be told apart: one column stands for all of them.
        var columnOf = all.SelectMany(f => f.Keys).Distinct().GroupBy(r => string.Join(',', all.Select(f => f.GetValueOrDefault(r)))).ToList();
        columns = [.. columnOf.Select(g => g.Select(r => r.Organisation).ToHashSet())];
        Figures = all.Count;
        var (rows, pivots) = Reduced([.. all.Select(f => columnOf.Select(g => f.GetValueOrDefault(g.First())).ToArray())]);
        var free = Enumerable.Range(0, columns.Count).Except(pivots).ToList();
        duals = [.. Enumerable.Range(0, columns.Count).Select(column => pivots.IndexOf(column) is >= 0 and var row
            ? free.Select(f => (Prime - rows[row][f]) % Prime).ToArray()
            : free.Select(f => f == column ? 1L : 0).ToArray())];
    }

    /// <summary>How many figures there are that differ.</summary>
    public int Figures { get; }

    /// <summary>The organisations in them.</summary>
    public IReadOnlyList<Guid> Organisations => [.. columns.SelectMany(c => c).Distinct()];

    /// <summary>Whether some combination rests on these alone: without them the figures would say less.</summary>
    public bool Isolates(IReadOnlySet<Guid> few)
    {
        List<long[]> of = [.. Enumerable.Range(0, columns.Count).Where(column => columns[column].IsSubsetOf(few)).Select(column => duals[column])];
        return of.Count > 0 && Reduced(of).Pivots.Count < of.Count;
    }

    /// <summary>Of up to four organisations that can be worked out one set; null when none was found.</summary>
    /// <param name="random">Of three and four not all are tried.</param>
    /// <param name="beside">Organisations that each set holds, too: those with which the attacker conspires.</param>
    public IReadOnlySet<Guid>? Isolated(Random random, params Guid[] beside)
    {
        var all = Organisations.ToArray();
        var tried = all.Select(one => (Guid[])[one])
            .Concat(all.SelectMany((one, i) => all[(i + 1)..].Select(other => (Guid[])[one, other])))
            .Concat(Enumerable.Range(0, 4000).Select(_ => random.GetItems(all, 4)))

            // Those that stand in the same figures are worked out together or not at all.
            .Concat(columns.Where(c => c.Count < 5).SelectMany(c => columns.Where(d => d.Count < 5).Select(d => c.Union(d).ToArray())));
        return tried.Select(few => (HashSet<Guid>)[.. few, .. beside]).FirstOrDefault(few => few.Count < 5 && Isolates(few));
    }

    /// <summary>Of up to four organisations that can be worked out one set, whichever it is; null when there is none.</summary>
    public IReadOnlySet<Guid>? Fewest()
    {
        // Those in the same columns are left together or not at all.
        var columnsOf = columns.SelectMany((c, i) => c.Select(organisation => (organisation, i))).GroupBy(x => x.organisation, x => x.i).ToDictionary(g => g.Key, g => string.Join(',', g));
        Guid[][] kinds = [.. columnsOf.GroupBy(o => o.Value, o => o.Key).Select(g => g.ToArray()).Where(kind => kind.Length < Disclosure.Fewest)];
        return Chosen(0, []).FirstOrDefault(Isolates);

        IEnumerable<HashSet<Guid>> Chosen(int from, Guid[] few)
        {
            if (few.Length > 0)
                yield return [.. few];
            for (var kind = from; kind < kinds.Length; kind++)
            {
                if (few.Length + kinds[kind].Length >= Disclosure.Fewest)
                    continue;
                foreach (var more in Chosen(kind + 1, [.. few, .. kinds[kind]]))
                    yield return more;
            }
        }
    }

    // The reduced echelon form.
    private static (List<long[]> Rows, List<int> Pivots) Reduced(List<long[]> rows)
    {
        rows = [.. rows.Select(row => row.ToArray())];
        var pivots = new List<int>();
        for (var column = 0; rows.Count > 0 && column < rows[0].Length && pivots.Count < rows.Count; column++)
        {
            var at = rows.FindIndex(pivots.Count, row => row[column] != 0);
            if (at < 0)
                continue;
            var row = rows[at];
            (rows[pivots.Count], rows[at]) = (row, rows[pivots.Count]);
            var inverse = (long)BigInteger.ModPow(row[column], Prime - 2, Prime);
            for (var i = 0; i < row.Length; i++)
                row[i] = row[i] * inverse % Prime;
            foreach (var other in rows.Where(other => other != row && other[column] != 0))
            {
                var factor = Prime - other[column];
                for (var i = column; i < row.Length; i++)
                    other[i] = (other[i] + (factor * row[i])) % Prime;
            }

            pivots.Add(column);
        }

        return (rows, pivots);
    }
}
