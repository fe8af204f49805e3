using System.CommandLine;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Sakimori.Directory;
using Sakimori.Directory.Api;
using Sakimori.Directory.Domain;
using Sakimori.Directory.Store;
using Sakimori.Kernel;
using Sakimori.Platform.Access;
using Sakimori.Platform.Records;
using Sakimori.Platform.Tables;

namespace Sakimori.Cli;

/// <summary><c>sakimori directory …</c>: organisations in and out, on the data folder itself or through a running portal.</summary>
internal static class DirectoryCommands
{
    public static Command Command() => new("directory", Messages.Of(new("組織の名簿", "the directory of organisations"))) { Import(), Export() };

    private static Command Import()
    {
        var place = new PlaceOptions(services => services.AddDirectoryRecords());
        var file = new Argument<string>("file") { Description = Messages.Of(new("CSV・TSV・XLSX（- は標準入力）", "CSV, TSV or XLSX (- is standard input)")) };
        var effective = new Option<string?>("--effective")
        {
            Description = Messages.Of(new("変更が有効になる日（既定は日本の今日）", "the day from which changes hold (default: today in Japan)")),
        };
        var dryRun = new Option<bool>("--dry-run") { Description = Messages.Of(new("確かめるだけで何も変えない", "check only, change nothing")) };
        var command = new Command("import", Messages.Of(new("組織を取り込む（すべてか、何もしないか）", "import organisations, all or nothing"))) { file, effective, dryRun };
        place.AddTo(command);
        command.SetAction(async (parsed, cancel) =>
        {
            var (name, dry, json) = (parsed.GetValue(file)!, parsed.GetValue(dryRun), parsed.GetValue(place.Json));
            var given = parsed.GetValue(effective);
            if (given is not null && Dates.Parse(given) is null)
                return Messages.Fail(NoDate(given), json);
            var read = await InputFile.ReadAsync(name, cancel);
            if (read.Failure is { } missing)
                return Messages.Fail(missing, json);
            return await place.RunAsync(parsed,
                async portal => Report(await ImportAsync(portal, read.Value, name, given, dry, cancel), json),
                async services => Report(await ImportAsync(services, read.Value, name, given, dry, cancel), json), cancel);
        });
        return command;
    }

    private static Command Export()
    {
        var place = new PlaceOptions(services => services.AddDirectoryRecords());
        var format = new Option<string>("--format") { Description = Messages.Of(new("ファイルの種類", "the kind of file")), DefaultValueFactory = _ => "csv" };
        format.AcceptOnlyFromAmong("csv", "xlsx");
        var encoding = new Option<string>("--encoding")
        {
            Description = Messages.Of(new("CSV の文字コード", "the encoding of a CSV")),
            DefaultValueFactory = _ => "utf-8-bom",
        };
        encoding.AcceptOnlyFromAmong("utf-8-bom", "utf-8", "cp932");
        var output = new Option<string?>("--out") { Description = Messages.Of(new("書き出す先（既定は標準出力）", "where to write (default: standard output)")) };
        var force = OutputFile.ForceOption();
        var lossy = new Option<bool>("--lossy") { Description = Messages.Of(new("書けない文字を 〓 に置き換える", "write 〓 for characters that the encoding lacks")) };
        var command = new Command("export", Messages.Of(new("今日のすべての組織を書き出す", "export every organisation as it is today"))) { format, encoding, output, force, lossy };
        place.AddTo(command);
        command.SetAction((parsed, cancel) =>
        {
            var (kind, code, path, json) = (parsed.GetValue(format)!, parsed.GetValue(encoding)!, parsed.GetValue(output), parsed.GetValue(place.Json));
            var (replace, overwrite) = (parsed.GetValue(lossy), parsed.GetValue(force));
            return place.RunAsync(parsed,
                async portal => await WriteAsync(await portal.CallAsync(
                    HttpMethod.Get, $"api/v1/directory/export?format={kind}&encoding={code}&lossy={(replace ? "true" : "false")}", null, cancel), path, overwrite, json, cancel),
                async services => await WriteAsync(await ExportAsync(services, kind, code, replace, cancel), path, overwrite, json, cancel), cancel);
        });
        return command;
    }

