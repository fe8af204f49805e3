using Microsoft.Extensions.DependencyInjection;
using Sakimori.Kernel;
using Sakimori.Platform.Access;
using Sakimori.Platform.Indicators;
using Sakimori.Platform.Records;
using Sakimori.TestKit;

namespace Sakimori.Platform.Tests.Indicators;

public sealed class IndicatorRegisterTests
{
    private static readonly Guid Organisation = Guid.CreateVersion7();
    private static readonly Reader Member = Reader.Of(Guid.CreateVersion7(), "Member", [new(Role.Reader, Organisation)], Organisation);
    private static readonly Reader Stranger = Reader.Of(Guid.CreateVersion7(), "Stranger", []);

    [Theory]
    [InlineData(Engine.Sqlite)]
    [InlineData(Engine.Postgres)]
    public async Task An_indicator_is_listed_and_found_by_its_audience_alone(Engine engine)
    {
        await using var store = await StoreUnderTest.MakeAsync(engine, services =>
        {
            services.AddSingleton<IIndicatorSource>(new Source("b.public", Audiences.Public));
            services.AddSingleton<IIndicatorSource>(new Source("a.own", Organisation));
        });
        await using (var work = await store.Get<Works>().BeginAsync(Member))
        {
            await OwnAudience.OfAsync(work, default);
            work.Enlist<AccessContext>().Roles.Add(new RoleGrant { Id = Guid.NewGuid(), Account = Member.Account!.Value, Scope = Organisation, Role = Role.Reader, From = work.Now.AddDays(-1), Until = work.Now.AddDays(10) });
            await work.CommitAsync();
        }

        var register = store.Get<IndicatorRegister>();
        Assert.Equal(["a.own", "b.public"], await IdsAsync(Member));
        foreach (var reader in (Reader[])[Stranger, Reader.Nobody])
        {
            Assert.Equal(["b.public"], await IdsAsync(reader));
            Assert.Null(await register.FindAsync(reader, "a.own", default));
            Assert.NotNull(await register.FindAsync(reader, "b.public", default));
        }

        Assert.Equal(7m, (await register.FindAsync(Member, "a.own", default))!.Value.Values.Single().Value);
        Assert.Null(await register.FindAsync(Member, "a.none", default));
        store.Time.Advance(TimeSpan.FromDays(11));
        Assert.Equal(["b.public"], await IdsAsync(Member));

        async Task<IEnumerable<string>> IdsAsync(Reader reader) => (await register.ListAsync(reader, default)).Select(i => i.Id);
    }

    [Fact]
    public void A_value_is_exact_undefined_without_denominator_and_suppressed_without_any_figure()
    {
        // The published uses of the source: 3,567 and 5,558 of 9,125.
        Assert.Equal((39.1m, 3567, 9125), Figures(IndicatorValue.Rate("2007-05-21", 3567, 9125)));
        Assert.Equal((60.9m, 5558, 9125), Figures(IndicatorValue.Rate("2007-05-21", 5558, 9125)));
        Assert.Equal((9125m, null, null), Figures(IndicatorValue.Of("2026-11", 9125)));
        foreach (var (value, state) in ((IndicatorValue, ValueState)[])[(IndicatorValue.Rate("2026-11", 0, 0), ValueState.Undefined),
            (IndicatorValue.Undefined("2026-11"), ValueState.Undefined), (IndicatorValue.Suppressed("2026-11"), ValueState.Suppressed)])
        {
            Assert.Equal(state, value.State);
            Assert.Equal((null, null, null), Figures(value));
        }
    }

    private static (decimal? Value, long? Numerator, long? Denominator) Figures(IndicatorValue value) => (value.Value, value.Numerator, value.Denominator);

    private sealed class Source(string id, Guid audience) : IIndicatorSource
    {
        public IReadOnlyList<Indicator> Indicators { get; } =
        [
            new()
            {
                Id = id, Name = Text.Same(id), Meaning = Text.Same(""), Unit = IndicatorUnit.Percent, Period = IndicatorPeriod.Month, Source = Text.Same(""), Audience = audience,
            },
        ];

        public Task<IReadOnlyList<IndicatorValue>> ValuesAsync(string indicator, CancellationToken cancel)
            => Task.FromResult<IReadOnlyList<IndicatorValue>>([IndicatorValue.Of("2026-11", 7)]);
    }
}
