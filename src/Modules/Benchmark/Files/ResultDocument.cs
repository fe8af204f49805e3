using Sakimori.Benchmark.Domain;
using Sakimori.Benchmark.Files.Office;
using Sakimori.Benchmark.Pages.Result;
using Sakimori.Kernel;

namespace Sakimori.Benchmark.Files;

/// <summary>A result as a text document (DOCX, A4) that can be edited: headings, tables and charts are real ones.</summary>
public static class ResultDocument
{
    /// <summary>The media type.</summary>
    public const string MediaType = WordDocument.MediaType;

    /// <summary>The document in one language; the same result gives the same bytes.</summary>
    public static byte[] Write(ResultModel model, Language language)
    {
        var document = new WordDocument(model.FileTitle().In(language), language, model.Subject.Made);
        var advice = model.Advice;
        WriteBoard(document, model, language);
        WriteLayer(document, model, language);
        document.Heading(1, In("グラフ", "Charts"));
        foreach (var chart in ReportCharts.Of(model, language))
            document.Chart(chart, height: chart.Kind == ChartKind.Radar ? 110 : 80);
        WriteMeasures(document, model, language);
        WriteAdvice(document, advice, language);
        WriteProfile(document, model, language);
        WriteSources(document, model, language);
        return document.ToBytes();

        string In(string ja, string en) => language == Language.Ja ? ja : en;
    }

    private static void WriteBoard(WordDocument document, ResultModel model, Language language)
    {
        var summary = model.Summary;
        string T(string ja, string en) => new Text(ja, en).In(language);
        document.Paragraph(model.FileTitle().In(language), "Title");
        document.Paragraph(model.Subtitle().In(language), "Subtitle");
        document.Heading(1, T("経営者の皆さまへ", "For the board"));
        foreach (var sentence in summary.Sentences)
            document.Paragraph(sentence.In(language), "Lead");
        document.Heading(2, T("強み", "Strengths"));
        if (summary.StrengthsNote is { } note)
            document.Paragraph(note.In(language));
        foreach (var strength in summary.Strengths)
            document.Item(T($"{strength.Measure.Title.Ja}（水準{strength.Level}、望まれる水準{strength.Desired.Written()}）",
                $"{strength.Measure.Title.En} (level {strength.Level}, desired {strength.Desired.Written()})"));
        document.Heading(2, T("差の大きい対策", "Gaps"));
        foreach (var gap in summary.Gaps)
            document.Item(T($"{gap.Measure.Title.Ja}（{ReportWords.From(gap).Ja}、望まれる水準{gap.Desired.Written()}）",
                $"{gap.Measure.Title.En} ({ReportWords.From(gap).En}, desired {gap.Desired.Written()})"));
        document.Heading(2, T("まず行うこと", "What to do first"));
        document.Table(T("まず取り組む対策", "The first actions"), [6, 24, 46, 14, 10],
            [T("順", "No."), T("対策", "Measure"), T("次の一歩", "Next step"), T("担当", "Who"), T("作業量", "Effort")],
            summary.Actions.Select((action, i) => (IReadOnlyList<string>)
            [
                $"{i + 1}", action.Measure.Title.In(language), action.FirstStep.In(language), action.Who.In(language), action.Effort.In(language),
            ]));
        document.PageBreak();
    }

    private static void WriteLayer(WordDocument document, ResultModel model, Language language)
    {
        string T(string ja, string en) => new Text(ja, en).In(language);
        document.Heading(1, T("層と数値", "Layer and figures"));
        document.Paragraph(model.Why().In(language));
        document.Table(T("結果の数値", "Figures of the result"), [30, 70], [T("名前", "Figure"), T("値", "Value")],
            model.Figures().Select(figure => (IReadOnlyList<string>)[figure.Name.In(language), figure.Value.In(language)]));
        if (model.NoTScore is { } reason)
            document.Paragraph(reason.In(language));
    }

    private static void WriteMeasures(WordDocument document, ResultModel model, Language language)
    {
        string T(string ja, string en) => new Text(ja, en).In(language);
        var measures = model.Rules.Questionnaire.Measures;
        document.Heading(1, T("すべての対策", "All measures"));
        document.Table(T("対策ごとの水準と差", "Level and gap of each measure"), [8, 30, 22, 12, 12, 9, 8],
            [T("項目", "Item"), T("対策", "Measure"), T("区分", "Group"), T("水準", "Level"), T("望まれる水準", "Desired"), model.MeanHeading().In(language), T("差", "Gap")],
            model.Score.Measures.Select((score, i) => (IReadOnlyList<string>)
            [
                score.Item, measures[i].Title.In(language), model.GroupOf(measures[i]).In(language),
                ReportWords.Level(score.Level).In(language), score.Desired.Written(), model.MeanOf(i)?.ToString() ?? "–", score.Gap?.Written() ?? "–",
            ]));
    }

    private static void WriteAdvice(WordDocument document, IReadOnlyList<Recommendation> advice, Language language)
    {
        string T(string ja, string en) => new Text(ja, en).In(language);
        document.Heading(1, T("取り組む対策", "Recommended measures"));
        if (advice.Count == 0)
        {
            document.Paragraph(T("すべての対策が望まれる水準に達しています。", "Every measure reaches its desired level."));
            return;
        }

        document.Paragraph(T("差の大きい順、重みの大きい順、必要な人日の少ない順に並べています。", "Ordered by gap, then weight, then effort."));
        document.Table(T("取り組む対策と次の一歩", "Recommended measures and their next steps"), [8, 22, 12, 40, 18],
            [T("項目", "Item"), T("対策", "Measure"), T("水準", "Level"), T("次の一歩", "Next steps"), T("担当と作業量", "Who and effort")],
            advice.Select(r => (IReadOnlyList<string>)
            [
                r.Measure.Id, r.Measure.Title.In(language),
                T($"{r.Way.Ja}\n望まれる水準 {r.Desired.Written()}", $"{r.Way.En}\ndesired {r.Desired.Written()}"),
                ReportWords.Listed(r.Steps, language), $"{r.Who.In(language)}\n{r.Effort.In(language)}",
            ]));
    }

    private static void WriteProfile(WordDocument document, ResultModel model, Language language)
    {
        string T(string ja, string en) => new Text(ja, en).In(language);
        document.Heading(1, T("企業プロフィール", "Profile"));
        document.Table(T("プロフィールの回答", "Answers on the profile"), [8, 34, 58], [T("項目", "Item"), T("プロフィール", "Profile item"), T("回答", "Answer")],
            model.Rules.Questionnaire.Profile.Select(item => (IReadOnlyList<string>)
                [item.Id, item.Title.In(language), model.AnswerTo(item).In(language)]));
    }

    private static void WriteSources(WordDocument document, ResultModel model, Language language)
    {
        string T(string ja, string en) => new Text(ja, en).In(language);
        document.Heading(1, T("出典と規則", "Sources and rules"));
        document.Item(T($"規則 {model.Rules.Version} 版、質問票 {model.Rules.Questionnaire.Version} 版", $"Rules {model.Rules.Version}, questionnaire {model.Rules.Questionnaire.Version}"));
        document.Item(T("比較の基準：", "Compared with: ") + model.Basis.In(language));
        document.Item(model.Rules.Questionnaire.Provenance.In(language));
        document.Item(model.Rules.Rules.Provenance.In(language));
        document.Item(model.Rules.Rules.Unknown.In(language));
    }
}
