using Sakimori.Benchmark.Domain;
using Sakimori.Benchmark.Store;
using Sakimori.Kernel;

namespace Sakimori.Benchmark.Pages.Answering;

/// <summary>
/// The answers of a step as they stood when its form was rendered, with their versions: what tells a change of one's own from one
/// that somebody else made meanwhile.
/// </summary>
internal sealed class SeenAnswers
{
    /// <summary>The hidden field.</summary>
    public const string Field = "seen";

    private readonly Dictionary<string, (Answer Answer, int Version)> seen = [];

    /// <summary>The field is not as <see cref="Write"/> writes it.</summary>
    public static Failure Unreadable { get; } = new(FailureKind.Invalid, new(
        "送信された内容を読み取れませんでした。前のページへ戻り、読み込み直してからもう一度保存してください。",
        "What was sent could not be read. Go back, reload the page and save again."));

    /// <summary>The answers of a step now; those of no step are none.</summary>
    public static SeenAnswers Of(CourseStep? step, DraftSheet draft)
    {
        var of = new SeenAnswers();
        foreach (var question in step?.Questions ?? [])
        {
            of.seen.Add(question.Item.Id, draft.Rows.TryGetValue(question.Item.Id, out var row)
                ? (Answer.FromSymbol(row.Answer[0])!.Value, row.Version)
                : (Answer.Missing, 0));
        }

        return of;
    }

    /// <summary>One part a question in the order of asking: the answer's symbol and its version, joined by commas.</summary>
    public string Write() => string.Join(',', seen.Values.Select(s => $"{s.Answer.Symbol}{s.Version}"));

    /// <summary>Reads <see cref="Write"/>; null when it does not fit the step.</summary>
    public static SeenAnswers? Read(CourseStep? step, string text)
    {
        var of = new SeenAnswers();
        var parts = text.Length == 0 ? [] : text.Split(',');
        if (parts.Length != (step?.Questions.Count ?? 0))
            return null;
        for (var i = 0; i < parts.Length; i++)
        {
            if (parts[i].Length < 2 || Answer.FromSymbol(parts[i][0]) is not { } answer
                || !int.TryParse(parts[i].AsSpan(1), out var version) || version < 0)
                return null;
            of.seen.Add(step!.Questions[i].Item.Id, (answer, version));
        }

        return of;
    }

    /// <summary>What was changed on the form and differs from what is stored now.</summary>
    public IReadOnlyList<Change> Changes(IReadOnlyDictionary<Question, Answer> given, DraftSheet stored)
        => [.. given
            .Where(g => g.Value != seen[g.Key.Item.Id].Answer && g.Value != stored.Stored(g.Key.Item.Id))
            .Select(g => new Change(g.Key.Item.Id, g.Value, seen[g.Key.Item.Id].Version))];
}
