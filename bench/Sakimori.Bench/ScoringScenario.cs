using System.Diagnostics;
using Sakimori.Benchmark;
using Sakimori.Benchmark.Domain;
using Sakimori.Benchmark.Example;
using Sakimori.Benchmark.Pages.Result;

namespace Sakimori.Bench;

/// <summary>The scoring engine alone, and with it a result put together: compared, summed up and beside four earlier ones.</summary>
internal sealed class ScoringScenario : IScenario
{
    public string Name => "scoring";

    public string Purpose => "results a second and bytes allocated a result of the scoring engine, processor time of comparing one, one thread";

    public Task RunAsync(BenchOptions options, Report report)
    {
        var rules = ShippedRules.Current;
        var random = new Random(options.Seed);
        var population = Enumerable.Range(0, 10_000)
            .Select(_ => Answers.From(rules.Questionnaire, i => Answer.Of(1 + random.Next(rules.Questionnaire.Items[i].Choices)))).ToArray();
        var rounds = options.Quick ? 50 : 300;
        long totals = 0;
        for (var i = 0; i < 10; i++)
            totals += Pass();
        var before = GC.GetAllocatedBytesForCurrentThread();
        var watch = Stopwatch.StartNew();
        for (var i = 0; i < rounds; i++)
            totals += Pass();
        var seconds = watch.Elapsed.TotalSeconds;
        var scored = (double)rounds * population.Length;
        report.Figure("score_per_s", scored / seconds, "results/s");
        report.Figure("score_bytes", (GC.GetAllocatedBytesForCurrentThread() - before) / scored, "B");
        report.Figure("score_mean_total", totals / (scored + (10.0 * population.Length)), "points");
        report.Figure("compare_cpu_ms", CompareCpuMilliseconds(options.Seed, rounds * 100), "ms");
        return Task.CompletedTask;

        long Pass()
        {
            long sum = 0;
            foreach (var answers in population)
                sum += Scoring.Score(rules, answers).Value.Total;
            return sum;
        }
    }

    /// <summary>Processor time of comparing a result, in milliseconds: put together with statistics, summary and four earlier ones.</summary>
    public static double CompareCpuMilliseconds(int seed, int times)
    {
        var rules = ShippedRules.Current;
        var random = new Random(seed);
        var population = Enumerable.Range(0, 1_000)
            .Select(_ => Answers.From(rules.Questionnaire, i => Answer.Of(1 + random.Next(rules.Questionnaire.Items[i].Choices)))).ToArray();
        var statistics = NextSnapshot.First(rules, DemonstrationSet.Counted(rules), DemonstrationSet.Source, new(2026, 4, 1));
        Compare(1_000);
        var cpu = Environment.CpuUsage.TotalTime;
        Compare(times);
        return (Environment.CpuUsage.TotalTime - cpu).TotalMilliseconds / times;

        void Compare(int often)
        {
            for (var i = 0; i < often; i++)
            {
                EarlierResult[] earlier = [.. Enumerable.Range(1, ResultModel.MostEarlier).Select(
                    n => new EarlierResult(new(2026 - n, 4, 1), Scoring.Score(rules, population[(i + n) % population.Length]).Value))];
                _ = ResultModel.Build(rules, population[i % population.Length], statistics, earlier, new(null, new(2026, 4, 1))).Value;
            }
        }
    }
}
