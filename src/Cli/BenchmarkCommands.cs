using System.CommandLine;
using Sakimori.Benchmark;
using Sakimori.Benchmark.Domain;
using Sakimori.Kernel;

namespace Sakimori.Cli;

/// <summary><c>sakimori benchmark …</c>: the self-check without a server.</summary>
internal static class BenchmarkCommands
{
    public static Command Command() => new("benchmark", Messages.Of(new("セキュリティ対策ベンチマーク", "the security benchmark")))
    {
        Template(),
        Score(),
    };

    private static Command Template()
    {
        var command = new Command("template", Messages.Of(new(
            "回答用の CSV（item,answer）を標準出力に書く", "write the CSV to fill in (item,answer) to standard output")));
        command.SetAction(_ =>
        {
            Console.Out.Write(AnswerTable.Template(ShippedRules.Current.Questionnaire));
            return ExitCode.Done;
        });
        return command;
    }

    private static Command Score()
    {
        var file = new Argument<string>("file")
        {
            Description = Messages.Of(new("回答済みの CSV・TSV・XLSX（- は標準入力）", "the CSV, TSV or XLSX filled in (- is standard input)")),
        };
        var json = new Option<bool>("--json") { Description = Messages.Of(new("JSON で出力する", "print JSON")) };
        var command = new Command("score", Messages.Of(new("回答を採点する", "compute the result"))) { file, json };
        command.SetAction(async (parsed, cancel) =>
        {
            var read = await InputFile.ReadAsync(parsed.GetValue(file)!, cancel);
            if (read.Failure is { } missing)
                return Messages.Fail(missing, parsed.GetValue(json));
            var answers = AnswerTable.Read(ShippedRules.Current.Questionnaire, read.Value, parsed.GetValue(file));
            if (answers.Failure is { } wrong)
                return Messages.Fail(wrong, parsed.GetValue(json));
            var score = Scoring.Score(ShippedRules.Current, answers.Value).Value;
            await using var output = Console.OpenStandardOutput();
            await output.WriteAsync(parsed.GetValue(json) ? ScoreJson.Serialize(score) : System.Text.Encoding.UTF8.GetBytes(InWords(score)), cancel);
            return ExitCode.Done;
        });
        return command;
    }

    private static string InWords(Score score)
    {
        var questionnaire = ShippedRules.Current.Questionnaire;
        var lines = new List<Text>
        {
            new($"合計点    {score.Total}（{score.Measures.Count}〜{score.Measures.Count * 5}）",
                $"Total       {score.Total} ({score.Measures.Count}-{score.Measures.Count * 5})"),
            new($"層        {score.Layer.Name().Ja}", $"Layer       {score.Layer.Name().En}"),
            new($"リスク指標 {score.RiskIndex}（0.0〜100.0）", $"Risk index  {score.RiskIndex} (0.0-100.0)"),
            new($"ルールの版 {score.RulesVersion}", $"Rules       {score.RulesVersion}"),
            new($"「不明」   {score.UnknownItems.Count}", $"Unknown     {score.UnknownItems.Count}"),
            Text.Same(""),
            new("項目  水準  望まれる水準  差", "Item  Level  Desired  Gap"),
        };
        lines.AddRange(score.Measures.Zip(questionnaire.Measures, (measure, item) =>
        {
            var (level, gap) = (measure.Level?.ToString() ?? "?", measure.Gap?.ToString() ?? "?");
            return new Text($"{measure.Item}   {level,-4}  {measure.Desired,-12}  {gap,-5} {item.Title.Ja}",
                $"{measure.Item}   {level,-5}  {measure.Desired,-7}  {gap,-5} {item.Title.En}");
        }));
        return string.Concat(lines.Select(l => Messages.Of(l) + "\n"));
    }
}
