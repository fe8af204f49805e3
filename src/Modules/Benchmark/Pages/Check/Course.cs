using Sakimori.Benchmark.Domain;
using Sakimori.Kernel;

namespace Sakimori.Benchmark.Pages.Answering;

/// <summary>One question as it is asked.</summary>
/// <param name="Number">Its number among all questions, from 1, in the order of asking.</param>
/// <param name="Index">Its position in <see cref="Questionnaire.Items"/> and <see cref="Answers"/>.</param>
/// <param name="Item">The item.</param>
/// <param name="Group">The group of measures or the family of profile items that it belongs to.</param>
public sealed record Question(int Number, int Index, Item Item, Text Group);

/// <summary>One step: the questions of one page.</summary>
/// <param name="Number">From 1.</param>
/// <param name="Title">The name of the step.</param>
/// <param name="Lead">What is asked here and why.</param>
/// <param name="Questions">In the order of asking.</param>
public sealed record CourseStep(int Number, Text Title, Text Lead, IReadOnlyList<Question> Questions)
{
    /// <summary>How many of its questions are answered.</summary>
    public int Answered(Answers answers) => Questions.Count(q => !answers[q.Index].IsMissing);
}

/// <summary>The way through a self-check: the profile first, then one step a group of measures, then the review.</summary>
public sealed class Course
{
    private Course(IReadOnlyList<CourseStep> steps, int questions) => (Steps, Questions) = (steps, questions);

    /// <summary>The steps in order; the review is not among them.</summary>
    public IReadOnlyList<CourseStep> Steps { get; }

    /// <summary>How many questions there are in all.</summary>
    public int Questions { get; }

    /// <summary>The number of the review, which follows the last step.</summary>
    public int Review => Steps.Count + 1;

    /// <summary>The way through a questionnaire.</summary>
    public static Course Of(Questionnaire questionnaire)
    {
        var number = 0;
        var first = questionnaire.Measures.Count;
        var families = questionnaire.Families.ToDictionary(family => family.Id, family => family.Title);
        var steps = new List<CourseStep>
        {
            new(1, new("組織のプロフィール", "Profile of the organisation"),
                new("事業の性質と社会への影響をお尋ねします。どの程度の対策が望まれるかは、この回答で決まります。",
                    "About the nature of the business and its influence on society. These answers decide which level is desired."),
                [.. questionnaire.Profile.Select((item, i) => new Question(++number, first + i, item, families[item.Family]))]),
        };
        foreach (var group in questionnaire.Groups)
        {
            steps.Add(new(steps.Count + 1, group.Title,
                new("いまの状態にもっとも近いものを一つ選んでください。", "Choose what comes closest to the present state."),
                [.. questionnaire.Measures.Index().Where(m => m.Item.Group == group.Id)
                    .Select(m => new Question(++number, m.Index, m.Item, group.Title))]));
        }

        return new(steps, number);
    }

    /// <summary>The step of a number; null when there is none.</summary>
    public CourseStep? Find(int number) => number >= 1 && number <= Steps.Count ? Steps[number - 1] : null;

    /// <summary>The questions without answer, in order, each with its step.</summary>
    public IEnumerable<(CourseStep Step, Question Question)> Missing(Answers answers)
        => Steps.SelectMany(step => step.Questions.Where(q => answers[q.Index].IsMissing).Select(q => (step, q)));

    /// <summary>The first step with a question to answer, else the review.</summary>
    public int Next(Answers answers) => Steps.FirstOrDefault(step => step.Answered(answers) < step.Questions.Count)?.Number ?? Review;
}
