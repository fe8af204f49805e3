using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace Sakimori.Benchmark.Domain;

/// <summary>A result in the distribution of its layer.</summary>
/// <param name="Organisation">Whose it is.</param>
/// <param name="Check">The result.</param>
/// <param name="Block">The place of the block that holds it.</param>
/// <param name="Standing">Where it stands.</param>
public readonly record struct Placed(Guid Organisation, Guid Check, int Block, Standing Standing);

/// <summary>On which results the published distribution of a layer rests, and where each stands in it.</summary>
public sealed class Spread
{
    private const int Size = 35;
    private const int NewNodes = 1 << 20;
    private const int BlockNodes = 1 << 21;
    private readonly byte[] bytes;

    /// <summary>Of stored bytes.</summary>
    /// <exception cref="InvalidDataException">The bytes are none.</exception>
    public Spread(byte[] bytes)
        => this.bytes = bytes.Length % Size == 0 ? bytes : throw new InvalidDataException("A spread is a multiple of 35 bytes long.");

    /// <summary>As it is stored: organisation, check, cluster and third, 35 bytes a result.</summary>
    public byte[] Data => bytes;

    /// <summary>The checks on which the distribution rests.</summary>
    public IEnumerable<Guid> Checks => Enumerable.Range(0, bytes.Length / Size).Select(i => MemoryMarshal.Read<Guid>(bytes.AsSpan((i * Size) + 16)));

    /// <summary>Of results and where they stand.</summary>
    public static Spread Of(IReadOnlyList<Placed> results)
    {
        var bytes = new byte[results.Count * Size];
        for (var i = 0; i < results.Count; i++)
        {
            var one = bytes.AsSpan(i * Size, Size);
            var placed = results[i];
            MemoryMarshal.Write(one, placed.Organisation);
            MemoryMarshal.Write(one[16..], placed.Check);
            BinaryPrimitives.WriteUInt16LittleEndian(one[32..], placed.Standing.Cluster);
            one[34] = placed.Standing.Third;
        }

        return new(bytes);
    }

    /// <summary>
    /// Whether a distribution can be published: no combination of it with the one published last, or with the figures of blocks, rests on
    /// fewer than <see cref="Disclosure.Fewest"/> organisations, neither of its clusters nor of its thirds.
    /// </summary>
    /// <param name="before">The one published last; null when there is none.</param>
    /// <param name="now">The results.</param>
    public static bool MayFollow(Spread? before, IReadOnlyList<Placed> now)
    {
        Ties clusters = new(), clustersOfBlocks = new();
        var thirds = new Thirds();
        var earlier = before?.ByOrganisation();
        foreach (var placed in now)
        {
            var cluster = NewNodes + placed.Standing.Cluster;
            clustersOfBlocks.Add(cluster, BlockNodes + placed.Block);
            thirds.AddOfBlock(placed.Block, placed.Standing.Third);
            if (earlier is null)
                continue;

            // A result that has changed lies outside of both for the other.
            var known = earlier.Remove(placed.Organisation, out var was);
            var at = known ? before!.StandingAt(was) : default;
            var same = known && before!.CheckAt(was) == placed.Check;
            clusters.Add(known ? 1 + at.Cluster : Disclosure.Outside, cluster, same ? cluster : Disclosure.Outside);
            thirds.Add(known ? at.Third : null, placed.Standing.Third, same);
        }

        foreach (var was in earlier?.Values.AsEnumerable() ?? [])
        {
            clusters.Add(1 + before!.StandingAt(was).Cluster, Disclosure.Outside);
            thirds.Add(before.StandingAt(was).Third, null, false);
        }

        return clusters.AreSafe && clustersOfBlocks.AreSafe && thirds.AreSafe;
    }

    private Guid CheckAt(int result) => MemoryMarshal.Read<Guid>(bytes.AsSpan((result * Size) + 16));

    private Standing StandingAt(int result)
        => new(BinaryPrimitives.ReadUInt16LittleEndian(bytes.AsSpan((result * Size) + 32)), bytes[(result * Size) + 34]);

    private Dictionary<Guid, int> ByOrganisation()
    {
        var places = new Dictionary<Guid, int>(bytes.Length / Size);
        for (var i = 0; i < bytes.Length / Size; i++)
            places[MemoryMarshal.Read<Guid>(bytes.AsSpan(i * Size))] = i;
        return places;
    }

    // Of the thirds one figure is published, not three: the results above the cut count whole, those at it in part. A combination that
    // uses it has different values above and below; at the cut it has a third one, which can only leave more.
    private sealed class Thirds
    {
        private const int Below = 0;
        private const int At = 1;
        private const int Above = 2;
        private const int New = 3;
        private const int Outside = 6;
        private readonly Dictionary<(int Old, int Now, bool Same), int> counts = [];
        private readonly Dictionary<int, int[]> ofBlocks = [];

        public bool AreSafe => AreSafeOverTime && AreSafeBesideBlocks(At) && AreSafeBesideBlocks(Below);

        public void Add(int? old, int? now, bool same)
            => CollectionsMarshal.GetValueRefOrAddDefault(counts, (old ?? Outside, now is { } third ? New + third : Outside, same), out _)++;

        public void AddOfBlock(int block, int third)
        {
            ref var of = ref CollectionsMarshal.GetValueRefOrAddDefault(ofBlocks, block, out _);
            (of ??= new int[3])[third]++;
        }

        // Every way to part the six thirds from each other and from what is not counted.
        private bool AreSafeOverTime
        {
            get
            {
                for (var side = 0; side < 1 << Outside; side++)
                {
                    if (!Parts(side, Above, Below) && !Parts(side, New + Above, New + Below))
                        continue;
                    var left = counts.Sum(tie => Parts(side, tie.Key.Old, tie.Key.Now) || (!tie.Key.Same && (Parts(side, tie.Key.Old, Outside) || Parts(side, tie.Key.Now, Outside))) ? tie.Value : 0);
                    if (left is > 0 and < Disclosure.Fewest)
                        return false;
                }

                return true;
            }
        }

        // Each block goes with the side on which more of it lies.
        private bool AreSafeBesideBlocks(int cutWith)
        {
            var left = ofBlocks.Values.Sum(of =>
            {
                var above = of[Above] + (cutWith == Below ? 0 : of[At]);
                return Math.Min(above, of.Sum() - above);
            });
            return left is 0 or >= Disclosure.Fewest;
        }

        private static bool Parts(int side, int one, int other) => ((side >> one) & 1) != ((side >> other) & 1);
    }

    private sealed class Ties
    {
        private readonly Dictionary<(int, int, int), int> counts = [];

        public bool AreSafe => Disclosure.IsSafe(counts.Select(tie => new Tie([.. new[] { tie.Key.Item1, tie.Key.Item2, tie.Key.Item3 }.Distinct()], tie.Value)));

        public void Add(int one, int other, int? third = null)
            => CollectionsMarshal.GetValueRefOrAddDefault(counts, (one, other, third ?? other), out _)++;
    }
}
