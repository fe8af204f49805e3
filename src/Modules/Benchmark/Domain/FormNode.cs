using System.Text.Json;
using System.Text.Unicode;
using Sakimori.Kernel;

namespace Sakimori.Benchmark.Domain;

/// <summary>
/// A place in a JSON document that is read against a form: what is not as it should be becomes a fault with its JSON path, and
/// reading goes on with a harmless value so that all faults are found at once.
/// </summary>
internal readonly struct FormNode(JsonElement element, string path, FaultList faults)
{
    private const int LongestText = 2_000;
    private const int Deepest = 16;

    /// <summary>Opens a document; null, with a fault, when it is not JSON.</summary>
    public static (JsonDocument Document, FormNode Root)? Open(ReadOnlyMemory<byte> json, FaultList faults)
    {
        var line = 1L;
        try
        {
            json = json[(json.Span.StartsWith("\uFEFF"u8) ? 3 : 0)..];
            if (IsText(json.Span))
            {
                var document = JsonDocument.Parse(json, new() { MaxDepth = Deepest });
                return (document, new(document.RootElement, "$", faults));
            }
        }
        catch (JsonException e)
        {
            line += e.LineNumber ?? 0;
        }

        faults.Add(new("JSONとして読み取れません。", "This is not JSON."),
            new("JSON（UTF-8）の構文を直してください。", "Mend the JSON (UTF-8) syntax."), (int)Math.Min(line, int.MaxValue), "$");
        return null;
    }

    // The parser accepts bytes and escapes that are no text (broken UTF-8, half a surrogate pair) and throws when they are read.
    private static bool IsText(ReadOnlySpan<byte> json)
    {
        if (!Utf8.IsValid(json))
            return false;
        var reader = new Utf8JsonReader(json, new() { MaxDepth = Deepest });
        while (reader.Read())
        {
            if (reader.TokenType is not (JsonTokenType.String or JsonTokenType.PropertyName) || !reader.ValueIsEscaped)
                continue;
            try
            {
                reader.GetString();
            }
            catch (InvalidOperationException)
            {
                return false;
            }
        }

        return true;
    }

    public void Refuse(Text message, Text remedy, string? value = null) => faults.Add(message, remedy, column: path, value: value);

    /// <summary>Whether it has a member that may be left out.</summary>
    public bool Names(string name) => element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out _);

    public FormNode? Member(string name)
    {
        if (element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var member))
            return new(member, $"{path}.{name}", faults);
        faults.Add(new("必要な項目がありません。", "A required member is missing."),
            new($"「{name}」を書き加えてください。", $"Add the member \"{name}\"."), column: $"{path}.{name}");
        return null;
    }

    public string String(string name, int longest = 100)
    {
        if (Member(name) is not { } node)
            return "";
        if (node.AsString(longest) is { } text)
            return text;
        node.Refuse(new("文字列ではないか、空か、長すぎます。", "This is not a text, or empty, or too long."),
            new($"1文字以上{longest}文字以下の文字列", $"A text of 1 to {longest} characters"), node.Raw);
        return "";
    }

    public DateOnly Day(string name)
    {
        if (String(name, 10) is not { Length: > 0 } text)
            return default;
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", out var day))
            return day;
        Refuse(new($"「{name}」が日付ではありません。", $"The member \"{name}\" is not a date."), Kernel.Text.Same("2026-04-01"), text);
        return default;
    }

    public Text Text(string name) => Member(name) is { } node ? node.AsText() : default;

    public Text AsText() => new(String("ja", LongestText), String("en", LongestText));

    public string? AsString(int longest)
        => element.ValueKind == JsonValueKind.String && element.GetString() is { } text && text.Length <= longest
            && !string.IsNullOrWhiteSpace(text) ? text : null;

    public int Integer(string name, int least, int most) => Member(name) is { } node ? node.AsInteger(least, most) : least;

    public int AsInteger(int least, int most)
    {
        if (element.ValueKind == JsonValueKind.Number && element.TryGetInt32(out var number) && number >= least && number <= most)
            return number;
        Refuse(new("整数ではないか、範囲の外です。", "This is not a whole number in the range."),
            new($"{least}以上{most}以下の整数", $"A whole number from {least} to {most}"), Raw);
        return least;
    }

    public Tenths Tenths(string name, int least, int most)
    {
        if (Member(name) is not { } node)
            return default;
        if (node.Number is { } number && number >= least && number <= most && number * 10 == decimal.Truncate(number * 10))
            return new((int)(number * 10));
        node.Refuse(new("小数第1位までの数ではないか、範囲の外です。", "This is not a number with one decimal in the range."),
            new($"{least}.0以上{most}.0以下", $"From {least}.0 to {most}.0"), node.Raw);
        return default;
    }

    public IReadOnlyList<FormNode> List(string name, int least, int most)
    {
        if (Member(name) is not { } node)
            return [];
        if (node.Elements is { } nodes && nodes.Count >= least && nodes.Count <= most)
            return nodes;
        node.Refuse(new("配列ではないか、要素の数が合いません。", "This is not an array of the right length."),
            least == most ? new($"{least}個の要素", $"{least} elements") : new($"{least}個以上{most}個以下の要素", $"{least} to {most} elements"),
            node.Elements is { } some ? $"{some.Count}" : node.Raw);
        return [];
    }

    public IEnumerable<(string Name, FormNode Node)> Members()
    {
        if (element.ValueKind != JsonValueKind.Object)
            yield break;
        foreach (var member in element.EnumerateObject())
            yield return (member.Name, new(member.Value, $"{path}.{member.Name}", faults));
    }

    /// <summary>The elements of an array; null when it is none.</summary>
    public IReadOnlyList<FormNode>? Elements
    {
        get
        {
            if (element.ValueKind != JsonValueKind.Array)
                return null;
            var nodes = new List<FormNode>(element.GetArrayLength());
            foreach (var child in element.EnumerateArray())
                nodes.Add(new(child, $"{path}[{nodes.Count}]", faults));
            return nodes;
        }
    }

    /// <summary>A member as text, whatever it is; null when it is missing, null, or this is not an object.</summary>
    public string? RawMember(string name)
        => element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var member) && member.ValueKind != JsonValueKind.Null
            ? new FormNode(member, name, faults).Raw
            : null;

    /// <summary>The text of the value as it stands, shortened where it is long.</summary>
    public string Raw => element.ValueKind switch
    {
        JsonValueKind.Object => "{…}",
        JsonValueKind.Array => "[…]",
        JsonValueKind.String => element.GetString()!,
        _ => element.GetRawText(),
    };

    private decimal? Number
        => element.ValueKind == JsonValueKind.Number && element.TryGetDecimal(out var number) && Math.Abs(number) < 1_000_000 ? number : null;
}
