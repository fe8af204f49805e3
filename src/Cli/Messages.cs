using Sakimori.Kernel;

namespace Sakimori.Cli;

/// <summary>What the tool says, in the language of the terminal: <c>SAKIMORI_LANG</c>, else <c>LC_ALL</c>, <c>LC_MESSAGES</c>, <c>LANG</c>.</summary>
internal static class Messages
{
    /// <summary>The language of this run.</summary>
    public static Language Language { get; } = ((string[])["SAKIMORI_LANG", "LC_ALL", "LC_MESSAGES", "LANG"])
        .Select(Environment.GetEnvironmentVariable)
        .FirstOrDefault(v => !string.IsNullOrEmpty(v)) is { } tag ? Languages.Parse(tag) ?? Language.En : Language.En;

    /// <summary>The text in that language.</summary>
    public static string Of(Text text) => text.In(Language);

    /// <summary>Prints a failure with its faults to standard error.</summary>
    public static void Print(Failure failure)
    {
        Console.Error.WriteLine(Of(failure.Detail));
        foreach (var fault in failure.Faults)
        {
            var place = string.Join(", ", ((string?[])
            [
                fault.Row is { } row ? Of(new($"{row}行目", $"row {row}")) : null,
                fault.Column is { } column ? Of(new($"列 {column}", $"column {column}")) : null,
                fault.Value is { } value ? Of(new($"値「{value}」", $"value '{value}'")) : null,
            ]).OfType<string>());
            Console.Error.WriteLine($"  {(place.Length > 0 ? place + ": " : "")}{Of(fault.Message)} {Of(fault.Remedy)}");
        }
    }
}
