using Microsoft.AspNetCore.Http;
using Sakimori.Benchmark.Domain;
using Sakimori.Kernel;

namespace Sakimori.Benchmark.Pages.Answering;

/// <summary>What a submitted step says: where it came from, where it leads, and its answers.</summary>
/// <param name="From">The number of the step that was shown; 0 for none, otherwise up to the review's number.</param>
/// <param name="Go">What the pressed button asks for: a step's number or a word; empty when Enter was pressed.</param>
/// <param name="Given">The answers of that step by question; those left open are absent.</param>
/// <param name="Faults">Answers that no such form can have sent, by item.</param>
internal sealed record StepForm(int From, string Go, IReadOnlyDictionary<Question, Answer> Given, IReadOnlyList<Fault> Faults)
{
    /// <summary>The field with the number of the step that was shown.</summary>
    public const string FromField = "from";

    /// <summary>The field of the buttons.</summary>
    public const string GoField = "go";

    /// <summary>The field of the language switch: the same page again, in another language.</summary>
    public const string LanguageField = "lang";

    /// <summary>What a button asks for that leads to the review, whatever its number.</summary>
    public const string ReviewWord = "review";

    /// <summary>Reads a form; never fails, but may find faults.</summary>
    public static StepForm Read(Course course, IFormCollection form)
    {
        var from = int.TryParse(form[FromField], out var number) && number >= 0 && number <= course.Review ? number : 0;
        var given = new Dictionary<Question, Answer>();
        var faults = new List<Fault>();
        foreach (var question in course.Find(from)?.Questions ?? [])
        {
            var values = form[question.Item.Id];
            if (values.Count == 0)
                continue;
            if (values is [{ Length: 1 } symbol] && Answer.FromSymbol(symbol[0]) is { IsMissing: false } answer
                && !(answer.Number > question.Item.Choices))
                given.Add(question, answer);
            else
                faults.Add(new(new($"質問{question.Number}の回答を読み取れません。", $"The answer to question {question.Number} cannot be read."),
                    new("選択肢から一つ選び直してください。", "Please choose one of the options again."),
                    Column: question.Item.Id, Value: values.ToString()));
        }

        var go = form.ContainsKey(LanguageField)
            ? $"{Math.Max(1, from)}"
            : form[GoField].ToString();
        return new(from, go, given, faults);
    }

    /// <summary>Where the button leads: a step or the review; one step on when no button was pressed but Enter.</summary>
    public int Target(Course course)
        => Go == ReviewWord ? course.Review
            : int.TryParse(Go, out var number) && number >= 1 && number <= course.Review ? number : Math.Min(From + 1, course.Review);

    /// <summary>The answers with those of the step put in.</summary>
    public Answers Over(Questionnaire questionnaire, Answers answers)
    {
        var given = Given.ToDictionary(g => g.Key.Index, g => g.Value);
        return Answers.From(questionnaire, i => given.TryGetValue(i, out var answer) ? answer : answers[i]);
    }
}
