using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.Extensions.DependencyInjection;
using Sakimori.Directory;
using Sakimori.Directory.Store;
using Sakimori.Kernel;
using Sakimori.Platform.Access;
using Sakimori.Platform.Records;
using Sakimori.Platform.Tables;

namespace Sakimori.Cli;

/// <summary>A file that the directory is to take over.</summary>
/// <param name="File">Its bytes.</param>
/// <param name="Name">Its name without folders.</param>
/// <param name="Day">From which day changes hold; null for today in Japan.</param>
/// <param name="DryRun">Whether it is only checked.</param>
internal sealed record ImportOrder(byte[] File, string Name, DateOnly? Day, bool DryRun)
{
    /// <summary>The same for the API.</summary>
    public string Query => $"?dry_run={(DryRun ? "true" : "false")}&name={Uri.EscapeDataString(Name)}{(Day is { } day ? $"&effective={day:yyyy-MM-dd}" : "")}";
}

/// <summary>Argument and options of every command that imports into the directory.</summary>
internal sealed class ImportOptions
{
    private readonly PlaceOptions place = new(services => services.AddDirectoryRecords());
    private readonly Argument<string> file = new("file") { Description = Messages.Of(new("CSV・TSV・XLSX ファイル（- は標準入力）", "CSV, TSV or XLSX file (- is standard input)")) };

    private readonly Option<string?> effective = new("--effective")
    {
        Description = Messages.Of(new("変更が有効になる日（既定は日本時間の今日）", "the day from which the changes take effect (default: today in Japan)")),
    };

    private readonly Option<bool> dryRun = new("--dry-run") { Description = Messages.Of(new("確かめるだけで、何も変えない", "check only, change nothing")) };

    /// <summary>Gives a command the argument and the options.</summary>
    public void AddTo(Command command)
    {
        command.Arguments.Add(file);
        command.Options.Add(effective);
        command.Options.Add(dryRun);
        place.AddTo(command);
    }

    /// <summary>Reads the file, imports it where it was asked for and says what came of it; the exit code.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="address">The address of the API.</param>
    /// <param name="read">How the answer of the API is read.</param>
    /// <param name="written">How it is printed as JSON.</param>
    /// <param name="here">Imports into the data folder, with today in Japan.</param>
    /// <param name="say">Says it in words.</param>
    /// <param name="cancel">Cancels.</param>
    public async Task<int> RunAsync<T>(ParseResult parsed, string address, JsonTypeInfo<T> read, Func<CliJson, JsonTypeInfo<T>> written,
        Func<IServiceProvider, ImportOrder, DateOnly, Task<Outcome<T>>> here, Action<T> say, CancellationToken cancel)
    {
        var (name, given, json) = (parsed.GetValue(file)!, parsed.GetValue(effective), parsed.GetValue(place.Json));
        if (given is not null && Dates.Parse(given) is null)
            return Messages.Fail(NoDate(given), json);
        var bytes = await InputFile.ReadAsync(name, cancel);
        if (bytes.Failure is { } missing)
            return Messages.Fail(missing, json);
        var order = new ImportOrder(bytes.Value, Path.GetFileName(name), given is null ? null : Dates.Parse(given), parsed.GetValue(dryRun));
        return await place.RunAsync(parsed,
            async portal => Report((await portal.CallAsync(HttpMethod.Post, address + order.Query, order.File, cancel))
                .Match<Outcome<T>>(body => JsonSerializer.Deserialize(body, read)!, failure => failure)),
            async services => Report(await here(services, order, order.Day ?? services.TodayInJapan())), cancel);

        int Report(Outcome<T> outcome)
        {
            if (outcome.Failure is { } failure)
                return Messages.Fail(failure, json);
            if (json)
                Messages.WriteJson(outcome.Value, written);
            else
                say(outcome.Value);
            return ExitCode.Done;
        }
    }

    /// <summary>Says how many were added or changed, and how the file was read.</summary>
    public static void Say(bool dryRun, int added, int changed, int unchanged, string encoding, string separator)
    {
        Console.Out.WriteLine(Messages.Of(new(
            $"{(dryRun ? "確認のみ：" : "取り込みました：")}追加 {added}、変更 {changed}、変更なし {unchanged}",
            $"{(dryRun ? "Checked only: " : "Imported: ")}{added} added, {changed} changed, {unchanged} unchanged")));
        Console.Error.WriteLine(Messages.Of(new($"  文字コード：{encoding}、区切り：{separator}", $"  read as {encoding}, separated by {separator}")));
    }

