using Sakimori.Kernel;

namespace Sakimori.Benchmark.Domain;

/// <summary>
/// One answer to each item of a questionnaire, measures first, then profile items, in the questionnaire's order. Immutable;
/// equal when every answer is equal.
/// </summary>
public sealed record Answers
{
    private Answers(string code) => Code = code;

    /// <summary>The storage form, one <see cref="Answer.Symbol"/> an item: what a database column holds. Canonical.</summary>
    public string Code { get; }

    /// <summary>How many items there are.</summary>
    public int Count => Code.Length;

    /// <summary>How many items are answered, 'unknown' included.</summary>
    public int Answered => Count - Code.AsSpan().Count('-');

    /// <summary>True when no item is missing.</summary>
    public bool Complete => !Code.Contains('-');

    /// <summary>The answer at a position in the questionnaire, counted from 0.</summary>
    public Answer this[int index] => Answer.FromSymbol(Code[index])!.Value;

    /// <summary>No item answered.</summary>
    public static Answers None(Questionnaire questionnaire) => new(new string('-', questionnaire.Items.Count));

    /// <summary>Every item answered by <paramref name="answer"/>, which is given the position of the item.</summary>
    /// <exception cref="ArgumentOutOfRangeException">An answer is beyond what its item offers.</exception>
    public static Answers From(Questionnaire questionnaire, Func<int, Answer> answer)
        => new(string.Create(questionnaire.Items.Count, (questionnaire, answer), static (code, state) =>
        {
            for (var i = 0; i < code.Length; i++)
                code[i] = Checked(state.questionnaire, i, state.answer(i)).Symbol;
        }));

    /// <summary>The answers with one of them replaced.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such position, or its item does not offer the answer.</exception>
    public Answers With(Questionnaire questionnaire, int index, Answer answer)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)index, (uint)Count, nameof(index));
        return new(string.Create(Count, (Code, index, Checked(questionnaire, index, answer).Symbol), static (code, state) =>
        {
            state.Code.CopyTo(code);
            code[state.index] = state.Symbol;
        }));
    }

    /// <summary>
    /// Reads <see cref="Code"/>; fails when its length is not that of the questionnaire or a symbol is beyond what its item offers.
    /// </summary>
    public static Outcome<Answers> Parse(Questionnaire questionnaire, string code)
    {
        var faults = new FaultList();
        if (code.Length != questionnaire.Items.Count)
        {
            faults.Add(new("回答の数が質問票の項目数と合いません。", "The number of answers differs from the number of items."),
                Text.Same($"{questionnaire.Items.Count}"), column: "answers", value: $"{code.Length}");
            return faults.ToFailure(Unreadable);
        }

        for (var i = 0; i < code.Length; i++)
        {
            if (Answer.FromSymbol(code[i]) is not { } answer || answer.Number > questionnaire.Items[i].Choices)
                faults.Add(new("回答の記号が正しくありません。", "This is not the symbol of an answer."),
                    new($"1–{questionnaire.Items[i].Choices}、u、-", $"1–{questionnaire.Items[i].Choices}, u or -"),
                    i + 1, questionnaire.Items[i].Id, code[i].ToString());
        }

        return faults.Any ? faults.ToFailure(Unreadable) : new Answers(code);
    }

    private static Text Unreadable => new("回答を読み取れません。", "The answers cannot be read.");

    private static Answer Checked(Questionnaire questionnaire, int index, Answer answer)
        => answer.Number > questionnaire.Items[index].Choices
            ? throw new ArgumentOutOfRangeException(nameof(answer), answer, questionnaire.Items[index].Id)
            : answer;
}
