using System.CommandLine;
using System.Text.Json;
using Sakimori.Benchmark;
using Sakimori.Kernel;
using Sakimori.Platform.Tables;

namespace Sakimori.Cli;

/// <summary><c>sakimori benchmark statistics …</c>: the office's statistics and reference tables, through a running portal.</summary>
internal static class StatisticsCommands
{
    private const string Root = "api/v1/benchmark/statistics";

    public static Command Command() => new("statistics", Messages.Of(new(
        "統計と参照表（稼働中のポータルの API を使う）", "statistics and reference tables, through a running portal's API"))) { List(), Load(), Import(), Choose(), Recompute(), Template() };

    private static Command List() => ServerOptions.List(new("統計の一覧を表示する（適用中のものが先）", "list statistics, those in force first"), Root, Line);

    private static Command Load()
    {
        var place = new ServerOptions();
        var file = new Argument<string>("file") { Description = Messages.Of(new("CSV・TSV・XLSX ファイル（- は標準入力）", "CSV, TSV or XLSX file (- is standard input)")) };
        var date = new Option<string?>("--date") { Description = Messages.Of(new("基準日（既定は日本時間の今日）", "the date of the figures (default: today in Japan)")) };
        var dryRun = new Option<bool>("--dry-run") { Description = Messages.Of(new("確かめるだけで、何も保存しない", "check only, save nothing")) };
        var choose = new Option<bool>("--choose") { Description = Messages.Of(new("すぐに適用する", "put it in force at once")) };
        var command = new Command("load", Messages.Of(new("参照表を読み込む（1行でも誤りがあれば、何も読み込まない）", "load a reference table, all or nothing"))) { file, date, dryRun, choose };
        place.AddTo(command);
        command.SetAction((parsed, cancel) => place.RunAsync(parsed, async portal =>
        {
            var (name, json) = (parsed.GetValue(file)!, parsed.GetValue(place.Json));
            var read = await InputFile.ReadAsync(name, cancel);
            if (read.Failure is { } missing)
                return Messages.Fail(missing, json);
            var query = $"?dry_run={Asked(parsed.GetValue(dryRun))}&choose={Asked(parsed.GetValue(choose))}&name={Uri.EscapeDataString(Path.GetFileName(name))}";
            if (parsed.GetValue(date) is { } day)
                query += $"&date={Uri.EscapeDataString(day)}";
            return ApiAnswer.Report(await portal.CallAsync(HttpMethod.Post, Root + query, read.Value, cancel), json, told => [Line(told)]);
        }));
        return command;
    }

    private static Command Import()
    {
        var place = new ServerOptions();
        var file = new Argument<string>("file") { Description = Messages.Of(new("過去の調査の CSV・TSV・XLSX ファイル（1行が1回の利用。- は標準入力）", "CSV, TSV or XLSX file of an earlier survey, a line a use (- is standard input)")) };
        var source = new Option<string>("--source") { Description = Messages.Of(new("調査の名称（すべてのページに表示される）", "what survey it is, as every page names it")), Required = true };
        var sourceEn = new Option<string?>("--source-en") { Description = Messages.Of(new("英語の名称（既定は名称と同じ）", "the same in English (default: the same)")) };
        var dryRun = new Option<bool>("--dry-run") { Description = Messages.Of(new("確かめるだけで、何も保存しない", "check only, save nothing")) };
        var choose = new Option<bool>("--choose") { Description = Messages.Of(new("すぐに適用する", "put it in force at once")) };
        var command = new Command("import", Messages.Of(new("過去の調査を読み込む（値だけを残し、行は残さない。1行でも誤りがあれば、何も読み込まない）", "load an earlier survey, all or nothing; its figures are kept, its lines are not")))
        {
            file, source, sourceEn, dryRun, choose,
        };
        place.AddTo(command);
        command.SetAction((parsed, cancel) => place.RunAsync(parsed, async portal =>
        {
            var (name, json) = (parsed.GetValue(file)!, parsed.GetValue(place.Json));
            var read = await InputFile.ReadAsync(name, cancel);
            if (read.Failure is { } missing)
                return Messages.Fail(missing, json);
            var query = $"?dry_run={Asked(parsed.GetValue(dryRun))}&choose={Asked(parsed.GetValue(choose))}&name={Uri.EscapeDataString(Path.GetFileName(name))}"
                + $"&source={Uri.EscapeDataString(parsed.GetValue(source)!)}&source_en={Uri.EscapeDataString(parsed.GetValue(sourceEn) ?? "")}";
            return ApiAnswer.Report(await portal.CallAsync(HttpMethod.Post, $"{Root}/surveys{query}", read.Value, cancel), json, told => [Line(told)]);
        }));
        return command;
    }

    private static Command Recompute()
    {
        var place = new ServerOptions();
        var command = new Command("recompute", Messages.Of(new("同意された結果から統計を計算し直すよう依頼する", "ask for the next statistics from consented results")));
        place.AddTo(command);
        command.SetAction((parsed, cancel) => place.RunAsync(parsed, async portal => ApiAnswer.Report(
            await portal.CallAsync(HttpMethod.Post, Root + "/recompute", null, cancel), parsed.GetValue(place.Json), told => [told.GetProperty("job").GetString()!])));
        return command;
    }

    private static Command Choose()
    {
        var place = new ServerOptions();
        var id = new Argument<Guid>("id") { Description = Messages.Of(new("統計の ID", "the ID of the statistics")) };
        var command = new Command("choose", Messages.Of(new("統計を適用する", "put statistics in force"))) { id };
        place.AddTo(command);
        command.SetAction((parsed, cancel) => place.RunAsync(parsed, async portal => ApiAnswer.Done(
            await portal.CallAsync(HttpMethod.Post, $"{Root}/{parsed.GetValue(id)}/choose", null, cancel), parsed.GetValue(place.Json))));
        return command;
    }

    private static Command Template()
    {
        var place = new ServerOptions();
        var command = new Command("template", Messages.Of(new("参照表のひな形（CSV）を標準出力に書き出す", "write the reference table to fill in (CSV) to standard output")));
        place.AddTo(command);
        command.SetAction((parsed, cancel) => place.RunAsync(parsed, async portal =>
        {
            var template = await portal.CallAsync(HttpMethod.Get, Root + "/template.csv", null, cancel);
            if (template.Failure is { } failure)
                return Messages.Fail(failure, parsed.GetValue(place.Json));
            if (parsed.GetValue(place.Json))
            {
                var table = TableReader.Read(template.Value, "template.csv").Value;
                Messages.WriteJson([.. table.Rows.Select(row => ReferenceFile.Columns.Index().ToDictionary(c => c.Item.Id, c => row[c.Index].Value))],
                    type => type.ListDictionaryStringString);
                return ExitCode.Done;
            }

            await using var output = Console.OpenStandardOutput();
            await output.WriteAsync(template.Value, cancel);
            return ExitCode.Done;
        }));
        return command;
    }

    private static string Line(JsonElement of)
    {
        string Given(string name) => of.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString()! : "-";
        var inForce = of.GetProperty("in_force").GetBoolean() ? Messages.Of(new("適用中", "in force")) : "";
        return string.Join('\t', Given("id"), Given("kind"), Given("date"), $"N={of.GetProperty("n").GetInt32()}", Given("source"), inForce).TrimEnd('\t');
    }

    private static string Asked(bool yes) => yes ? "true" : "false";
}
