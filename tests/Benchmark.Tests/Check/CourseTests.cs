using CsCheck;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;
using Sakimori.Benchmark.Domain;
using Sakimori.Benchmark.Pages.Answering;
using Sakimori.Benchmark.Tests.Domain;

namespace Sakimori.Benchmark.Tests.Answering;

public class CourseTests
{
    private static readonly Questionnaires Known = new([Samples.Shipped], () => Samples.Shipped.Effective.ToDateTime(default));

    [Fact]
    public void Six_steps_ask_every_item_once_the_profile_first()
    {
        var course = Course.Of(Samples.Shipped.Questionnaire);
        Assert.Equal([15, 7, 4, 6, 5, 3], course.Steps.Select(step => step.Questions.Count));
        Assert.Equal(Enumerable.Range(1, 40), course.Steps.SelectMany(step => step.Questions).Select(q => q.Number));
        Assert.Equal(Enumerable.Range(0, 40), course.Steps.SelectMany(step => step.Questions).Select(q => q.Index).Order());
        Assert.All(course.Steps.SelectMany(step => step.Questions), q => Assert.Same(Samples.Shipped.Questionnaire.Items[q.Index], q.Item));
    }

    [Fact]
    public void What_travels_with_a_form_is_read_back_as_it_was()
    {
        Samples.AnyAnswers.Sample(answers =>
        {
            var sheet = new CarriedSheet(Guid.NewGuid(), Samples.Shipped, answers, [new(new(2025, 11, 23), Samples.Shipped, answers)]);
            var read = CarriedSheet.Read(Form(sheet.Fields()), Known).Value;
            Assert.Equal((sheet.Run, sheet.Answers), (read.Run, read.Answers));
            Assert.Equal(sheet.Earlier, read.Earlier);
        }, iter: 200);
    }

    [Theory]
    [InlineData("answers", "12345")]
    [InlineData("answers", "9999999999999999999999999999999999999999")]
    [InlineData("rules", "1999.1")]
    [InlineData("run", "../../etc")]
    [InlineData("earlier", "2025-11-23|2026.1|nonsense")]
    [InlineData("earlier", "2025-13-45|2026.1|")]
    public void What_was_tampered_with_is_a_clear_failure(string field, string value)
    {
        var fields = CarriedSheet.New(Samples.Shipped).Fields().Where(f => f.Name != field).Append((field, value));
        Assert.Equal(Kernel.FailureKind.Invalid, CarriedSheet.Read(Form(fields), Known).Failure?.Kind);
    }

    [Fact]
    public void A_step_reads_its_answers_and_names_those_that_no_form_can_have_sent()
    {
        var course = Course.Of(Samples.Shipped.Questionnaire);
        var step = StepForm.Read(course, Form([("from", "2"), ("go", "3"), ("M01", "4"), ("M02", "u"), ("M03", "9"), ("M04", "<script>"), ("P01", "1")]));
        Assert.Equal(["M01", "M02"], step.Given.Keys.Select(q => q.Item.Id));
        Assert.Equal(["M03", "M04"], step.Faults.Select(fault => fault.Column));
        Assert.Equal(3, step.Target(course));
        var answers = step.Over(Samples.Shipped.Questionnaire, Answers.None(Samples.Shipped.Questionnaire));
        Assert.Equal("4u", answers.Code[..2]);
        Assert.Equal(2, answers.Answered);
    }

    [Theory]
    [InlineData("2", null, null, 3)]
    [InlineData("0", null, null, 1)]
    [InlineData("2", "1", null, 1)]
    [InlineData("2", null, "en", 2)]
    [InlineData("99", "-5", null, 1)]
    [InlineData("7", "99", null, 7)]
    public void The_pressed_button_says_where_to_go_and_Enter_goes_on(string from, string? go, string? language, int target)
    {
        var course = Course.Of(Samples.Shipped.Questionnaire);
        (string, string?)[] fields = [("from", from), ("go", go), ("lang", language)];
        Assert.Equal(target, StepForm.Read(course, Form(fields.Where(f => f.Item2 is not null)!)).Target(course));
    }

    private static FormCollection Form(IEnumerable<(string Name, string Value)> fields)
        => new(fields.GroupBy(f => f.Name).ToDictionary(g => g.Key, g => new StringValues([.. g.Select(f => f.Value)])));
}
