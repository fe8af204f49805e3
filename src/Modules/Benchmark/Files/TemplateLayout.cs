using Sakimori.Benchmark.Domain;
using Sakimori.Benchmark.Files.Office;
using Sakimori.Kernel;

namespace Sakimori.Benchmark.Files;

/// <summary>
/// Where everything stands in the workbook of a self-check: the sheets name each other's cells only through it. Rows and columns are
/// counted from 1.
/// </summary>
internal sealed class TemplateLayout(RuleSet rules, Language language)
{
    /// <summary>The sheet of questions in each language: a filled-in workbook is known by it.</summary>
    public static Text QuestionsSheet { get; } = new("質問", "Questions");

    /// <summary>The sheet for programs, in either language.</summary>
    public const string AnswersSheet = "answers";

    /// <summary>The column of answers on the sheet of questions.</summary>
    public const int AnswerColumn = 6;

    public RuleSet Rules { get; } = rules;

    public Language Language { get; } = language;

    public Questionnaire Questionnaire => Rules.Questionnaire;

    public int Measures => Questionnaire.Measures.Count;

    public int Items => Questionnaire.Items.Count;

    public int Groups => Questionnaire.Groups.Count;

    public string Guide => T("説明", "Instructions");

    public string Questions => QuestionsSheet.In(Language);

    public string Result => T("結果", "Result");

    public string Steps => T("次の一歩", "Next steps");

    public string RulesSheet => T("規則", "Rules");

    // Sheet "rules": layers, families, measures, profile items, one table below the other.
    public static int LayerRow => 8;

    public static int FamilyRow => LayerRow + Layers.All.Count + 3;

    public int MeasureRuleRow => FamilyRow + Questionnaire.Families.Count + 3;

    public int ProfileRuleRow => MeasureRuleRow + Measures + 3;

    public int UnknownProfileColumn => 5 + Questionnaire.Profile.Max(item => item.Choices);

    public static int UnknownMeasureColumn => 5 + Layers.All.Count;

    public const int FirstRow = 2;

    /// <summary>The column on the sheet of questions that says whether an item is answered.</summary>
    public const int AnsweredColumn = 7;

    /// <summary>How the sheet of questions says that an item is not answered.</summary>
    public string NotAnswered => T("未回答", "not answered");

    /// <summary>How it says that an answer is none of those offered.</summary>
    public string NotValid => T("値の誤り", "not a valid answer");

    /// <summary>The row of an item on the sheet of questions: in the order in which the pages ask, the profile first.</summary>
    public int QuestionRow(int index) => FirstRow + (index < Measures ? Questionnaire.Profile.Count + index : index - Measures);

    // Sheet "answers": items in the order of the questionnaire, the measures first.

    public const int StateColumn = 5;

    public const int CountedColumn = 6;

    public const int ValueColumn = 7;

    public const int WeightedColumn = 8;

    public const int OrderColumn = 9;

    public const int PickColumn = 11;

    public const int TotalsColumn = 13;

    public int ProfileRow => FirstRow + Measures;

    public string T(string ja, string en) => Language == Language.Ja ? ja : en;

    public string T(Text text) => text.In(Language);

    /// <summary>A column of the sheet "answers" over the measures.</summary>
    public string OfMeasures(int column) => Area.Down(FirstRow, column, Measures).On(AnswersSheet);

    /// <summary>A column of the sheet "answers" over the profile items.</summary>
    public string OfProfile(int column) => Area.Down(ProfileRow, column, Questionnaire.Profile.Count).On(AnswersSheet);

    /// <summary>A column of the sheet "answers" over all items.</summary>
    public string OfItems(int column) => Area.Down(FirstRow, column, Items).On(AnswersSheet);

    /// <summary>A column of the sheet "rules" over the measures.</summary>
    public string MeasureRules(int column) => Area.Down(MeasureRuleRow, column, Measures).On(RulesSheet);

    /// <summary>A column of the sheet "rules" over the profile items.</summary>
    public string ProfileRules(int column) => Area.Down(ProfileRuleRow, column, Questionnaire.Profile.Count).On(RulesSheet);

    /// <summary>Cells of the sheet "rules".</summary>
    public string Rule(int row, int column, int columns = 1) => Area.Across(row, column, columns).On(RulesSheet);

    /// <summary>
    /// The formula of numerator ÷ denominator in tenths, rounded half up as <see cref="Tenths.Ratio"/> does it: in whole numbers, so
    /// that no binary fraction can fall on the wrong side of a half. Neither may be negative.
    /// </summary>
    public static string InTenths(string numerator, string denominator)
        => $"(20*({numerator})+({denominator})-MOD(20*({numerator})+({denominator}),2*({denominator})))/(2*({denominator}))";
}