    private static async Task<Outcome<ImportSummary>> ImportAsync(
        RemotePortal portal, byte[] file, string name, string? effective, bool dryRun, CancellationToken cancel)
    {
        var day = effective is null ? "" : $"&effective={Uri.EscapeDataString(effective)}";
        var answer = await portal.CallAsync(HttpMethod.Post,
            $"api/v1/directory/import?dry_run={(dryRun ? "true" : "false")}&name={Uri.EscapeDataString(Path.GetFileName(name))}{day}", file, cancel);
        return answer.Match<Outcome<ImportSummary>>(
            body => JsonSerializer.Deserialize(body, RemoteJson.Default.ImportSummary)!, failure => failure);
    }

    private static async Task<Outcome<ImportSummary>> ImportAsync(
        IServiceProvider services, byte[] file, string name, string? effective, bool dryRun, CancellationToken cancel)
    {
        var day = effective is null ? Today(services) : Dates.Parse(effective)!.Value;
        Outcome<ImportPlan> outcome;
        if (dryRun)
        {
            outcome = await DirectoryImport.PlanAsync(services.GetRequiredService<ContextFactory>(), file, Path.GetFileName(name), day, cancel);
        }
        else
        {
            outcome = await services.GetRequiredService<Works>().RunAsync(Reader.System,
                work => DirectoryImport.CarryOutAsync(work, file, Path.GetFileName(name), day, cancel), cancel);
        }

        return outcome.Match<Outcome<ImportSummary>>(plan => ImportSummary.Of(plan, dryRun, Messages.Language), failure => failure);
    }

    private static async Task<Outcome<byte[]>> ExportAsync(IServiceProvider services, string format, string encoding, bool lossy, CancellationToken cancel)
    {
        var kind = format == "xlsx" ? TableFormat.Xlsx
            : encoding switch { "utf-8" => TableFormat.Csv, "cp932" => TableFormat.CsvCp932, _ => TableFormat.CsvWithBom };
        await using var context = services.GetRequiredService<ContextFactory>().Read<DirectoryContext>(Reader.System);
        using var file = new MemoryStream();
        var written = await DirectoryImport.ExportAsync(context, file, kind, Today(services), new(), "name", false, Messages.Language, lossy, cancel);
        return written.Match<Outcome<byte[]>>(_ => file.ToArray(), failure => failure);
    }

    private static int Report(Outcome<ImportSummary> outcome, bool json)
    {
        if (outcome.Failure is { } failure)
            return Messages.Fail(failure, json);
        var done = outcome.Value;
        if (json)
        {
            Messages.WriteJson(done, type => type.ImportSummary);
            return ExitCode.Done;
        }

        Console.Out.WriteLine(Messages.Of(new(
            $"{(done.DryRun ? "確認のみ：" : "取り込みました：")}追加 {done.Added}、変更 {done.Changed}、変更なし {done.Unchanged}",
            $"{(done.DryRun ? "Checked only: " : "Imported: ")}{done.Added} added, {done.Changed} changed, {done.Unchanged} unchanged")));
        Console.Error.WriteLine(Messages.Of(new($"  文字コード {done.Encoding}、区切り {done.Separator}", $"  read as {done.Encoding}, separated by {done.Separator}")));
        foreach (var warning in done.Warnings)
            Console.Error.WriteLine(Messages.Of(new($"  {warning.Row}行目 「{warning.Value}」: ", $"  row {warning.Row}, '{warning.Value}': ")) + $"{warning.Message} {warning.Remedy}");
        return ExitCode.Done;
    }

    private static async Task<int> WriteAsync(Outcome<byte[]> file, string? path, bool force, bool json, CancellationToken cancel)
    {
        if (file.Failure is { } failure)
            return Messages.Fail(failure, json);
        if (path is null)
        {
            await using var output = Console.OpenStandardOutput();
            await output.WriteAsync(file.Value, cancel);
            return ExitCode.Done;
        }

        return await OutputFile.WriteAsync(path, file.Value, force, json, cancel);
    }

    private static DateOnly Today(IServiceProvider services) => Dates.DayInJapan(services.GetRequiredService<TimeProvider>().GetUtcNow().UtcDateTime);

    private static Failure NoDate(string value) => new(FailureKind.Invalid, new("日付ではありません。", "This is not a date."),
        [new(new("日付ではありません。", "This is not a date."), new("2026-11-23 のように書いてください。", "Write it like 2026-11-23."), Column: "effective", Value: value)]);
}

/// <summary>A written file as <c>--json</c> prints it; its length in bytes.</summary>
internal sealed record ExportDocument(string File, int Bytes);
