using System.Text.Json;
using System.Text.Json.Serialization;
using Sakimori.Kernel;

namespace Sakimori.Cli;

/// <summary>What a running portal has answered, as a command tells it.</summary>
internal static class ApiAnswer
{
    /// <summary>Prints the document as it came when JSON is asked for, else its lines; the exit code.</summary>
    public static int Report(Outcome<byte[]> answer, bool json, Func<JsonElement, IEnumerable<string>> lines)
    {
        if (answer.Failure is { } failure)
            return Messages.Fail(failure, json);
        using var told = JsonDocument.Parse(answer.Value);
        if (json)
            Console.Out.WriteLine(told.RootElement.GetRawText());
        foreach (var line in json ? [] : lines(told.RootElement))
            Console.Out.WriteLine(line);
        return ExitCode.Done;
    }

    /// <summary>Says that something was done, as JSON when that is asked for; the exit code.</summary>
    public static int Done(Outcome<byte[]> answer, bool json)
    {
        if (answer.Failure is { } failure)
            return Messages.Fail(failure, json);
        if (json)
            Messages.WriteJson(new DoneDocument(true), type => type.DoneDocument);
        return ExitCode.Done;
    }
}

/// <summary>A round that is to be opened, as the API reads it; see its operation openRound.</summary>
internal sealed record NewRound(
    string? TitleJa, string? TitleEn, string? MessageJa, string? MessageEn, string? Opens, string? Due, string? Version, string? Asked);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(NewRound))]
internal sealed partial class RoundsJson : JsonSerializerContext;
