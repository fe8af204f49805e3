using Sakimori.Benchmark.Store;

namespace Sakimori.Benchmark.Pages.Answering;

/// <summary>A draft as its pages show it.</summary>
internal static class KeptSheet
{
    /// <summary>The hidden field with the draft's id.</summary>
    public const string DraftField = "draft";

    /// <summary>The hidden field with the version by which the form was rendered.</summary>
    public const string VersionField = "version";

    // Whoever answered within this time is shown as being at it.
    private static readonly TimeSpan Lately = TimeSpan.FromMinutes(30);

    /// <summary>The page of a step of a draft, or its review.</summary>
    public static Sheet Of(DraftSheet draft, Respondent respondent, int step, DateTime now)
    {
        var course = Course.Of(draft.Rules.Questionnaire);
        return new()
        {
            Rules = draft.Rules,
            Course = course,
            Answers = draft.Answers,
            Kept = true,
            Hidden = [(DraftField, $"{draft.Draft.Id}"), (VersionField, draft.Rules.Version), (SeenAnswers.Field, SeenAnswers.Of(course.Find(step), draft).Write())],
            Carried = draft.Carried,
            Others = [.. Others(draft, course, respondent, now)],
            Saved = draft.Latest is { } latest ? (latest.At, latest.ByName) : null,
        };
    }

    private static IEnumerable<Presence> Others(DraftSheet draft, Course course, Respondent respondent, DateTime now)
        => draft.Rows.Values
            .Where(row => row.By != respondent.Account && now - row.At < Lately && draft.Rules.Questionnaire.IndexOf(row.Item) is not null)
            .GroupBy(row => row.By)
            .Select(rows => rows.MaxBy(row => row.At)!)
            .OrderByDescending(row => row.At)
            .Select(row => new Presence(row.ByName,
                course.Steps.First(step => step.Questions.Any(q => q.Item.Id == row.Item)),
                Math.Max(0, (int)(now - row.At).TotalMinutes)));
}
