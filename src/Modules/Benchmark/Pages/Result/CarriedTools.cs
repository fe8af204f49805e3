using Sakimori.Benchmark.Pages.Answering;
using Sakimori.Web;
using Sakimori.Web.Components;
using Sakimori.Web.Forms;
using Sakimori.Web.Html;

namespace Sakimori.Benchmark.Pages.Result;

/// <summary>What can be done with an anonymous result: by a form that carries it.</summary>
internal sealed class CarriedTools(HtmlWriter html, PageContext page, ResultModel model, ResultWays ways) : HtmlPart(html)
{
    public void Write()
    {
        var carried = ways.Carried!;
        Add($"""<section class="tools no-print" aria-labelledby="tools"><h2 id="tools">{T("この結果を使う", "Use this result")}</h2>""");
        Add($"""<p>{T("この結果はサーバーに保存されていません。結果ファイルを保存しておくと、あとで開く、来年の結果と比べる、組織の登録に引き継ぐことができます。",
            "This result is not kept on the server. Save the result file to open it again, compare it next year or take it over into an account.")}</p>""");
        Html.BeginForm(page, "/benchmark/result", hidden: [.. carried.Fields, (KeepResult.FormField, $"{Guid.NewGuid()}")],
            attributes: Attribute("id", ResultWays.FormId));
        Add($"""<div class="actions">""");
        Buttons();
        Html.PrintButton();
        Add($"</div>");
        if (ways.Adopt is null)
        {
            Add($"""<p>{T("アカウントに残すには、結果ファイルを保存し、", "To keep it in an account, save the result file, ")}""");
            Add($"""<a href="/sign-in?return=/benchmark/adopt">{T("サインインしてから", "sign in")}</a>""");
            Add($"""{T("ファイルを開いてください。同じ画面で続ければ、ファイルがなくても取り込めます。", " and open the file. In this same tab the answers can be taken over without the file.")}</p>""");
        }

        OtherForms();
        if (ways.Example && !carried.Example)
            Add($"""<p><button class="button button--secondary button--small" type="submit" name="compare" value="example">{T("実例データと比べてみる", "Compare with demonstration data")}</button></p>""");
        Add($"</form></section>");
    }

    private void Buttons()
    {
        if (ways.Keep)
            Add($"""<button class="button button--primary" type="submit" formaction="/benchmark/results">{T("アカウントに保存する", "Keep it in the account")}</button> """);
        Add($"""<button class="button {(ways.Keep ? "button--secondary" : "button--primary")}" type="submit" formaction="/benchmark/result/file">{Html.Icon("download")}{T("結果ファイルを保存", "Save the result file")}</button> """);
        Add($"""<button class="button button--secondary" type="submit" formaction="/benchmark/result/plan">{T("レベルアップの計画を立てる", "Plan the next level")}</button> """);
        Add($"""<button class="button button--secondary" type="submit" formaction="/benchmark/check" name="go" value="review">{T("回答を確かめて直す", "Review and change the answers")}</button> """);
        if (ways.Adopt == true && !ways.Keep)
            Add($"""<button class="button button--secondary" type="submit" formaction="/benchmark/adopt">{T("この回答をアカウントに取り込む", "Take the answers over into the account")}</button> """);
    }

    private void OtherForms()
    {
        Html.BeginDetails(T("ほかの形式で保存（Word、Excel、CSV、JSON、図）", "Save in other forms (Word, Excel, CSV, JSON, charts)"));
        Add($"""<div class="tools__forms">""");
        foreach (var (ending, name) in ResultPages.Downloads)
            Add($"""<button class="button button--secondary button--small" type="submit" formaction="/benchmark/result/{ending}">{name}</button> """);
        foreach (var name in ResultCharts.Names)
        {
            if (ResultCharts.Named(model, name) is { } chart)
                Add($"""<button class="button button--secondary button--small" type="submit" formaction="/benchmark/result/charts/{name}">{T($"図：{chart.Title.Ja}（SVG）", $"Chart: {chart.Title.En} (SVG)")}</button> """);
        }

        Add($"</div>");
        Html.EndDetails();
    }
}
