using System.Runtime.InteropServices;

namespace Sakimori.Benchmark.Domain;

/// <summary>A result that statistics count.</summary>
/// <param name="Organisation">The organisation whose people gave it, whatever stands for that today.</param>
/// <param name="Check">The check.</param>
/// <param name="Cell">Its layer, industry and size, as far as they are known.</param>
/// <param name="Total">Its total.</param>
/// <param name="RiskIndex">Its risk index in tenths.</param>
public readonly record struct Counted(Guid Organisation, Guid Check, BlockKey Cell, short Total, short RiskIndex);

/// <summary>
/// The results of one version of the rules that statistics count, of each organisation the latest. Of those that were merged one counts:
/// as that of the organisation which gave it, so that it stays the same result. Made for a nation's: about seventy bytes each.
/// </summary>
public sealed class CountedResults
{
    private const int ChunkSize = 8192;
    private static readonly string[] Sizes = ["1", "2", "3", "4", "5", "6", "7", "8", "9"];
    private readonly RuleSet rules;
    private readonly int measures;
    private readonly int? size;
    private readonly IdTable organisations;

    // In chunks: a list that grows would hold all of it twice.
    private readonly List<(Packed[] Results, long[] Moments, byte[] Levels)> chunks = [];
    private readonly List<BlockKey> cells = [];
    private readonly Dictionary<BlockKey, ushort> cellNumbers = [];

    // Of each organisation the place of its result + 1, or of one that stands for it; 0 when none is counted.
    private int[] places = [];

    /// <summary>Of these rules; none yet.</summary>
    /// <param name="rules">The rules.</param>
    /// <param name="organisations">The organisations, shared with those of other rules; null for its own.</param>
    public CountedResults(RuleSet rules, IdTable? organisations = null)
    {
        this.rules = rules;
        this.organisations = organisations ?? new();
        measures = rules.Questionnaire.Measures.Count;
        size = rules.Rules.Statistics.SizeItem is { } item ? rules.Questionnaire.IndexOf(item) : null;
    }

    /// <summary>How many.</summary>
    public int Count { get; private set; }

    /// <summary>A result.</summary>
    public Counted this[int at]
    {
        get
        {
            ref readonly var result = ref At(at);
            return new(organisations[result.Organisation], result.Check, cells[result.Cell], result.Total, result.RiskIndex);
        }
    }

    /// <summary>The check of a result.</summary>
    public Guid CheckOf(int at) => At(at).Check;

    /// <summary>The place of an organisation's result; -1 when none is counted.</summary>
    public int Find(Guid organisation)
        => organisations.Find(organisation) is var number && number >= 0 && number < places.Length && places[number] is > 0 and var place
            && At(place - 1).Organisation == number ? place - 1 : -1;

    /// <summary>The levels of a result, one a measure; 0 is 'unknown'.</summary>
    public ReadOnlyMemory<byte> LevelsOf(int at) => chunks[at / ChunkSize].Levels.AsMemory(at % ChunkSize * measures, measures);

    /// <summary>Counts a result, unless a later one of its organisation is counted, or of one for which the same stands today.</summary>
    /// <param name="organisation">The organisation whose people gave it.</param>
    /// <param name="check">The check.</param>
    /// <param name="submitted">When it was submitted; of two at the same moment the one with the greater id counts.</param>
    /// <param name="result">Its figures.</param>
    /// <param name="industry">Classification and code; null when unknown.</param>
    /// <param name="today">The organisation that stands for it today; null when it does so itself.</param>
    /// <exception cref="ArgumentException">It was not computed by these rules.</exception>
    public void Add(Guid organisation, Guid check, DateTime submitted, in ConsentedResult result, string? industry, Guid? today = null)
        => Add(organisations.Add(organisation), organisations.Add(today ?? organisation), check, submitted, result.Layer, result.Total, result.RiskIndex.Value, result.Answers, industry);

    /// <summary>The same of organisations by their numbers, and without a string for the answers.</summary>
    internal void Add(int organisation, int today, Guid check, DateTime submitted, Layer layer, int total, int riskIndex, ReadOnlySpan<char> answers, string? industry)
    {
        if (Math.Max(organisation, today) >= places.Length)
            Array.Resize(ref places, Math.Max(organisations.Count, Math.Max(1024, places.Length * 2)));
        ref var place = ref places[today];
        var known = place != 0;
        if (!known)
        {
            place = ++Count;
            if ((Count - 1) % ChunkSize == 0)
                chunks.Add((new Packed[ChunkSize], new long[ChunkSize], new byte[ChunkSize * measures]));
        }

        var (results, moments, levels) = chunks[(place - 1) / ChunkSize];
        var at = (place - 1) % ChunkSize;
        if (known && (submitted.Ticks, check).CompareTo((moments[at], results[at].Check)) <= 0)
            return;

        if (answers.Length != rules.Questionnaire.Items.Count)
            throw new ArgumentException("The result was not computed by these rules.", nameof(answers));
        var cell = new BlockKey(layer, industry, size is { } asked ? SizeOf(answers[asked]) : null);
        results[at] = new(check, organisation, CellNumber(cell), (short)total, (short)riskIndex);
        moments[at] = submitted.Ticks;
        places[organisation] = place;
        Answered(answers, levels.AsSpan(at * measures, measures));
    }

    private ref readonly Packed At(int at) => ref chunks[at / ChunkSize].Results[at % ChunkSize];

    private ushort CellNumber(BlockKey cell)
    {
        ref var number = ref CollectionsMarshal.GetValueRefOrAddDefault(cellNumbers, cell, out var known);
        if (!known)
        {
            number = checked((ushort)cells.Count);
            cells.Add(cell);
        }

        return number;
    }

    // One text an option, so that a million results share it.
    private static string? SizeOf(char answer) => answer is >= '1' and <= '9' ? Sizes[answer - '1'] : null;

    /// <summary>The levels of the measures in a code of answers; 0 is 'unknown'.</summary>
    internal static void Answered(ReadOnlySpan<char> answers, Span<byte> into)
    {
        for (var i = 0; i < into.Length; i++)
            into[i] = answers[i] is >= '1' and <= '5' and var level ? (byte)(level - '0') : (byte)0;
    }

    private readonly record struct Packed(Guid Check, int Organisation, ushort Cell, short Total, short RiskIndex);
}
