using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using Sakimori.Kernel;

namespace Sakimori.Benchmark.Domain;

/// <summary>
/// The public JSON of a result, the same from the API, the command line and a download: <c>total</c>, <c>layer</c> (the English
/// phrase), <c>layer_id</c>, <c>risk_index</c> (one decimal), <c>rules_version</c>, <c>unknown</c> (how many), <c>unknown_items</c>,
/// <c>assumed</c> (unknown profile items and the highest option each counts as), <c>measures</c> of <c>{item, level, desired, gap}</c> and <c>groups</c> of <c>{group, sum, max}</c>.
/// </summary>
public static class ScoreJson
{
    private static readonly JsonWriterOptions Indented = new()
    {
        Indented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.Create(UnicodeRanges.All),
    };

    /// <summary>The JSON as UTF-8, indented, ending in a line feed.</summary>
    public static byte[] Serialize(Score score)
    {
        var buffer = new ArrayBufferWriter<byte>(4096);
        using (var writer = new Utf8JsonWriter(buffer, Indented))
            Write(writer, score);
        buffer.Write("\n"u8);
        return buffer.WrittenSpan.ToArray();
    }

    /// <summary>Writes the JSON object.</summary>
    public static void Write(Utf8JsonWriter writer, Score score)
    {
        writer.WriteStartObject();
        writer.WriteNumber("total"u8, score.Total);
        writer.WriteString("layer"u8, score.Layer.Name().En);
        writer.WriteString("layer_id"u8, score.Layer.Id());
        writer.WritePropertyName("risk_index"u8);
        writer.WriteRawValue(score.RiskIndex.ToString());
        writer.WriteString("rules_version"u8, score.RulesVersion);
        writer.WriteNumber("unknown"u8, score.UnknownItems.Count);
        writer.WriteStartArray("unknown_items"u8);
        foreach (var item in score.UnknownItems)
            writer.WriteStringValue(item);
        writer.WriteEndArray();
        writer.WriteStartArray("assumed"u8);
        foreach (var assumed in score.Assumed)
        {
            writer.WriteStartObject();
            writer.WriteString("item"u8, assumed.Item);
            writer.WriteNumber("option"u8, assumed.Option);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteStartArray("measures"u8);
        foreach (var measure in score.Measures)
        {
            writer.WriteStartObject();
            writer.WriteString("item"u8, measure.Item);
            WriteNumber(writer, "level"u8, measure.Level is { } level ? Tenths.Whole(level) : null);
            WriteNumber(writer, "desired"u8, measure.Desired);
            WriteNumber(writer, "gap"u8, measure.Gap);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteStartArray("groups"u8);
        foreach (var group in score.Groups)
        {
            writer.WriteStartObject();
            writer.WriteString("group"u8, group.Group);
            writer.WriteNumber("sum"u8, group.Sum);
            writer.WriteNumber("max"u8, group.Max);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    // 4, not 4.0; 3.5 where there is a fraction.
    private static void WriteNumber(Utf8JsonWriter writer, ReadOnlySpan<byte> name, Tenths? number)
    {
        if (number is not { } tenths)
            writer.WriteNull(name);
        else if (tenths.Value % 10 == 0)
            writer.WriteNumber(name, tenths.Value / 10);
        else
            writer.WriteNumber(name, tenths.ToDecimal());
    }
}
