using CsCheck;
using Sakimori.Benchmark.Domain;

namespace Sakimori.Benchmark.Tests.Domain;

public sealed class UsesOfPeriodTests
{
    private static readonly Gen<MonthOfUses[]> Months = Gen.Select(Gen.Int[0, 12], Gen.Int[0, 12], Gen.Int[0, 9], Gen.Int[0, 9])
        .Select((provided, not, providers, others) => new MonthOfUses(provided, Math.Min(provided, providers), not, Math.Min(not, others))).Array[0, 24];

    [Fact]
    public void Periods_follow_one_another_add_up_and_let_nobody_stand_out()
        => Months.Sample(months =>
        {
            var all = months.Select((uses, i) => KeyValuePair.Create(new DateOnly(2026, 1, 1).AddMonths(i), uses)).ToList();
            var periods = UsesOfPeriod.Of(all);
            var next = new DateOnly(2026, 1, 1);
            foreach (var period in periods)
            {
                Assert.Equal(next, period.From);
                var within = all.Where(m => m.Key >= period.From && m.Key <= period.To).Select(m => m.Value).ToList();
                Assert.Equal((within.Sum(m => m.Provided), within.Sum(m => m.NotProvided)), (period.Uses.Provided, period.Uses.NotProvided));
                Assert.True(period.Uses.Provided == 0 || within.Max(m => m.Providers) >= 5);
                Assert.True(period.Uses.NotProvided == 0 || within.Max(m => m.Others) >= 5);
                next = period.To.AddMonths(1);
            }
        });

    [Fact]
    public void The_source_s_uses_come_out_of_months_that_add_up_to_them()
    {
        // 9,125 uses in 22 months, as the source counts them to 21 May 2007.
        var months = Enumerable.Range(0, 22).Select(i => KeyValuePair.Create(new DateOnly(2005, 8, 1).AddMonths(i),
            new MonthOfUses(3_567 / 22 + (i < 3_567 % 22 ? 1 : 0), 100, 5_558 / 22 + (i < 5_558 % 22 ? 1 : 0), 150)));
        var periods = UsesOfPeriod.Of(months);
        var uses = new UseCount(periods.Sum(p => p.Uses.Provided), periods.Sum(p => p.Uses.NotProvided));
        Assert.Equal((22, 9_125, 3_567, 5_558, "39.1", "60.9"), (periods.Count, uses.Total, uses.Provided, uses.NotProvided, $"{uses.ProvidedShare}", $"{uses.NotProvidedShare}"));
    }
}
