using Sakimori.Kernel;
using Sakimori.Platform.Tables;

namespace Sakimori.Platform.Tests.Tables;

public class ColumnsTests
{
    private static readonly ColumnSpec<string?> Name = Column.Text("name", new("名称", "Name"), required: true, longest: 20, aliases: ["組織名"]);
    private static readonly ColumnSpec<string?> Number = Column.CorporateNumber("corporate_number", new("法人番号", "Corporate number"));
    private static readonly ColumnSpec<long?> People = Column.WholeNumber("people", new("従業員数", "Employees"), 0, 1_000_000);
    private static readonly ColumnSpec<DateOnly?> Founded = Column.Date("founded", new("設立日", "Founded on"));
    private static readonly ColumnSpec<bool?> Listed = Column.YesNo("listed", new("上場", "Listed"));
    private static readonly ColumnSpec<string?> Kind = Column.Choice("kind", new("種別", "Kind"),
        [("company", new("株式会社", "Company")), ("ministry", new("府省", "Ministry"))]);
    private static readonly ColumnSpec<string?> Mail = Column.EMail("mail", new("連絡先メール", "Contact e-mail"));
    private static readonly ColumnSpec<Tenths?> Rate = Column.Tenths("rate", new("実施率", "Implementation rate"), new(0), new(1000));
    private static readonly ColumnSpec<string?> Code = Column.Identifier("code", new("コード", "Code"));
    private static readonly ColumnSpec[] Specs = [Name, Number, People, Founded, Listed, Kind, Mail, Rate, Code];

    [Theory]
    [InlineData("名称")]
    [InlineData("Name")]
    [InlineData("ＮＡＭＥ")]
    [InlineData(" 名　称 ")]
    [InlineData("組織名")]
    [InlineData("name")]
    public void A_heading_is_known_by_either_language_alias_and_id_in_any_width(string heading)
        => Assert.Equal("防人", Bind($"{heading}\n防人").Rows.Single().Read(Name));

    [Fact]
    public void Half_width_kana_make_no_difference()
        => Assert.True(Bind("名称,ｺｰﾄﾞ\nx,1").Has(Code));

    [Fact]
    public void The_order_of_columns_is_free_and_optional_ones_may_be_missing()
    {
        var bound = Bind("Employees,名称\n12,防人");
        var row = Assert.Single(bound.Rows);
        Assert.Equal(("防人", 12L, null), (row.Read(Name), row.Read(People), row.Read(Founded)));
        Assert.True(bound.Finish(0).Succeeded);
        Assert.Equal((true, false), (bound.Has(People), bound.Has(Founded)));
    }

    [Fact]
    public void Unknown_repeated_and_missing_headings_are_faults_with_the_probable_name()
    {
        var failure = Columns.Bind(TestFiles.Read("従業貝数,法人番号,Corporate Number,天気\n1,,,晴"), Specs).Failure!;
        Assert.Equal(
            ["Did you mean “Employees”?", "Remove one of the two.", "Remove the column, or name it one of: ", "Add a column with the heading “Name”"],
            failure.Faults.Select((f, i) => f.Remedy.En[..Math.Min(f.Remedy.En.Length, (int[])[25, 22, 38, 36] is var l ? l[i] : 0)]));
        Assert.All(failure.Faults, f => Assert.Equal(1, f.Row));
        Assert.Equal(["従業貝数", "Corporate Number", "天気", "名称"], failure.Faults.Select(f => f.Column!));
        Assert.Equal("「従業員数」ではありませんか。", failure.Faults[0].Remedy.Ja);
    }

    [Fact]
    public void Values_without_heading_are_faults()
    {
        var blank = Columns.Bind(TestFiles.Read("名称,,コード\na,,1\nb,x,2"), Specs).Failure!.Faults.Single();
        Assert.Equal((3, "B", "x"), (blank.Row, blank.Column, blank.Value));
        Assert.True(Columns.Bind(TestFiles.Read("名称,,コード\na,,1"), Specs).Succeeded);
        var bound = Bind("名称\na\nb,c");
        Assert.Equal(2, bound.Rows.Count());
        var extra = bound.Finish(0).Failure!.Faults.Single();
        Assert.Equal((3, "B", "c"), (extra.Row, extra.Column, extra.Value));
    }

    [Fact]
    public void Every_bad_cell_is_a_fault_and_beyond_200_they_are_counted()
    {
        var bound = Bind("名称,従業員数\n" + string.Concat(Enumerable.Repeat(" ,x\n", 150)));
        foreach (var row in bound.Rows)
            Assert.Equal((null, null), (row.Read(Name), row.Read(People)));
        var failure = bound.Finish("unused").Failure!;
        Assert.Equal((200, 300), (failure.Faults.Count, bound.Faults.Count));
        Assert.Equal("There are 300 faults in the file. The first 200 are listed.", failure.Detail.En);
        Assert.Equal((2, "名称", null), (failure.Faults[0].Row, failure.Faults[0].Column, failure.Faults[0].Value));
        Assert.Equal((2, "従業員数", "x"), (failure.Faults[1].Row, failure.Faults[1].Column, failure.Faults[1].Value));
    }

    [Fact]
    public void A_use_case_adds_faults_of_its_own()
    {
        var bound = Bind("Name\n防人");
        foreach (var row in bound.Rows)
            row.Refuse(Name, row.Read(Name), new("既にあります。", "It exists already."), new("消してください。", "Remove it."));
        Assert.Equal((2, "Name", "防人"), bound.Finish(0).Failure!.Faults.Select(f => (f.Row!.Value, f.Column!, f.Value!)).Single());
    }

    [Fact]
    public void Two_columns_with_one_name_are_a_mistake_of_the_program()
        => Assert.Throws<ArgumentException>(() => Columns.Bind(TestFiles.Read("a\n1"), [Name, Column.Text("other", new("組織名", "Organisation"))]));

    private static BoundTable Bind(string text)
    {
        var outcome = Columns.Bind(TestFiles.Read(text), Specs);
        Assert.True(outcome.Succeeded, TestFiles.Describe(outcome.Failure));
        return outcome.Value;
    }
}
