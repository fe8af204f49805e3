using CsCheck;
using Sakimori.Benchmark.Domain;
using Sakimori.Kernel;

namespace Sakimori.Benchmark.Tests.Domain;

public sealed class AnswerSheetTests
{
    private static readonly Questionnaire Questionnaire = Samples.Shipped.Questionnaire;

    [Fact]
    public void What_is_written_is_read_back()
        => Samples.AnyAnswers.Sample(answers =>
        {
            Assert.Equal(answers, AnswerSheet.Parse(Questionnaire, AnswerSheet.Rows(Questionnaire, answers)).Value);
            Assert.Equal(answers, Answers.Parse(Questionnaire, answers.Code).Value);
            var json = "[" + string.Join(",", AnswerSheet.Rows(Questionnaire, answers).Select(row =>
                $$"""{"item": "{{row.Item}}", "answer": {{(row.Answer == "unknown" ? "\"unknown\"" : row.Answer)}}}""")) + "]";
            Assert.Equal(answers, AnswerSheet.ParseJson(Questionnaire, Samples.Bytes(json)).Value);
        }, iter: 100);

    [Fact]
    public void Full_width_digits_letter_case_order_and_both_words_for_unknown_are_read()
    {
        var rows = Sheet().Reverse().ToArray();
        rows[39] = new(2, " ｍ０１ ", "４");
        rows[38] = new(3, "m02", "ＵＮＫＮＯＷＮ");
        rows[37] = new(4, "M03", " 不明 ");
        var answers = AnswerSheet.Parse(Questionnaire, rows).Value;
        Assert.Equal("4uu", answers.Code[..3]);
    }

    [Theory]
    [InlineData(3, "M02", "0", "answer", "0", "1–5 or unknown")]
    [InlineData(3, "M02", "6", "answer", "6", "1–5 or unknown")]
    [InlineData(3, "M02", "3.5", "answer", "3.5", "1–5 or unknown")]
    [InlineData(3, "M02", "-", "answer", "-", "1–5 or unknown")]
    [InlineData(3, "M02", "", "answer", "", "1–5 or unknown")]
    [InlineData(29, "P03", "5", "answer", "5", "1–4 or unknown")]
    public void A_value_out_of_range_is_named_with_row_column_value_and_remedy(
        int row, string item, string answer, string column, string value, string remedy)
    {
        var rows = Sheet();
        rows[row - 2] = new(row, item, answer);
        var fault = Assert.Single(AnswerSheet.Parse(Questionnaire, rows).Failure!.Faults);
        Assert.Equal((row, column, value, remedy), (fault.Row, fault.Column, fault.Value, fault.Remedy.En));
    }

    [Fact]
    public void Empty_lines_are_skipped()
        => Assert.True(AnswerSheet.Parse(Questionnaire, Sheet().Append(new(42, "", null)).Append(new(43, " ", "　"))).Succeeded);

    [Fact]
    public void A_repeated_an_unknown_an_unnamed_and_a_missing_item_are_each_a_fault()
    {
        var rows = Sheet().Append(new(42, "M05", "2")).Append(new(43, "Z99", "2")).Append(new(44, "", "2")).Where(r => r.Item != "P15");
        var faults = AnswerSheet.Parse(Questionnaire, rows).Failure!.Faults;
        Assert.Equal([(42, "M05"), (43, "Z99"), (44, ""), (45, null)], faults.Select(f => (f.Row, f.Value)));
        Assert.All(faults, fault => Assert.Equal("item", fault.Column));
        Assert.Contains("row 6", faults[0].Message.En, StringComparison.Ordinal);
        Assert.Contains("P15", faults[3].Message.Ja, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("[1, null, {}, [], \"M01\"]")]
    [InlineData("[{\"item\": 5, \"answer\": {}}]")]
    [InlineData("[{\"item\": \"\\ud800\", \"answer\": 1}]")]
    [InlineData("[{\"item\": \"M01\", \"answer\": 1e999}]")]
    public void Bad_json_is_a_failure_and_never_an_exception(string json)
        => Assert.NotEmpty(AnswerSheet.ParseJson(Questionnaire, Samples.Bytes(json)).Failure!.Faults);

    [Fact]
    public void Arbitrary_bytes_and_rows_never_throw()
    {
        Gen.Byte.Array.Sample(bytes => Assert.False(AnswerSheet.ParseJson(Questionnaire, bytes).Succeeded), iter: 500);
        Gen.Select(Gen.Int, Gen.String, Gen.String).Array.Sample(rows =>
            Assert.NotNull(AnswerSheet.Parse(Questionnaire, rows.Select(r => new AnswerRow(r.Item1, r.Item2, r.Item3))).Failure), iter: 500);
    }

    [Fact]
    public void A_hostile_sheet_yields_a_bounded_list_of_faults()
    {
        var rows = Enumerable.Range(1, 1_000_000).Select(row => new AnswerRow(row, new string('x', 500), "9"));
        var faults = AnswerSheet.Parse(Questionnaire, rows).Failure!.Faults;
        Assert.Equal(201, faults.Count);
        Assert.All(faults, fault => Assert.True(fault.Value is null or { Length: <= 80 }));
    }

    private static AnswerRow[] Sheet() => [.. AnswerSheet.Rows(Questionnaire, Samples.Uniform(Samples.Shipped, 3))];
}
