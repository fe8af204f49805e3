using Sakimori.TestKit.Fuzz;

namespace Sakimori.Benchmark.Tests.Fuzz;

/// <summary>A short campaign and the kept corpus; <c>bench/run fuzz</c> runs the long one.</summary>
public class ParserFuzzTests
{
    private const long MostMemory = 256L * 1024 * 1024;

    public static TheoryData<string> Targets => [.. FuzzTarget.All.Select(t => t.Name)];

    [Theory]
    [MemberData(nameof(Targets))]
    public void No_mutated_input_crashes_a_parser_or_fills_the_memory(string name)
    {
        var run = FuzzRun.Of(FuzzTarget.All.Single(t => t.Name == name), inputs: 300, seed: 1);
        Assert.Empty(run.Crashes.Select(c => c.Error));
        Assert.InRange(run.MostAllocated, 0, MostMemory);
    }

    [Theory]
    [MemberData(nameof(Targets))]
    public void The_kept_corpus_is_answered(string name)
    {
        var target = FuzzTarget.All.Single(t => t.Name == name);
        var files = System.IO.Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "corpus", name));
        Assert.NotEmpty(files);
        Assert.Empty(files.Select(f => FuzzRun.Crash(target, File.ReadAllBytes(f)) is { } error ? $"{Path.GetFileName(f)}: {error}" : null).OfType<string>());
    }
}
