using Sakimori.Benchmark.Files.Office;
using Sakimori.Kernel;

namespace Sakimori.Benchmark.Files;

/// <summary>The first sheet: how to fill the workbook in and what happens to it.</summary>
internal static class TemplateGuideSheet
{
    public static SheetContent Of(TemplateLayout at)
    {
        var sheet = new SheetContent(at.Guide, 4, 92) { Protected = true, Tab = "666666" };
        var row = 1;
        sheet.Text(row++, 1, at.T(at.Questionnaire.Title), Look.Title);
        Prose(at.T($"このファイルだけで自己診断ができます。マクロも通信も使いません。規則 {at.Rules.Version} 版です。",
            $"A complete self-check in one file: no macros, no network. Rules {at.Rules.Version}."));
        Section(at.T("使い方", "How to use it"));
        Numbered(1, at.T($"シート「{at.Questions}」の黄色い欄で、{at.Items}項目に回答を選びます。", $"On the sheet '{at.Questions}' choose an answer to each of the {at.Items} items in the yellow cells."), at.Questions);
        Numbered(2, at.T("分からない項目は「不明」を選びます。空欄のままでは結果が出ません。", "Choose 'unknown' where you do not know. With an item left blank there is no result."), null);
        Numbered(3, at.T($"シート「{at.Result}」に総合点、層、望まれる水準との差、まず取り組む対策が出ます。", $"The sheet '{at.Result}' shows total, layer, gaps to the desired levels and what to do first."), at.Result);
        Numbered(4, at.T("他の組織と比べるには、このファイルをそのまま自己診断のページの「保存したファイルを開く」で送ります。",
            "To compare the result with others, upload this file as it is with 'Open a saved file' on the page of the self-check."), null);
        Section(at.T("水準の意味", "What the levels mean"));
        Text[] levels =
        [
            new("何も決めていない。", "Nothing is decided."),
            new("必要だと考えているが、決まりや仕組みはまだない。", "The need is seen, but there are no rules or arrangements yet."),
            new("一部の部署や業務で行っている。", "Some departments or tasks do it."),
            new("組織全体で行い、守られているかを確かめている。", "The whole organisation does it, and whether it is done is checked."),
            new("変化や事故に照らして改め続けている。", "It is improved continually in the light of changes and incidents."),
        ];
        for (var i = 0; i < levels.Length; i++)
            Numbered(i + 1, at.T(levels[i]), null);
        Section(at.T("「不明」の扱い", "The answer 'unknown'"));
        Prose(at.T(at.Rules.Rules.Unknown));
        Section(at.T("シートの保護", "Protection of the sheets"));
        Prose(at.T("数式を誤って消さないよう、回答の欄のほかは保護しています。パスワードはありません。",
            "Everything but the answers is protected so that no formula is lost by mistake. There is no password."));
        Section(at.T("出典", "Sources"));
        Prose(at.T(at.Questionnaire.Provenance));
        Prose(at.T(at.Rules.Rules.Provenance));
        return sheet;

        void Section(string text) => sheet.Text(++row, 1, text, Look.Section);

        void Prose(string text)
        {
            row++;
            sheet.Merge(Area.Across(row, 1, 2));
            sheet.Text(row, 1, text, Look.Prose);
            sheet.Fit(row);
        }

        void Numbered(int number, string text, string? link)
        {
            row++;
            sheet.Number(row, 1, number, new(Size: 10, Bold: true));
            sheet.Text(row, 2, text, link is null ? Look.Prose : Look.Prose with { Colour = "0017C1" });
            sheet.Fit(row);
            if (link is not null)
                sheet.Links.Add((Area.Cell(row, 2), $"'{link}'!A1"));
        }
    }
}
