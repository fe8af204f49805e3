using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using Sakimori.Benchmark.Domain;
using Sakimori.Kernel;

namespace Sakimori.Benchmark.Pages.Result;

/// <summary>A result as files for further use.</summary>
public static class ResultFiles
{
    private static readonly JsonWriterOptions Indented = new()
    {
        Indented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.Create(UnicodeRanges.All),
    };

    /// <summary>
    /// JSON (UTF-8): <c>title</c>, <c>made</c>, <c>result</c> as <see cref="ScoreJson"/> writes it, and <c>comparison</c> with source, date,
    /// <c>with</c> (layer, size or industry), N, demonstration, mean, standard deviation, T-score, rank, percentile and histogram; null where withheld, with <c>withheld</c> saying why.
    /// </summary>
    public static byte[] Json(ResultModel model, Language language)
    {
        var buffer = new ArrayBufferWriter<byte>(8192);
        using (var writer = new Utf8JsonWriter(buffer, Indented))
        {
            writer.WriteStartObject();
            writer.WriteString("title"u8, model.Title.In(language));
            writer.WriteString("organisation"u8, model.Subject.Organisation?.In(language));
            writer.WriteString("made"u8, $"{model.Subject.Made:yyyy-MM-dd}");
            writer.WritePropertyName("result"u8);
            ScoreJson.Write(writer, model.Score);
            writer.WritePropertyName("comparison"u8);
            WriteComparison(writer, model, language);
            writer.WriteEndObject();
        }

        buffer.Write("\n"u8);
        return buffer.WrittenSpan.ToArray();
    }

    /// <summary>
    /// The measures as CSV (UTF-8 with BOM, CRLF): one line each, recommended ones with their place in the order. The means stand under
    /// <c>layer_mean</c>, <c>size_mean</c> or <c>industry_mean</c>, and <c>compared_with</c> names whose they are.
    /// </summary>
    public static byte[] Csv(ResultModel model, Language language)
    {
        var text = new StringBuilder();
        Line(text, "item", "title", "group", "level", "desired", "gap", $"{model.Segment.Dimension}_mean", "weight", "recommended", "next_steps", "days", "who",
            "iso27001-2022", "csf-2.0", "compared_with");
        var rank = model.Advice.Select((r, i) => (r, i)).ToDictionary(x => x.r.Measure.Id, x => (x.r, Place: x.i + 1));
        for (var i = 0; i < model.Score.Measures.Count; i++)
        {
            var (measure, score) = (model.Rules.Questionnaire.Measures[i], model.Score.Measures[i]);
            var advice = rank.TryGetValue(measure.Id, out var of) ? of.r : null;
            Line(text, measure.Id, measure.Title.In(language),
                model.Rules.Questionnaire.Groups[model.Rules.GroupOf[i]].Title.In(language),
                score.Level?.ToString() ?? "unknown", score.Desired.ToString(), score.Gap?.ToString() ?? "", model.MeanOf(i)?.ToString() ?? "",
                model.Rules.Rules.Measures[i].Weight.ToString(), advice is null ? "" : of.Place.ToString(),
                advice is null ? "" : string.Join(" / ", advice.Steps.Select(s => s.In(language))),
                advice is { Level: not null } ? $"{advice.Days}" : "", advice?.Who.In(language) ?? "",
                measure.References("iso27001-2022"), measure.References("csf-2.0"),
                model.Comparison is null ? "" : $"{model.Segment}");
        }

        return [.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(text.ToString())];
    }

    private static void WriteComparison(Utf8JsonWriter writer, ResultModel model, Language language)
    {
        writer.WriteStartObject();
        writer.WriteString("basis"u8, model.Basis.In(language));
        writer.WriteBoolean("demonstration"u8, model.Demonstration);
        if (model.Statistics is { } statistics)
        {
            writer.WriteString("source"u8, statistics.Source.In(language));
            writer.WriteString("date"u8, $"{model.Comparison!.Peers.Since ?? statistics.Date:yyyy-MM-dd}");
            writer.WriteStartObject("with"u8);
            writer.WriteString("dimension"u8, model.Segment.Dimension);
            writer.WriteString("value"u8, model.Segment.Value);
            writer.WriteEndObject();
            writer.WriteNumber("n"u8, model.Comparison.Peers.Count);
        }

        var peers = model.Comparison?.Peers;
        writer.WriteString("withheld"u8, model.NoTScore?.In(language));
        Figure(writer, "mean"u8, peers?.Mean);
        Figure(writer, "standard_deviation"u8, peers?.StandardDeviation);
        Figure(writer, "t_score"u8, model.Comparison?.TScore);
        Range(writer, "rank"u8, model.Comparison?.Place is { } place ? (place.RankFrom, place.RankTo) : null);
        Range(writer, "percentile"u8, model.Comparison?.Place is { } at ? (at.PercentileFrom.ToDecimal(), at.PercentileTo.ToDecimal()) : null);
        writer.WriteStartArray("histogram"u8);
        foreach (var bin in peers?.Histogram?.Bins ?? [])
        {
            writer.WriteStartObject();
            writer.WriteNumber("from"u8, bin.From);
            writer.WriteNumber("to"u8, bin.To);
            writer.WriteNumber("count"u8, bin.Count);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteStartArray("measures"u8);
        foreach (var measure in peers?.Measures ?? [])
        {
            writer.WriteStartObject();
            writer.WriteString("item"u8, measure.Item);
            Figure(writer, "mean"u8, measure.Mean);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static void Figure(Utf8JsonWriter writer, ReadOnlySpan<byte> name, Tenths? figure)
    {
        if (figure is { } tenths)
            writer.WriteNumber(name, tenths.ToDecimal());
        else
            writer.WriteNull(name);
    }

    private static void Range(Utf8JsonWriter writer, ReadOnlySpan<byte> name, (decimal From, decimal To)? range)
    {
        if (range is not var (from, to))
        {
            writer.WriteNull(name);
            return;
        }

        writer.WriteStartObject(name);
        writer.WriteNumber("from"u8, from);
        writer.WriteNumber("to"u8, to);
        writer.WriteEndObject();
    }

    private static void Line(StringBuilder text, params ReadOnlySpan<string> cells)
    {
        for (var i = 0; i < cells.Length; i++)
        {
            if (i > 0)
                text.Append(',');
            if (cells[i].AsSpan().ContainsAny(",\"\r\n"))
                text.Append('"').Append(cells[i].Replace("\"", "\"\"", StringComparison.Ordinal)).Append('"');
            else
                text.Append(cells[i]);
        }

        text.Append("\r\n");
    }
}
