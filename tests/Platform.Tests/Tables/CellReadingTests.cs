using CsCheck;
using Sakimori.Kernel;
using Sakimori.Platform.Tables;

namespace Sakimori.Platform.Tests.Tables;

public class CellReadingTests
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

    [Theory]
    [InlineData("1234", 1234)]
    [InlineData("１，２３４", 1234)]
    [InlineData("1,000,000", 1_000_000)]
    [InlineData("0", 0)]
    [InlineData("+5", 5)]
    public void Whole_numbers_are_read_as_offices_write_them(string cell, long value) => Assert.Equal(value, One(People, cell));

    [Theory]
    [InlineData("12,34")]
    [InlineData("1,2345")]
    [InlineData(",123")]
    [InlineData("1,234,")]
    [InlineData("12人")]
    [InlineData("1.5")]
    [InlineData("-1")]
    [InlineData("△3")]
    [InlineData("1000001")]
    [InlineData("99999999999999999999")]
    [InlineData("一")]
    [InlineData("-")]
    public void Other_text_is_no_whole_number_in_range(string cell) => Refused(People, cell);

    [Fact]
    public void Japanese_minus_signs_are_understood()
    {
        var balance = Column.WholeNumber("balance", new("差", "Balance"), -5000, 5000);
        foreach (var cell in (string[])["-1234", "△1,234", "▲１２３４", "−1234", "－1234"])
            Assert.Equal(-1234L, One(balance, cell));
    }

    [Theory]
    [InlineData("75.4", 754)]
    [InlineData("７５", 750)]
    [InlineData("100.0", 1000)]
    [InlineData("75.40", 754)]
    public void Figures_have_one_decimal(string cell, int tenths) => Assert.Equal(new Tenths(tenths), One(Rate, cell));

    [Theory]
    [InlineData("75.45")]
    [InlineData("100.1")]
    [InlineData("1.2.3")]
    [InlineData(".5")]
    [InlineData("5.")]
    [InlineData("75%")]
    [InlineData("9999999999999999999999999999")]
    [InlineData("99999999999999999999")]
    public void Other_text_is_no_figure(string cell) => Refused(Rate, cell);

    [Theory]
    [InlineData("2026-11-23")]
    [InlineData("令和８年１１月２３日")]
    [InlineData("R8.11.23")]
    [InlineData("2026/11/23 0:00")]
    [InlineData("2026-11-23T00:00:00")]
    public void Dates_are_read_in_every_usual_spelling(string cell) => Assert.Equal(new DateOnly(2026, 11, 23), One(Founded, cell));

    [Theory]
    [InlineData("2026-02-30")]
    [InlineData("2026-11-23 09:00")]
    [InlineData("昨日")]
    [InlineData("46349")]
    public void Other_text_is_no_date(string cell) => Refused(Founded, cell);

    [Theory]
    [InlineData("はい", true)]
    [InlineData("○", true)]
    [InlineData("〇", true)]
    [InlineData("有", true)]
    [InlineData("ＴＲＵＥ", true)]
    [InlineData("１", true)]
    [InlineData("いいえ", false)]
    [InlineData("×", false)]
    [InlineData("無", false)]
    [InlineData("No", false)]
    [InlineData("0", false)]
    public void Yes_and_no_have_many_spellings(string cell, bool value) => Assert.Equal(value, One(Listed, cell));

    [Fact]
    public void Anything_else_is_neither_yes_nor_no() => Refused(Listed, "たぶん");

    [Theory]
    [InlineData("company", "company")]
    [InlineData("株式 会社", "company")]
    [InlineData("MINISTRY", "ministry")]
    public void Choices_are_found_by_code_and_by_either_name(string cell, string code) => Assert.Equal(code, One(Kind, cell));

    [Fact]
    public void A_misspelt_choice_gets_the_probable_one()
    {
        Assert.Equal("Did you mean “Company”?", Refused(Kind, "株式会杜").Remedy.En);
        Assert.Equal("Write one of: “Company”, “Ministry”.", Refused(Kind, "学校").Remedy.En);
    }

    [Theory]
    [InlineData("7000012050002", "7000012050002")] // the National Tax Agency's own number
    [InlineData("７０００－０１２０５０００２", "7000012050002")]
    [InlineData("7 0000 1205 0002", "7000012050002")]
    public void Corporate_numbers_are_checked(string cell, string number) => Assert.Equal(number, One(Number, cell));

    [Fact]
    public void A_wrong_corporate_number_is_told_why()
    {
        Assert.Contains("check digit", Refused(Number, "7000012050003").Message.En, StringComparison.Ordinal);
        Assert.Contains("7000012050002", Refused(Number, "000012050002").Remedy.En, StringComparison.Ordinal);
        Assert.Contains("13 digits", Refused(Number, "1.23E+12").Remedy.En, StringComparison.Ordinal);
    }

    [Fact]
    public void Changing_one_digit_of_a_corporate_number_is_noticed_unless_nine_and_nought_are_swapped()
    {
        const string number = "7000012050002";
        for (var i = 0; i < number.Length; i++)
        {
            for (var digit = '0'; digit <= '9'; digit++)
            {
                var same = (digit - number[i]) % 9 == 0 && (i > 0 || digit == number[i]);
                Assert.Equal(same, CorporateNumber.IsValid(number[..i] + digit + number[(i + 1)..]));
            }
        }
    }

    [Theory]
    [InlineData("a.b+c@Example.CO.jp", "a.b+c@example.co.jp")]
    [InlineData("ｉｎｆｏ＠example.jp", "info@example.jp")]
    public void Addresses_are_read(string cell, string address) => Assert.Equal(address, One(Mail, cell));

    [Theory]
    [InlineData("a")]
    [InlineData("@example.jp")]
    [InlineData("a@b")]
    [InlineData("a@-b.jp")]
    [InlineData("a@b..jp")]
    [InlineData("a b@example.jp")]
    [InlineData("山田@example.jp")]
    [InlineData("a@例え.jp")]
    public void Other_text_is_no_address(string cell) => Refused(Mail, cell);

    [Fact]
    public void Identifiers_keep_leading_zeros_and_become_half_width() => Assert.Equal("00A1", One(Code, "００Ａ１"));

    [Fact]
    public void Text_has_a_length_and_no_control_characters()
    {
        Assert.Contains("Shorten", Refused(Name, new string('x', 21)).Remedy.En, StringComparison.Ordinal);
        Assert.Contains("U+0007", Refused(Name, "a\ab").Message.En, StringComparison.Ordinal);
        Assert.Contains("no value", Refused(Name, "#REF!").Message.En, StringComparison.Ordinal);
    }

    [Fact]
    public void Whatever_a_cell_holds_is_a_value_or_one_fault()
        => Gen.Char["0123456789,.-+△年月日/令和RST @:E#○ 　Ａ９\u0000\uD800"].Array[1, 32].Select(c => new string(c)).Sample(cell =>
        {
            ReadsOrRefuses(Name, cell);
            ReadsOrRefuses(Number, cell);
            ReadsOrRefuses(People, cell);
            ReadsOrRefuses(Founded, cell);
            ReadsOrRefuses(Listed, cell);
            ReadsOrRefuses(Kind, cell);
            ReadsOrRefuses(Mail, cell);
            ReadsOrRefuses(Rate, cell);
            ReadsOrRefuses(Code, cell);
        }, iter: 5000);

    private static void ReadsOrRefuses<T>(ColumnSpec<T> column, string cell)
    {
        var misread = column.Parse(cell, out var value);
        Assert.Equal(value is null, misread is not null);
    }

    private static T? One<T>(ColumnSpec<T> column, string cell)
    {
        var (value, failure) = Reading(column, cell);
        Assert.Null(failure);
        return value;
    }

    private static Fault Refused<T>(ColumnSpec<T> column, string cell)
    {
        var (value, failure) = Reading(column, cell);
        Assert.Null(value);
        return Assert.Single(failure!.Faults);
    }

    private static (T? Value, Failure? Failure) Reading<T>(ColumnSpec<T> column, string cell)
    {
        var bound = Columns.Bind(TestFiles.Read($"{column.Heading.Ja}\n\"{cell}\""), [column]).Value;
        var value = bound.Rows.Single().Read(column);
        return (value, bound.Finish(0).Failure);
    }
}
