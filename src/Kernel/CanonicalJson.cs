using System.Buffers;
using System.Text;
using System.Text.Json;

namespace Sakimori.Kernel;

/// <summary>
/// Canonical JSON (RFC 8785, JSON Canonicalization Scheme): one sequence of bytes for one content, so that it can be signed. No white
/// space, names in the order of their UTF-16 code units, numbers as ECMAScript writes them, strings with as few escapes as possible,
/// UTF-8.
/// </summary>
public static class CanonicalJson
{
    /// <summary>How deep values may lie in one another.</summary>
    public const int MostLevels = 64;

    private static readonly SearchValues<char> Escaped = SearchValues.Create([.. Enumerable.Range(0, ' ').Select(c => (char)c), '"', '\\']);
    private static readonly JsonDocumentOptions Strict = new() { MaxDepth = MostLevels };

    /// <summary>
    /// The canonical form of a JSON text in UTF-8. Fails, naming the place, for what has none (RFC 8785, 3.1; RFC 7493): a text that is no
    /// JSON, a name that stands twice in an object, half a surrogate pair, a number beyond the range of IEEE 754 doubles.
    /// </summary>
    public static Outcome<byte[]> Of(ReadOnlyMemory<byte> json)
    {
        try
        {
            using var document = JsonDocument.Parse(json, Strict);
            return Of(document.RootElement);
        }
        catch (JsonException error)
        {
            return Wrong(new(
                new("JSON として読めません。", "This is not JSON."), new("JSON のファイルを指定してください。", "Give a JSON file."), Row: (int?)error.LineNumber + 1));
        }
    }

    /// <summary>The canonical form of a value. Fails as <see cref="Of(ReadOnlyMemory{byte})"/> does.</summary>
    public static Outcome<byte[]> Of(JsonElement value)
    {
        var output = new ArrayBufferWriter<byte>(1024);
        return Write(value, output, "$") is { } fault ? Wrong(fault) : output.WrittenSpan.ToArray();
    }

    /// <summary>
    /// A number as ECMAScript writes it (ECMA-262, Number::toString with radix 10): the shortest digits that give the same double. Null for
    /// what JSON cannot say: not a number, infinity.
    /// </summary>
    public static string? Number(double value) => double.IsFinite(value) ? EcmaScriptNumber.Of(value) : null;

    private static Fault? Write(JsonElement value, ArrayBufferWriter<byte> output, string place)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                return WriteObject(value, output, place);
            case JsonValueKind.Array:
                return WriteArray(value, output, place);
            case JsonValueKind.String:
                if (Unescaped(value.GetString) is not { } text)
                    return Torn(place);
                WriteString(text, output);
                return null;
            case JsonValueKind.Number:
                if (!value.TryGetDouble(out var number) || Number(number) is not { } digits)
                {
                    return new(new("数値が大きすぎます。", "The number is too large."),
                        new("倍精度浮動小数点数の範囲の数にするか、文字列にしてください。", "Use a number within the range of doubles, or a string."), Column: place, Value: value.GetRawText());
                }

                output.Write(Encoding.ASCII.GetBytes(digits));
                return null;
            default:
                output.Write(value.ValueKind switch { JsonValueKind.True => "true"u8, JsonValueKind.False => "false"u8, _ => "null"u8 });
                return null;
        }
    }

    private static Fault? WriteObject(JsonElement value, ArrayBufferWriter<byte> output, string place)
    {
        var members = new SortedDictionary<string, JsonElement>(StringComparer.Ordinal);
        foreach (var member in value.EnumerateObject())
        {
            if (Unescaped(() => member.Name) is not { } name)
                return Torn(place);
            if (!members.TryAdd(name, member.Value))
            {
                return new(new($"名前「{name}」が二度現れます。", $"The name '{name}' stands twice."),
                    new("一つのオブジェクトでは、名前は一度だけにしてください。", "Use a name once in an object."), Column: $"{place}.{name}");
            }
        }

        output.Write("{"u8);
        var first = true;
        foreach (var (name, member) in members)
        {
            if (!first)
                output.Write(","u8);
            first = false;
            WriteString(name, output);
            output.Write(":"u8);
            if (Write(member, output, $"{place}.{name}") is { } fault)
                return fault;
        }

        output.Write("}"u8);
        return null;
    }

    private static Fault? WriteArray(JsonElement value, ArrayBufferWriter<byte> output, string place)
    {
        output.Write("["u8);
        var index = 0;
        foreach (var item in value.EnumerateArray())
        {
            if (index > 0)
                output.Write(","u8);
            if (Write(item, output, $"{place}[{index++}]") is { } fault)
                return fault;
        }

        output.Write("]"u8);
        return null;
    }

    /// <summary>Writes a string as RFC 8785, 3.2.2.2, has it: only what JSON cannot hold is escaped, by the short form where there is one.</summary>
    public static void WriteString(string text, IBufferWriter<byte> output)
    {
        if (!text.AsSpan().ContainsAny(Escaped))
        {
            output.Write("\""u8);
            Encoding.UTF8.GetBytes(text, output);
            output.Write("\""u8);
            return;
        }

        var escaped = new StringBuilder(text.Length + 2).Append('"');
        foreach (var c in text)
        {
            _ = c switch
            {
                '"' => escaped.Append("\\\""),
                '\\' => escaped.Append("\\\\"),
                '\b' => escaped.Append("\\b"),
                '\t' => escaped.Append("\\t"),
                '\n' => escaped.Append("\\n"),
                '\f' => escaped.Append("\\f"),
                '\r' => escaped.Append("\\r"),
                < ' ' => escaped.Append("\\u").Append(((int)c).ToString("x4")),
                _ => escaped.Append(c),
            };
        }

        output.Write(Encoding.UTF8.GetBytes(escaped.Append('"').ToString()));
    }

    // Half a surrogate pair, or bytes that are no UTF-8.
    private static string? Unescaped(Func<string?> read)
    {
        try
        {
            return read();
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    private static Fault Torn(string place) => new(
        new("文字として読めない並び（不正な UTF-8、または対になっていないサロゲート）があります。", "There is text that cannot be read: bytes that are no UTF-8, or half a surrogate pair."),
        new("正しい UTF-8 の文字列にしてください。", "Write it as valid UTF-8."), Column: place);

    private static Failure Wrong(Fault fault)
        => new(FailureKind.Invalid, new("正規の JSON にできません。", "This has no canonical JSON."), [fault]);
}