    private static Failure NoDate(string value) => new(FailureKind.Invalid, new("日付ではありません。", "This is not a date."),
        [new(new("日付ではありません。", "This is not a date."), new("2026-11-23 の形で書いてください。", "Write it like 2026-11-23."), Column: "effective", Value: value)]);
}

/// <summary>Options of every command that exports from the directory.</summary>
internal sealed class ExportOptions
{
    private readonly PlaceOptions place = new(services => services.AddDirectoryRecords());
    private readonly Option<string> format = new("--format") { Description = Messages.Of(new("ファイルの種類", "the kind of file")), DefaultValueFactory = _ => "csv" };
    private readonly Option<string> encoding = new("--encoding") { Description = Messages.Of(new("CSV の文字コード", "the encoding of a CSV")), DefaultValueFactory = _ => "utf-8-bom" };
    private readonly Option<string?> output = new("--out") { Description = Messages.Of(new("書き出し先（既定は標準出力）", "where to write (default: standard output)")) };
    private readonly Option<bool> force = OutputFile.ForceOption();
    private readonly Option<bool> lossy = new("--lossy") { Description = Messages.Of(new("文字コードにない文字を 〓 に置き換える", "write 〓 for characters that the encoding lacks")) };

    /// <summary>Gives a command the options.</summary>
    public void AddTo(Command command)
    {
        format.AcceptOnlyFromAmong("csv", "xlsx");
        encoding.AcceptOnlyFromAmong("utf-8-bom", "utf-8", "cp932");
        foreach (var option in (Option[])[format, encoding, output, force, lossy])
            command.Options.Add(option);
        place.AddTo(command);
    }

    /// <summary>Exports from where it was asked for, to where it was asked for; the exit code.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="address">The address of the API.</param>
    /// <param name="here">Writes the file from the data folder, as of today in Japan; true when 〓 may stand for what the encoding lacks.</param>
    /// <param name="cancel">Cancels.</param>
    public Task<int> RunAsync(ParseResult parsed, string address,
        Func<DirectoryContext, Stream, TableFormat, DateOnly, bool, Task<Outcome<FaultList>>> here, CancellationToken cancel)
    {
        var (kind, code, replace) = (parsed.GetValue(format)!, parsed.GetValue(encoding)!, parsed.GetValue(lossy));
        return place.RunAsync(parsed,
            async portal => await WriteAsync(parsed, await portal.CallAsync(
                HttpMethod.Get, $"{address}?format={kind}&encoding={code}&lossy={(replace ? "true" : "false")}", null, cancel), cancel),
            async services =>
            {
                await using var context = services.GetRequiredService<ContextFactory>().Read<DirectoryContext>(Reader.System);
                using var file = new MemoryStream();
                var written = await here(context, file, Format(kind, code), services.TodayInJapan(), replace);
                return await WriteAsync(parsed, written.Match<Outcome<byte[]>>(_ => file.ToArray(), failure => failure), cancel);
            }, cancel);
    }

    private async Task<int> WriteAsync(ParseResult parsed, Outcome<byte[]> file, CancellationToken cancel)
    {
        var json = parsed.GetValue(place.Json);
        if (file.Failure is { } failure)
            return Messages.Fail(failure, json);
        if (parsed.GetValue(output) is { } path)
            return await OutputFile.WriteAsync(path, file.Value, parsed.GetValue(force), json, cancel);
        await using var standard = Console.OpenStandardOutput();
        await standard.WriteAsync(file.Value, cancel);
        return ExitCode.Done;
    }

    private static TableFormat Format(string format, string encoding) => (format, encoding) switch
    {
        ("xlsx", _) => TableFormat.Xlsx,
        (_, "utf-8") => TableFormat.Csv,
        (_, "cp932") => TableFormat.CsvCp932,
        _ => TableFormat.CsvWithBom,
    };
}

/// <summary>The clock of a data folder.</summary>
internal static class Clock
{
    /// <summary>Today in Japan.</summary>
    public static DateOnly TodayInJapan(this IServiceProvider services) => Dates.DayInJapan(services.GetRequiredService<TimeProvider>().GetUtcNow().UtcDateTime);
}

/// <summary>A written file as <c>--json</c> prints it; its length in bytes.</summary>
internal sealed record ExportDocument(string File, int Bytes);
