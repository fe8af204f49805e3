using Sakimori.Benchmark.Domain;
using Sakimori.Kernel;

namespace Sakimori.Benchmark.Files;

/// <summary>Phrases that document and workbook share.</summary>
internal static class ReportWords
{
    /// <summary>Where a recommended measure stands.</summary>
    public static Text From(Recommendation recommendation) => recommendation.Level is { } level
        ? new($"水準{level}", $"level {level}")
        : new("不明", "unknown");

    /// <summary>Person-days and the word for them.</summary>
    public static Text Effort(Recommendation recommendation)
        => new($"{recommendation.Days}人日（{recommendation.Size.Word().Ja}）", $"{recommendation.Days} ({recommendation.Size.Word().En})");

    /// <summary>Steps one a line, each with the mark of a list.</summary>
    public static string Listed(IEnumerable<Text> steps, Language language)
        => string.Join('\n', steps.Select(step => (language == Language.Ja ? "・" : "• ") + step.In(language)));
}
