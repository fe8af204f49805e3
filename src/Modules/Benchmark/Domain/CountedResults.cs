using System.Runtime.InteropServices;

namespace Sakimori.Benchmark.Domain;

/// <summary>A result that statistics count.</summary>
/// <param name="Organisation">The organisation that stands for its organisation today.</param>
/// <param name="Check">The check.</param>
/// <param name="Cell">Its layer, industry and size, as far as they are known.</param>
/// <param name="Total">Its total.</param>
/// <param name="RiskIndex">Its risk index in tenths.</param>
public readonly record struct Counted(Guid Organisation, Guid Check, BlockKey Cell, short Total, short RiskIndex);

/// <summary>
/// The results of one version of the rules that statistics count, of each organisation the latest. Made for a nation's: about a hundred
/// bytes each.
/// </summary>
public sealed class CountedResults
{
    private const int ChunkSize = 8192;
    private static readonly string[] Sizes = ["1", "2", "3", "4", "5", "6", "7", "8", "9"];
    private readonly RuleSet rules;
    private readonly int measures;
    private readonly int? size;

    // In chunks: a list that grows would hold all of it twice.
    private readonly List<(Counted[] Results, long[] Moments, byte[] Levels)> chunks = [];
    private readonly Dictionary<Guid, int> byOrganisation = [];

    /// <summary>Of these rules; none yet.</summary>
    public CountedResults(RuleSet rules)
    {
        this.rules = rules;
        measures = rules.Questionnaire.Measures.Count;
        size = rules.Rules.Statistics.SizeItem is { } item ? rules.Questionnaire.IndexOf(item) : null;
    }

    /// <summary>How many.</summary>
    public int Count { get; private set; }

    /// <summary>A result.</summary>
    public ref readonly Counted this[int at] => ref chunks[at / ChunkSize].Results[at % ChunkSize];

    /// <summary>The place of an organisation's result; -1 when none is counted.</summary>
    public int Find(Guid organisation) => byOrganisation.TryGetValue(organisation, out var at) ? at : -1;

    /// <summary>The levels of a result, one a measure; 0 is 'unknown'.</summary>
    public ReadOnlyMemory<byte> LevelsOf(int at) => chunks[at / ChunkSize].Levels.AsMemory(at % ChunkSize * measures, measures);

    /// <summary>Counts a result, unless a later one of its organisation is counted.</summary>
    /// <param name="organisation">The organisation that stands for its organisation today.</param>
    /// <param name="check">The check.</param>
    /// <param name="submitted">When it was submitted; of two at the same moment the one with the greater id counts.</param>
    /// <param name="result">Its figures.</param>
    /// <param name="industry">Classification and code; null when unknown.</param>
    /// <exception cref="ArgumentException">It was not computed by these rules.</exception>
    public void Add(Guid organisation, Guid check, DateTime submitted, in ConsentedResult result, string? industry)
        => Add(organisation, check, submitted, result.Layer, result.Total, result.RiskIndex.Value, result.Answers, industry);

    /// <summary>The same without a string for the answers.</summary>
    internal void Add(Guid organisation, Guid check, DateTime submitted, Layer layer, int total, int riskIndex, ReadOnlySpan<char> answers, string? industry)
    {
        ref var at = ref CollectionsMarshal.GetValueRefOrAddDefault(byOrganisation, organisation, out var known);
        if (!known)
        {
            at = Count++;
            if (at % ChunkSize == 0)
                chunks.Add((new Counted[ChunkSize], new long[ChunkSize], new byte[ChunkSize * measures]));
        }

        var (results, moments, levels) = chunks[at / ChunkSize];
        var place = at % ChunkSize;
        if (known && (submitted.Ticks, check).CompareTo((moments[place], results[place].Check)) <= 0)
            return;

        if (answers.Length != rules.Questionnaire.Items.Count)
            throw new ArgumentException("The result was not computed by these rules.", nameof(answers));
        var cell = new BlockKey(layer, industry, size is { } asked ? SizeOf(answers[asked]) : null);
        results[place] = new(organisation, check, cell, (short)total, (short)riskIndex);
        moments[place] = submitted.Ticks;
        Answered(answers, levels.AsSpan(place * measures, measures));
    }

    // One text an option, so that a million results share it.
    private static string? SizeOf(char answer) => answer is >= '1' and <= '9' ? Sizes[answer - '1'] : null;

    /// <summary>The levels of the measures in a code of answers; 0 is 'unknown'.</summary>
    internal static void Answered(ReadOnlySpan<char> answers, Span<byte> into)
    {
        for (var i = 0; i < into.Length; i++)
            into[i] = answers[i] is >= '1' and <= '5' and var level ? (byte)(level - '0') : (byte)0;
    }
}
