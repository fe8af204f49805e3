using Sakimori.Kernel;

namespace Sakimori.Benchmark.Domain;

/// <summary>A group of measures 対策の区分.</summary>
/// <param name="Id">Its identifier, such as <c>organisational</c>.</param>
/// <param name="Title">Its name.</param>
public sealed record MeasureGroup(string Id, Text Title);

/// <summary>A family of profile items: structural vulnerability 事業構造上の脆弱性 or social influence 社会的影響力.</summary>
/// <param name="Id">Its identifier, such as <c>vulnerability</c>.</param>
/// <param name="Title">Its name.</param>
public sealed record ProfileFamily(string Id, Text Title);

/// <summary>How to get from one level of a measure to the next.</summary>
/// <param name="From">The level one stands at, 1–4.</param>
/// <param name="Steps">Concrete steps, in order.</param>
/// <param name="Days">Effort in person-days for an organisation of about 50 people, 1–60.</param>
/// <param name="Who">Who does it.</param>
public sealed record NextStep(int From, IReadOnlyList<Text> Steps, int Days, Text Who);

/// <summary>What is asked: a measure or a profile item.</summary>
/// <param name="Id">Its identifier, such as <c>M01</c> or <c>P01</c>; unique in the questionnaire, case does not matter.</param>
/// <param name="Title">A short label.</param>
/// <param name="Question">One sentence.</param>
/// <param name="Help">What is meant, what counts and what does not.</param>
/// <param name="Options">The texts of the answers, the first one being answer 1.</param>
public abstract record Item(string Id, Text Title, Text Question, Text Help, IReadOnlyList<Text> Options)
{
    /// <summary>How many answers there are beside 'unknown': the highest level or option.</summary>
    public int Choices => Options.Count;
}

/// <summary>A measure 対策, answered at level 1 (nothing decided) to 5 (improved continually).</summary>
/// <param name="Group">The identifier of its <see cref="MeasureGroup"/>.</param>
/// <param name="Next">The step from each level 1–4, in that order.</param>
/// <param name="Mappings">References by framework, such as <c>iso27001-2022</c> → <c>5.1</c>.</param>
public sealed record Measure(
    string Id, string Group, Text Title, Text Question, Text Help, IReadOnlyList<Text> Options,
    IReadOnlyList<NextStep> Next, IReadOnlyDictionary<string, IReadOnlyList<string>> Mappings)
    : Item(Id, Title, Question, Help, Options)
{
    /// <summary>The number of levels of every measure.</summary>
    public const int TopLevel = 5;

    // References are shown at every measure of every result.
    private readonly Dictionary<string, string> references = Mappings.ToDictionary(m => m.Key, m => string.Join(' ', m.Value));

    /// <summary>The references to one framework, separated by blanks; empty when there are none.</summary>
    public string References(string framework) => references.GetValueOrDefault(framework, "");
}

/// <summary>A profile item 企業プロフィール, answered by one of at least three options that rise in risk.</summary>
/// <param name="Family">The identifier of its <see cref="ProfileFamily"/>.</param>
public sealed record ProfileItem(
    string Id, string Family, Text Title, Text Question, Text Help, IReadOnlyList<Text> Options)
    : Item(Id, Title, Question, Help, Options);

/// <summary>
/// One version of the questionnaire. Immutable. Read it with <see cref="Parse"/>, which guarantees: unique identifiers, at least
/// one measure and one profile item in each of two families, five levels and four next steps a measure, three to nine options a
/// profile item, every text in both languages.
/// </summary>
public sealed class Questionnaire
{
    private readonly Dictionary<string, int> positions;

    internal Questionnaire(string version, DateOnly effective, Text title, Text provenance,
        IReadOnlyList<MeasureGroup> groups, IReadOnlyList<ProfileFamily> families,
        IReadOnlyList<Measure> measures, IReadOnlyList<ProfileItem> profile)
    {
        (Version, Effective, Title, Provenance) = (version, effective, title, provenance);
        (Groups, Families, Measures, Profile) = (groups, families, measures, profile);
        Items = [.. measures, .. profile];
        positions = Items.Select((item, at) => (item.Id, at)).ToDictionary(x => x.Id, x => x.at, StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>The version, such as <c>2026.1</c>.</summary>
    public string Version { get; }

    /// <summary>The first day on which it is asked.</summary>
    public DateOnly Effective { get; }

    /// <summary>The name of the questionnaire.</summary>
    public Text Title { get; }

    /// <summary>Who wrote it and what it rests on.</summary>
    public Text Provenance { get; }

    /// <summary>The groups of measures, in the order in which they are asked.</summary>
    public IReadOnlyList<MeasureGroup> Groups { get; }

    /// <summary>The two families of profile items.</summary>
    public IReadOnlyList<ProfileFamily> Families { get; }

    /// <summary>The measures, in order.</summary>
    public IReadOnlyList<Measure> Measures { get; }

    /// <summary>The profile items, in order.</summary>
    public IReadOnlyList<ProfileItem> Profile { get; }

    /// <summary>The measures and then the profile items: the order of <see cref="Answers"/>.</summary>
    public IReadOnlyList<Item> Items { get; }

    /// <summary>The position of an item in <see cref="Items"/>; null when there is no such item. Case does not matter.</summary>
    public int? IndexOf(string id) => positions.TryGetValue(id, out var at) ? at : null;

    /// <inheritdoc cref="IndexOf(string)"/>
    public int? IndexOf(ReadOnlySpan<char> id) => positions.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(id, out var at) ? at : null;

    /// <summary>An item by its identifier; null when there is none.</summary>
    public Item? Find(string id) => IndexOf(id) is { } at ? Items[at] : null;

    /// <summary>The measure of an identifier.</summary>
    /// <exception cref="KeyNotFoundException">There is no such measure.</exception>
    public Measure Measure(string id) => Find(id) as Measure ?? throw new KeyNotFoundException(id);

    /// <summary>The lowest total: every measure at level 1.</summary>
    public int LowestTotal => Measures.Count;

    /// <summary>The highest total: every measure at level 5.</summary>
    public int HighestTotal => Measures.Count * Domain.Measure.TopLevel;

    /// <summary>
    /// Reads a questionnaire from JSON (UTF-8). Never throws on bad input: each fault names the JSON path as its column.
    /// </summary>
    public static Outcome<Questionnaire> Parse(ReadOnlyMemory<byte> json) => QuestionnaireFile.Read(json);
}
