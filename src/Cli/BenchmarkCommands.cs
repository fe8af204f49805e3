using System.CommandLine;
using Sakimori.Benchmark;
using Sakimori.Benchmark.Domain;
using Sakimori.Benchmark.Files;
using Sakimori.Kernel;

namespace Sakimori.Cli;

/// <summary><c>sakimori benchmark …</c>: the self-check without a server; statistics and rounds through a running portal.</summary>
internal static class BenchmarkCommands
{
    public static Command Command() => new("benchmark", Messages.Of(new("情報セキュリティ対策ベンチマーク", "the information-security benchmark")))
    {
        Template(),
        Score(),
        Validate(),
        StatisticsCommands.Command(),
        RoundsCommands.Command(),
    };

    private static Command Template()
    {
        var xlsx = new Option<string?>("--xlsx")
        {
            Description = Messages.Of(new("CSV の代わりに、オフラインで使える Excel ブックをこのファイルに書き出す", "instead of the CSV, write the Excel workbook that works offline to this file")),
        };
        var lang = new Option<string?>("--lang") { Description = Messages.Of(new("ブックの言語（ja または en）", "the language of the workbook (ja or en)")) };
        var (force, json) = (OutputFile.ForceOption(), Messages.JsonOption());
        var command = new Command("template", Messages.Of(new(
            "回答用の CSV（item,answer）を標準出力に書き出す", "write the CSV to fill in (item,answer) to standard output"))) { xlsx, lang, force, json };
        command.SetAction(async (parsed, cancel) =>
        {
            if (parsed.GetValue(xlsx) is { } path)
                return await WriteWorkbookAsync(path, parsed.GetValue(lang), parsed.GetValue(force), parsed.GetValue(json), cancel);
            if (parsed.GetValue(json))
            {
                var (measures, profile) = (ShippedRules.Current.Questionnaire.Measures, ShippedRules.Current.Questionnaire.Profile);
                Messages.WriteJson([.. measures.Select(m => m.Id).Concat(profile.Select(p => p.Id)).Select(id => new TemplateLine(id, ""))], type => type.ListTemplateLine);
                return ExitCode.Done;
            }

            Console.Out.Write(AnswerTable.Template(ShippedRules.Current.Questionnaire));
            return ExitCode.Done;
        });
        return command;
    }

    private static async Task<int> WriteWorkbookAsync(string path, string? lang, bool force, bool json, CancellationToken cancel)
    {
        if (Languages.Parse(lang ?? Messages.Language.Code()) is not { } language)
            return Messages.Fail(new(FailureKind.Invalid, new($"--lang {lang} は使えません。ja か en を指定してください。", $"--lang {lang} cannot be used. Give ja or en.")), json);
        return await OutputFile.WriteAsync(path, TemplateWorkbook.Write(ShippedRules.Current, language), force, json, cancel);
    }

    private static Command Score()
    {
        var file = new Argument<string>("file")
        {
            Description = Messages.Of(new("記入済みの CSV・TSV・XLSX ファイル（- は標準入力）", "the filled-in CSV, TSV or XLSX file (- is standard input)")),
        };
        var json = Messages.JsonOption();
        var command = new Command("score", Messages.Of(new("回答から結果を計算する", "compute the result from the answers"))) { file, json };
        command.SetAction(async (parsed, cancel) =>
        {
            var read = await InputFile.ReadAsync(parsed.GetValue(file)!, cancel);
            if (read.Failure is { } missing)
                return Messages.Fail(missing, parsed.GetValue(json));
            var answers = ReadAnswers(read.Value, parsed.GetValue(file)!);
            if (answers.Failure is { } wrong)
                return Messages.Fail(wrong, parsed.GetValue(json));
            var score = Scoring.Score(ShippedRules.Current, answers.Value).Value;
            await using var output = Console.OpenStandardOutput();
            await output.WriteAsync(parsed.GetValue(json) ? ScoreJson.Serialize(score) : System.Text.Encoding.UTF8.GetBytes(InWords(score)), cancel);
            return ExitCode.Done;
        });
        return command;
    }

