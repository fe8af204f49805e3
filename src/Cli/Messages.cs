using System.CommandLine;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using System.Text.Unicode;
using Sakimori.Directory.Api;
using Sakimori.Kernel;
using Sakimori.Web.Console.Access;
using Sakimori.Web.Console.Backup;
using Sakimori.Web.Console.Evidence;

namespace Sakimori.Cli;

/// <summary>What the tool says, in the language of the terminal: <c>SAKIMORI_LANG</c>, else <c>LC_ALL</c>, <c>LC_MESSAGES</c>, <c>LANG</c>.</summary>
internal static class Messages
{
    /// <summary>The language of this run.</summary>
    public static Language Language { get; } = ((string[])["SAKIMORI_LANG", "LC_ALL", "LC_MESSAGES", "LANG"])
        .Select(Environment.GetEnvironmentVariable)
        .FirstOrDefault(v => !string.IsNullOrEmpty(v)) is { } tag ? Languages.Parse(tag) ?? Language.En : Language.En;

    // Only when something is written as JSON: most runs end without.
    private static readonly Lazy<CliJson> Written = new(() => new(new JsonSerializerOptions
    {
        Encoder = JavaScriptEncoder.Create(UnicodeRanges.All),
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
    }));

    /// <summary>The option of every command that prints a result.</summary>
    public static Option<bool> JsonOption() => new("--json") { Description = Of(new("JSON で出力する", "print JSON")) };

    /// <summary>The text in that language.</summary>
    public static string Of(Text text) => text.In(Language);

    /// <summary>Prints a document as JSON to standard output.</summary>
    public static void WriteJson<T>(T document, Func<CliJson, JsonTypeInfo<T>> type)
        => Console.Out.WriteLine(JsonSerializer.Serialize(document, type(Written.Value)));

    /// <summary>Prints a failure, as JSON to standard output when asked, in words to standard error; gives the exit code.</summary>
    public static int Fail(Failure failure, bool json)
    {
        if (json)
        {
            Console.Out.WriteLine(JsonSerializer.Serialize(
                new FailureDocument(failure.Kind.ToString(), Of(failure.Detail),
                    [.. failure.Faults.Select(f => new FaultDocument(f.Row, f.Column, f.Value, Of(f.Message), Of(f.Remedy)))]),
                Written.Value.FailureDocument));
        }

        Print(failure);
        return ExitCode.Of(failure);
    }

    /// <summary>Prints a failure with its faults to standard error.</summary>
    public static void Print(Failure failure)
    {
        Console.Error.WriteLine(Of(failure.Detail));
        foreach (var fault in failure.Faults)
        {
            var place = string.Join(Of(new("、", ", ")), ((string?[])
            [
                fault.Row is { } row ? Of(new($"{row}行目", $"row {row}")) : null,
                fault.Column is { } column ? Of(new($"列 {column}", $"column {column}")) : null,
                fault.Value is { } value ? Of(new($"値「{value}」", $"value '{value}'")) : null,
            ]).OfType<string>());
            Console.Error.WriteLine($"  {(place.Length > 0 ? place + Of(new("：", ": ")) : "")}{Of(fault.Message)} {Of(fault.Remedy)}");
        }
    }
}

/// <summary>A failure as <c>--json</c> prints it.</summary>
internal sealed record FailureDocument(string Error, string Detail, IReadOnlyList<FaultDocument> Faults);

/// <summary>A fault as <c>--json</c> prints it.</summary>
internal sealed record FaultDocument(int? Row, string? Column, string? Value, string Message, string Remedy);

[JsonSerializable(typeof(FailureDocument))]
[JsonSerializable(typeof(DoctorDocument))]
[JsonSerializable(typeof(IReadOnlyList<AccountDocument>))]
[JsonSerializable(typeof(LinkDocument))]
[JsonSerializable(typeof(DoneDocument))]
[JsonSerializable(typeof(ServeDocument))]
[JsonSerializable(typeof(VersionDocument))]
[JsonSerializable(typeof(List<TemplateLine>))]
[JsonSerializable(typeof(List<Dictionary<string, string>>))]
[JsonSerializable(typeof(ImportSummary))]
[JsonSerializable(typeof(PeopleSummary))]
[JsonSerializable(typeof(ExportDocument))]
[JsonSerializable(typeof(VerdictDocument))]
[JsonSerializable(typeof(AuditVerdictDocument))]
[JsonSerializable(typeof(CheckpointDocument))]
[JsonSerializable(typeof(IReadOnlyList<SigningKeyDocument>))]
[JsonSerializable(typeof(BackupDocument))]
[JsonSerializable(typeof(BackupKeyDocument))]
[JsonSerializable(typeof(RestoreDocument))]
[JsonSerializable(typeof(MasterKeyDocument))]
[JsonSerializable(typeof(IReadOnlyList<HeldDocument>))]
internal sealed partial class CliJson : JsonSerializerContext;
