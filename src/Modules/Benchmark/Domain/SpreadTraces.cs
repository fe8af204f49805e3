using System.Runtime.InteropServices;

namespace Sakimori.Benchmark.Domain;

/// <summary>Where a result lies.</summary>
/// <param name="Block">The block that holds it; <see cref="Spread.None"/> when none does.</param>
/// <param name="Node">The renewal of the block with which it came.</param>
/// <param name="Left">That with which it left; <see cref="Spread.None"/> while it is counted.</param>
/// <param name="Path">Its path through the distributions before; <see cref="Spread.None"/> when it is in none.</param>
/// <param name="Cluster">Its cluster in the new distribution; <see cref="Spread.None"/> when that does not rest on it.</param>
/// <param name="Weight">Its weight in the top third of the new distribution.</param>
internal readonly record struct Lies(int Block, int Node, int Left, int Path, int Cluster, int Weight);

/// <summary>What is published of each organisation; those of which the same is are counted.</summary>
/// <param name="serial">The number of the new distribution.</param>
/// <param name="before">Those published before; null when there is none.</param>
internal sealed class SpreadTraces(int serial, Spread? before)
{
    private readonly IdTable organisations = new();
    private readonly List<int> traceOf = [];
    private readonly List<int[]> traces = [[]];
    private readonly Dictionary<(int Trace, int Form), int> longer = [];
    private readonly List<Share[]> forms = [];
    private readonly Dictionary<Lies, int> formOf = [];
    private readonly Dictionary<(int Block, int Node), int> nodes = [];

    /// <summary>The traces, each with how many organisations have it.</summary>
    public IEnumerable<Trace> All => traceOf.CountBy(trace => trace).Select(of => new Trace([.. traces[of.Key].Select(form => forms[form])], of.Value));

    /// <summary>Adds a result of an organisation.</summary>
    public void Add(Guid organisation, in Lies lies)
    {
        ref var form = ref CollectionsMarshal.GetValueRefOrAddDefault(formOf, lies, out var known);
        if (!known)
        {
            form = forms.Count;
            forms.Add([
                .. lies.Block == Spread.None ? [] : (Share[])[new(Node((lies.Block, lies.Node)), 1)],
                .. lies.Left == Spread.None ? [] : (Share[])[new(Node((lies.Block, lies.Left)), -1)], .. lies.Path == Spread.None ? [] : before!.Paths[lies.Path],
                .. lies.Cluster == Spread.None ? [] : Spread.SetsOf(serial, new((ushort)lies.Cluster, lies.Weight))]);
        }

        Extend(organisation, form);
    }

    private void Extend(Guid organisation, int form)
    {
        var number = organisations.Add(organisation);
        if (number == traceOf.Count)
            traceOf.Add(0);
        var trace = traceOf[number];
        ref var next = ref CollectionsMarshal.GetValueRefOrAddDefault(longer, (trace, form), out var known);
        if (!known)
        {
            next = traces.Count;
            traces.Add([.. traces[trace], form]);
        }

        traceOf[number] = next;
    }

    // Of blocks, below nought.
    private int Node((int, int) node)
    {
        ref var number = ref CollectionsMarshal.GetValueRefOrAddDefault(nodes, node, out var known);
        if (!known)
            number = -nodes.Count;
        return number;
    }
}
