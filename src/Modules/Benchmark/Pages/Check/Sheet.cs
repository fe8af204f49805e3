using Sakimori.Benchmark.Domain;
using Sakimori.Kernel;

namespace Sakimori.Benchmark.Pages.Answering;

/// <summary>Somebody else who was answering a moment ago.</summary>
/// <param name="Name">Their name.</param>
/// <param name="Step">The step they answered last.</param>
/// <param name="Minutes">How many minutes ago.</param>
public sealed record Presence(string Name, CourseStep Step, int Minutes);

/// <summary>Two people answered the same question differently; the stored answer stands until somebody decides.</summary>
/// <param name="Name">Who stored the other answer.</param>
/// <param name="Stored">The stored answer.</param>
/// <param name="Given">What was chosen on this form.</param>
public sealed record Clash(string Name, Answer Stored, Answer Given);

/// <summary>A self-check as its pages show it, whether it travels with the form or is kept.</summary>
public sealed record Sheet
{
    /// <summary>The id of the form that carries it.</summary>
    public const string FormId = "check";

    /// <summary>The rules it is answered by.</summary>
    public required RuleSet Rules { get; init; }

    /// <summary>The way through it.</summary>
    public required Course Course { get; init; }

    /// <summary>The answers so far.</summary>
    public required Answers Answers { get; init; }

    /// <summary>True when it is kept on the server as a draft.</summary>
    public required bool Kept { get; init; }

    /// <summary>Hidden fields of the form.</summary>
    public required IReadOnlyList<(string Name, string Value)> Hidden { get; init; }

    /// <summary>What a later version of the questionnaire changed since the check was begun; null when none took effect.</summary>
    public CarriedOver? Carried { get; init; }

    /// <summary>Who else was answering lately.</summary>
    public IReadOnlyList<Presence> Others { get; init; } = [];

    /// <summary>When and by whom an answer was stored last; null when none is stored.</summary>
    public (DateTime At, string Name)? Saved { get; init; }

    /// <summary>Where its forms post to.</summary>
    public string Action => Kept ? "/benchmark/draft" : "/benchmark/check";

    /// <summary>A sheet that travels with the form.</summary>
    internal static Sheet Of(CarriedSheet carried) => new()
    {
        Rules = carried.Rules,
        Course = Course.Of(carried.Rules.Questionnaire),
        Answers = carried.Answers,
        Kept = false,
        Hidden = carried.Fields(),
    };

    /// <summary>How an answer reads: its number and text, or 'unknown'; null when it is missing.</summary>
    public static Text? Words(Item item, Answer answer)
        => answer.IsMissing ? null
            : answer.Number is not { } number ? new("分からない", "Unknown")
            : item is Measure ? Text.Same($"{number} ") + item.Options[number - 1]
            : item.Options[number - 1];
}
