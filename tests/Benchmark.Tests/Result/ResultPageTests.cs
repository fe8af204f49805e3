using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Sakimori.Benchmark.Domain;
using Sakimori.Benchmark.Example;
using Sakimori.Benchmark.Pages.Result;
using Sakimori.Benchmark.Tests.Domain;
using Sakimori.Kernel;
using Sakimori.TestKit;
using Sakimori.Web.Html;

namespace Sakimori.Benchmark.Tests.Result;

/// <summary>The whole page of a result, by every way to it. Space between tags is left out; a chart's drawing stands as its hash.</summary>
public sealed partial class ResultPageTests
{
    private const string Root = "/benchmark/results/1";
    private static readonly RuleSet Rules = Samples.Shipped;
    private static readonly DateOnly Day = new(2026, 11, 23);
    private static readonly Answers Mixed = Answers.From(Rules.Questionnaire, i => i is 7 or 38 ? Answer.Unknown : Answer.Of(1 + (i * 7 % 4)));

    // A name in which every character that means something to HTML stands.
    private static readonly Text Name = new("甲&乙<丙>\"丁\"'戊'+𠮷株式会社", "A & B <C> \"D\" 'E' + F Inc.");

    private static readonly Dictionary<string, Func<(Language, ResultModel, ResultWays)>> Pages = new()
    {
        ["plain-ja"] = () => (Language.Ja, Build(Mixed), Kept),
        ["compared-en"] = () => (Language.En, Build(Mixed, Demonstration(false), Earlier(4), name: Name) with { Mappings = [Added] },
            Kept with { Share = true, Example = true }),
        ["demonstration-ja"] = () => (Language.Ja, Build(Samples.Uniform(Rules, 1), Demonstration(true), Earlier(2), name: Name),
            Kept with { Example = true, Query = "?compare=example" }),
        ["highest-en"] = () => (Language.En, Build(Samples.Uniform(Rules, 5)) with { TakenDown = true }, Kept),
        ["unknown-ja"] = () => (Language.Ja, Build(Answers.From(Rules.Questionnaire, _ => Answer.Unknown), Few()), Kept),
        ["industry-ja"] = () => (Language.Ja, Industry().Unnamed(), new() { Root = "/shared/x", Query = ResultWays.QueryOf(Industry()) }),
        ["layer-offered-en"] = () => (Language.En, Industry(null), Kept),
        ["board-en"] = () => (Language.En, Build(Mixed, Demonstration(false), name: Name), new() { Root = "/shared/x", BoardOnly = true }),
        ["anonymous-ja"] = () => (Language.Ja, Build(Mixed), new() { Carried = Carried(), Plan = true, Example = true }),
        ["anonymous-account-en"] = () => (Language.En, Industry(null), new() { Carried = Carried(), Plan = true, Adopt = true }),
        ["anonymous-keep-en"] = () => (Language.En, Build(Samples.Uniform(Rules, 3), Demonstration(true), Earlier(1)),
            new() { Carried = Carried() with { Example = true }, Plan = true, Adopt = true, Keep = true, Example = true }),
    };

    public static TheoryData<string> Names => [.. Pages.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task The_page_stays_as_it_is(string name)
    {
        var (language, model, ways) = Pages[name]();
        Golden.Verify(Reduced(Rendered.Result(model, language, ways)), $"page-{name}.html");
    }

    [Fact]
    public void Putting_a_result_together_and_writing_it_allocates_little()
    {
        var (language, model, ways) = Pages["compared-en"]();
        var statistics = model.Statistics;
        for (var i = 0; i < 3; i++)
            Write();

        // As components the article took ten times as much; what is left are the figures and texts themselves.
        var before = GC.GetAllocatedBytesForCurrentThread();
        Write();
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 1, 200_000);

        before = GC.GetAllocatedBytesForCurrentThread();
        Assert.True(ResultModel.Build(Rules, Mixed, statistics, model.Earlier, model.Subject).Succeeded);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 1, 40_000);

        void Write()
        {
            using var html = new HtmlWriter(language, 1 << 17);
            ResultPages.Document(model, ways).WriteTo(html, new(language, "/benchmark", null, [], []));
            Assert.InRange(html.Written.Length, 80_000, 200_000);
        }
    }

    private static ResultWays Kept => new() { Root = Root, Plan = true };

    private static MappingTable Added => new("x", new("基準<1>（2版）", "Standard <1> (2)"), new("出典", "Source"),
        MappingTable.ReferencesOf("item,reference\nM01,A & B\nM01,\"C, D\"\nM07,E\n"));

    private static ResultModel Build(Answers answers, Statistics? statistics = null, IReadOnlyList<EarlierResult>? earlier = null, Text? name = null)
        => ResultModel.Build(Rules, answers, statistics, earlier ?? [], new(name, Day)).Value;

    private static Statistics Demonstration(bool demonstration)
        => Statistics.Compute(Rules, DemonstrationSet.Results(Rules), DemonstrationSet.Source, new(2026, 11, 22), demonstration);

    private static Statistics Few()
        => Statistics.Compute(Rules, DemonstrationSet.Results(Rules).Take(20), new("試験", "Trial"), new(2026, 11, 22));

    // The second one is of other rules.
    private static List<EarlierResult> Earlier(int count) => [.. Enumerable.Range(1, count).Select(n => new EarlierResult(Day.AddYears(-n),
        Scoring.Score(Rules, Answers.From(Rules.Questionnaire, i => i == n ? Answer.Unknown : Answer.Of(1 + ((i + n) % 4)))).Value
            with
        { RulesVersion = n == 2 ? "2025.1" : Rules.Version }))];

    private static ResultModel Industry(string? value = "製造業") => ResultModel.Build(Rules, Mixed, ReferenceTable.Parse(Rules,
        Rules.Questionnaire.Measures.Select((measure, i) => new ReferenceRow(i + 2, measure.Id, "industry", "製造業", "3.2", "4.8", "120", "調査2026"))
            .Concat(Rules.Questionnaire.Measures.Select((measure, i) => new ReferenceRow(i + 27, measure.Id, "size", "300人<以上>", "2.5", "3.5", "40", "調査2026"))))
        .Value.ToStatistics(new(2026, 11, 22)), Earlier(1), new(Name, Day, Industry: "jsic-14:E"),
        value is null ? null : new Segment(Segment.IndustryDimension, value)).Value;

    private static CarriedResult Carried() => new(new(Day, Rules, Mixed), [new(Day.AddYears(-1), Rules, Samples.Uniform(Rules, 2))], Example: false);

    private static string Reduced(string page)
    {
        page = Drawing().Replace(page, match => $"<svg:{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(match.Value)))[..16]}/>");
        page = Asset().Replace(Id().Replace(page, "ID"), "");
        page = Between().Replace(Space().Replace(page, " "), "$1");
        return page.Replace(" \"", "\"", StringComparison.Ordinal).Replace("></path>", "/>", StringComparison.Ordinal).Replace("><", ">\n<", StringComparison.Ordinal).Trim() + "\n";
    }

    [GeneratedRegex("""<svg class="chart-svg".*?</svg>""", RegexOptions.Singleline)]
    private static partial Regex Drawing();

    [GeneratedRegex(@"\b[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\b")]
    private static partial Regex Id();

    [GeneratedRegex(@"\?v=[0-9a-f]{16}")]
    private static partial Regex Asset();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Space();

    [GeneratedRegex(@"\s*(/?>|<)\s*")]
    private static partial Regex Between();
}
