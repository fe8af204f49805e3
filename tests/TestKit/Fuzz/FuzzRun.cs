using System.Diagnostics;

namespace Sakimori.TestKit.Fuzz;

/// <summary>What a campaign found.</summary>
/// <param name="Inputs">How many inputs were parsed.</param>
/// <param name="Crashes">Inputs at which the parser threw, with what it said.</param>
/// <param name="Slowest">The longest time one input took.</param>
/// <param name="MostAllocated">The most bytes one input made it allocate.</param>
public sealed record FuzzRun(int Inputs, IReadOnlyList<(byte[] Input, string Error)> Crashes, TimeSpan Slowest, long MostAllocated)
{
    /// <summary>Parses <paramref name="inputs"/> mutated inputs on this thread.</summary>
    public static FuzzRun Of(FuzzTarget target, int inputs, int seed)
    {
        var crashes = new List<(byte[], string)>();
        var slowest = TimeSpan.Zero;
        long most = 0;
        for (var i = 0; i < inputs; i++)
        {
            var input = target.Input(new Random(unchecked((seed * 1_000_003) + i)));
            var before = GC.GetAllocatedBytesForCurrentThread();
            var watch = Stopwatch.StartNew();
            if (Crash(target, input) is { } error)
                crashes.Add((input, error));
            slowest = watch.Elapsed > slowest ? watch.Elapsed : slowest;
            most = Math.Max(most, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        return new(inputs, crashes, slowest, most);
    }

    /// <summary>What the parser threw at an input; null when it answered.</summary>
    public static string? Crash(FuzzTarget target, byte[] input)
    {
        try
        {
            target.Parse(input);
            return null;
        }
        catch (Exception error)
        {
            return $"{error.GetType().Name}: {error.Message}";
        }
    }
}