    // A workbook may be the one that "template --xlsx" writes: its answers stand on a sheet among others.
    private static Outcome<Answers> ReadAnswers(ReadOnlyMemory<byte> file, string name) => file.Span.StartsWith("PK"u8)
        ? FilledTemplate.Read(file, name, ShippedRules.Current, _ => null).Match<Outcome<Answers>>(filled => filled.Answers, failure => failure)
        : AnswerTable.Read(ShippedRules.Current.Questionnaire, file, name);

    private static Command Validate()
    {
        var questionnaire = new Argument<string>("questionnaire") { Description = Messages.Of(new("質問票（JSON）", "the questionnaire (JSON)")) };
        var rules = new Argument<string>("rules") { Description = Messages.Of(new("規則表（JSON）", "the rule table (JSON)")) };
        var json = Messages.JsonOption();
        var command = new Command("validate", Messages.Of(new("質問票と規則表を公開前に検査する", "check a questionnaire and its rule table before they are published")))
        {
            questionnaire, rules, json,
        };
        command.SetAction(async (parsed, cancel) =>
        {
            var asked = await InputFile.ReadAsync(parsed.GetValue(questionnaire)!, cancel);
            if (asked.Failure is { } missing)
                return Messages.Fail(missing, parsed.GetValue(json));
            var ruled = await InputFile.ReadAsync(parsed.GetValue(rules)!, cancel);
            if (ruled.Failure is { } absent)
                return Messages.Fail(absent, parsed.GetValue(json));
            var version = NewVersion.Parse(asked.Value, ruled.Value, []);
            if (version.Failure is { } faulty)
                return Messages.Fail(faulty, parsed.GetValue(json));
            var (measures, profile) = (version.Value.Questionnaire.Measures.Count, version.Value.Questionnaire.Profile.Count);
            if (parsed.GetValue(json))
            {
                Messages.WriteJson(new(version.Value.Version, measures, profile), type => type.VersionDocument);
                return ExitCode.Done;
            }

            Console.Out.WriteLine(Messages.Of(new($"{version.Value.Version}版：誤りはありません（対策{measures}項目、プロフィール{profile}項目）。",
                $"Version {version.Value.Version}: no faults ({measures} measures, {profile} profile items).")));
            return ExitCode.Done;
        });
        return command;
    }

    private static string InWords(Score score)
    {
        var questionnaire = ShippedRules.Current.Questionnaire;
        var lines = new List<Text>
        {
            new($"総合点     {score.Total}（{score.Measures.Count}～{score.Measures.Count * 5}）",
                $"Total       {score.Total} ({score.Measures.Count}-{score.Measures.Count * 5})"),
            new($"層         {score.Layer.Name().Ja}", $"Layer       {score.Layer.Name().En}"),
            new($"リスク指標 {score.RiskIndex}（0.0～100.0）", $"Risk index  {score.RiskIndex} (0.0-100.0)"),
            new($"規則の版   {score.RulesVersion}", $"Rules       {score.RulesVersion}"),
            new($"「不明」   {score.UnknownItems.Count}", $"Unknown     {score.UnknownItems.Count}"),
        };
        if (score.UnknownItems.Count > 0)
            lines.Add(ShippedRules.Current.Rules.Unknown);
        lines.AddRange(
        [
            Text.Same(""),
            new("項目  水準  望まれる水準  差", "Item  Level  Desired  Gap"),
        ]);
        lines.AddRange(score.Measures.Zip(questionnaire.Measures, (measure, item) =>
        {
            var (level, gap) = (measure.Level?.ToString() ?? "?", measure.Gap?.ToString() ?? "?");
            return new Text($"{measure.Item}   {level,-4}  {measure.Desired,-12}  {gap,-5} {item.Title.Ja}",
                $"{measure.Item}   {level,-5}  {measure.Desired,-7}  {gap,-5} {item.Title.En}");
        }));
        return string.Concat(lines.Select(l => Messages.Of(l) + "\n"));
    }
}

/// <summary>A line of the template as <c>--json</c> prints it; the answer is to be filled in.</summary>
internal sealed record TemplateLine(string Item, string Answer);

/// <summary>A version without faults as <c>validate --json</c> prints it; how many measures and profile items it has.</summary>
internal sealed record VersionDocument(string Version, int Measures, int Profile);
