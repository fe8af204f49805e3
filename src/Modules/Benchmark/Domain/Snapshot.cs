namespace Sakimori.Benchmark.Domain;

/// <summary>When a snapshot 統計の版 of consented results is published, and which of its layers are renewed.</summary>
public static class Snapshot
{
    /// <summary>So many organisations must differ from the last snapshot: new, changed or gone.</summary>
    public const int MinimumChanged = 10;

    /// <summary>
    /// So many organisations of a layer must differ from those that any of its published figures rest on. With fewer, the difference of
    /// two snapshots would tell of single organisations.
    /// </summary>
    public const int MinimumChangedInLayer = 5;

    /// <summary>A result is counted for so many months after it was submitted.</summary>
    public const int WindowMonths = 36;

    /// <summary>When a withdrawal has waited so many days for the next snapshot, the current one is taken down.</summary>
    public const int MostDaysPending = 30;

    /// <summary>What becomes of a layer's figures in the next snapshot.</summary>
    /// <param name="nearest">How many organisations differ at least from a membership that figures were published of; 0 when none or never.</param>
    /// <param name="withdrawn">Whether one of those that the current figures rest on has withdrawn its consent.</param>
    public static LayerStep StepOf(int nearest, bool withdrawn)
        => nearest is 0 or >= MinimumChangedInLayer ? LayerStep.Renew : withdrawn ? LayerStep.Withhold : LayerStep.Keep;
}

/// <summary>What becomes of a layer's figures in the next snapshot.</summary>
public enum LayerStep
{
    /// <summary>They are computed anew.</summary>
    Renew,

    /// <summary>Those of the last snapshot stand.</summary>
    Keep,

    /// <summary>None are given: those that stand rest on somebody who has withdrawn, and new ones would tell of single organisations.</summary>
    Withhold,
}

/// <summary>An organisation that a layer's figures rest on.</summary>
/// <param name="Organisation">The organisation.</param>
/// <param name="Check">Its result.</param>
public readonly record struct Member(Guid Organisation, Guid Check);

/// <summary>The organisations that a layer's figures rest on, in the order of their ids, each once.</summary>
public sealed class Membership
{
    private const int Size = 32;
    private readonly Member[] members;

    private Membership(Member[] members) => this.members = members;

    /// <summary>Nobody.</summary>
    public static Membership Empty { get; } = new([]);

    /// <summary>How many.</summary>
    public int Count => members.Length;

    /// <summary>The members.</summary>
    public IReadOnlyList<Member> Members => members;

    /// <summary>Of members in any order.</summary>
    public static Membership Of(IEnumerable<Member> members)
    {
        Member[] sorted = [.. members];
        Array.Sort(sorted, (a, b) => a.Organisation.CompareTo(b.Organisation));
        return new(sorted);
    }

    /// <summary>Reads what <see cref="ToBytes"/> wrote.</summary>
    /// <exception cref="InvalidDataException">The bytes are no membership.</exception>
    public static Membership Read(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length % Size != 0)
            throw new InvalidDataException("A membership is a multiple of 32 bytes long.");
        var members = new Member[bytes.Length / Size];
        for (var i = 0; i < members.Length; i++)
        {
            var one = bytes.Slice(i * Size, Size);
            members[i] = new(new(one[..16], bigEndian: true), new(one[16..], bigEndian: true));
        }

        return new(members);
    }

    /// <summary>32 bytes a member, organisation and check, big endian.</summary>
    public byte[] ToBytes()
    {
        var bytes = new byte[members.Length * Size];
        for (var i = 0; i < members.Length; i++)
        {
            var one = bytes.AsSpan(i * Size, Size);
            members[i].Organisation.TryWriteBytes(one, bigEndian: true, out _);
            members[i].Check.TryWriteBytes(one[16..], bigEndian: true, out _);
        }

        return bytes;
    }

    /// <summary>The check that counts for an organisation; null when it is no member.</summary>
    public Guid? Find(Guid organisation)
    {
        var (low, high) = (0, members.Length - 1);
        while (low <= high)
        {
            var middle = (low + high) / 2;
            switch (members[middle].Organisation.CompareTo(organisation))
            {
                case 0: return members[middle].Check;
                case < 0: low = middle + 1; break;
                default: high = middle - 1; break;
            }
        }

        return null;
    }

    /// <summary>
    /// How many organisations differ at least between this membership and one that figures were published of; 0 when it is one of those,
    /// or none was published.
    /// </summary>
    /// <param name="published">The membership that was published last.</param>
    /// <param name="back">
    /// The way back to those before it, the latest first: of each organisation that changed then the check that counted before, or an
    /// empty id where it was no member.
    /// </param>
    public int Nearest(Membership published, IEnumerable<IReadOnlyList<Member>> back)
    {
        if (published.Count == 0)
            return 0;
        var change = published.ChangeTo(this);
        var differing = change.Came.Concat(change.Gone.Select(m => m.Organisation)).ToHashSet();
        var nearest = differing.Count;
        foreach (var step in back)
        {
            foreach (var (organisation, check) in step)
            {
                if ((Find(organisation) ?? Guid.Empty) == check)
                    differing.Remove(organisation);
                else
                    differing.Add(organisation);
            }

            nearest = Math.Min(nearest, differing.Count);
        }

        return nearest;
    }

    /// <summary>The way back from this membership to the one before it: see <see cref="Nearest"/>.</summary>
    public IReadOnlyList<Member> WayBackTo(Membership before)
    {
        var change = before.ChangeTo(this);
        return [.. change.Gone, .. change.Came.Select(organisation => new Member(organisation, before.Find(organisation) ?? Guid.Empty))];
    }

    /// <summary>What differs in another membership: those that are new or changed in it, and the members of this one that it no longer has.</summary>
    public MembershipChange ChangeTo(Membership next)
    {
        var (came, gone) = (new List<Guid>(), new List<Member>());
        var (i, j) = (0, 0);
        while (i < members.Length || j < next.members.Length)
        {
            var order = i == members.Length ? 1 : j == next.members.Length ? -1 : members[i].Organisation.CompareTo(next.members[j].Organisation);
            if (order < 0)
            {
                gone.Add(members[i++]);
            }
            else if (order > 0)
            {
                came.Add(next.members[j++].Organisation);
            }
            else if (members[i++] != next.members[j++])
            {
                came.Add(next.members[j - 1].Organisation);
            }
        }

        return new(came, gone);
    }
}

/// <summary>How two memberships differ.</summary>
/// <param name="Came">The organisations that are new, or count with another result.</param>
/// <param name="Gone">The members that are no longer.</param>
public sealed record MembershipChange(IReadOnlyList<Guid> Came, IReadOnlyList<Member> Gone)
{
    /// <summary>How many organisations differ.</summary>
    public int Count => Came.Count + Gone.Count;
}
