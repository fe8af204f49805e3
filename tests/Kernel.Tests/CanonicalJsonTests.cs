using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using CsCheck;
using Sakimori.Kernel;

namespace Sakimori.Kernel.Tests;

public class CanonicalJsonTests
{
    // RFC 8785, 3.2.2 and 3.2.4.
    [Fact]
    public void The_example_of_the_RFC_comes_out_byte_for_byte()
    {
        const string given = """
            {
              "numbers": [333333333.33333329, 1E30, 4.50, 2e-3, 0.000000000000000000000000001],
              "string": "\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"\/",
              "literals": [null, true, false]
            }
            """;
        const string bytes = """
            7b 22 6c 69 74 65 72 61 6c 73 22 3a 5b 6e 75 6c 6c 2c 74 72 75 65 2c 66 61 6c 73 65 5d 2c 22 6e 75 6d 62 65 72 73 22 3a
            5b 33 33 33 33 33 33 33 33 33 2e 33 33 33 33 33 33 33 2c 31 65 2b 33 30 2c 34 2e 35 2c 30 2e 30 30 32 2c 31 65 2d 32 37
            5d 2c 22 73 74 72 69 6e 67 22 3a 22 e2 82 ac 24 5c 75 30 30 30 66 5c 6e 41 27 42 5c 22 5c 5c 5c 5c 5c 22 2f 22 7d
            """;
        Assert.Equal(string.Concat(bytes.Where(char.IsAsciiHexDigit)), Convert.ToHexStringLower(CanonicalJson.Of(Encoding.UTF8.GetBytes(given)).Value));
    }

    // RFC 8785, 3.2.3.
    [Fact]
    public void Names_stand_in_the_order_of_their_code_units()
    {
        const string given = """{"\u20ac":5,"\r":1,"\ufb33":7,"1":2,"\ud83d\ude00":6,"\u0080":3,"\u00f6":4}""";
        Assert.Equal("{\"\\r\":1,\"1\":2,\"\u0080\":3,\"\u00f6\":4,\"\u20ac\":5,\"\U0001F600\":6,\"\ufb33\":7}", Canonical(given));
    }

    // RFC 8785, appendix B.
    [Theory]
    [InlineData("0000000000000000", "0")]
    [InlineData("8000000000000000", "0")]
    [InlineData("0000000000000001", "5e-324")]
    [InlineData("8000000000000001", "-5e-324")]
    [InlineData("7fefffffffffffff", "1.7976931348623157e+308")]
    [InlineData("ffefffffffffffff", "-1.7976931348623157e+308")]
    [InlineData("4340000000000000", "9007199254740992")]
    [InlineData("c340000000000000", "-9007199254740992")]
    [InlineData("4430000000000000", "295147905179352830000")]
    [InlineData("7fffffffffffffff", null)]
    [InlineData("7ff0000000000000", null)]
    [InlineData("44b52d02c7e14af5", "9.999999999999997e+22")]
    [InlineData("44b52d02c7e14af6", "1e+23")]
    [InlineData("44b52d02c7e14af7", "1.0000000000000001e+23")]
    [InlineData("444b1ae4d6e2ef4e", "999999999999999700000")]
    [InlineData("444b1ae4d6e2ef4f", "999999999999999900000")]
    [InlineData("444b1ae4d6e2ef50", "1e+21")]
    [InlineData("3eb0c6f7a0b5ed8c", "9.999999999999997e-7")]
    [InlineData("3eb0c6f7a0b5ed8d", "0.000001")]
    [InlineData("41b3de4355555553", "333333333.3333332")]
    [InlineData("41b3de4355555554", "333333333.33333325")]
    [InlineData("41b3de4355555555", "333333333.3333333")]
    [InlineData("41b3de4355555556", "333333333.3333334")]
    [InlineData("41b3de4355555557", "333333333.33333343")]
    [InlineData("becbf647612f3696", "-0.0000033333333333333333")]
    [InlineData("43143ff3c1cb0959", "1424953923781206.2")]
    public void Numbers_are_written_as_ECMAScript_does(string bits, string? written)
        => Assert.Equal(written, CanonicalJson.Number(BitConverter.UInt64BitsToDouble(ulong.Parse(bits, NumberStyles.HexNumber, CultureInfo.InvariantCulture))));

    [Theory]
    [InlineData("""{"a":1,"b":{"c":1,"c":2}}""", "$.b.c")]
    [InlineData("""{"a":1,"\u0061":2}""", "$.a")]
    [InlineData("""{"a":["\ud800"]}""", "$.a[0]")]
    [InlineData("""{"\udc00x":1}""", "$")]
    [InlineData("""{"a":1e400}""", "$.a")]
    [InlineData("""{"a":NaN}""", null)]
    [InlineData("""{"a":1,}""", null)]
    [InlineData("""{"a":1} {"a":1}""", null)]
    [InlineData("", null)]
    public void What_has_no_canonical_form_is_refused_by_its_place(string given, string? place)
    {
        var refused = CanonicalJson.Of(Encoding.UTF8.GetBytes(given));
        Assert.Equal(place, Assert.Single(refused.Failure!.Faults).Column);
    }

    [Fact]
    public void Bytes_that_are_no_UTF8_are_refused()
    {
        byte[] given = [.. "{\"a\":\""u8, 0xff, .. "\"}"u8];
        Assert.NotNull(CanonicalJson.Of(given).Failure);
        Assert.NotNull(CanonicalJson.Of(Encoding.UTF8.GetBytes(new string('[', 100) + new string(']', 100))).Failure);
    }

    [Fact]
    public void Every_double_reads_back_as_itself_and_no_shorter_digits_would()
        => Gen.Double.Where(double.IsFinite).Sample(value =>
        {
            var written = CanonicalJson.Number(value)!;
            var digits = new string([.. written.Split('e')[0].Where(char.IsAsciiDigit)]).Trim('0').Length;
            return double.Parse(written, CultureInfo.InvariantCulture) == value
                && (digits <= 1 || double.Parse(value.ToString($"E{digits - 2}", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture) != value);
        }, iter: 20_000);

    [Fact]
    public void One_content_has_one_form_however_it_was_written()
        => (from tree in Tree(3) from seed in Gen.Int select (tree, seed)).Sample(given =>
        {
            var plain = Canonical(given.tree?.ToJsonString() ?? "null");
            var other = Shuffled(given.tree, new Random(given.seed))?.ToJsonString(new JsonSerializerOptions
            {
                WriteIndented = true,
                Encoder = given.seed % 2 == 0 ? JavaScriptEncoder.Default : JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
            }) ?? "null";
            return plain == Canonical(other) && plain == Canonical(plain)
                && JsonNode.DeepEquals(JsonNode.Parse(plain), given.tree);
        }, iter: 3_000);

    private static string Canonical(string json) => Encoding.UTF8.GetString(CanonicalJson.Of(Encoding.UTF8.GetBytes(json)).Value);

    private static Gen<JsonNode?> Tree(int levels)
    {
        var text = Gen.Char["aあ€ö\"\\/\n\u0001\u007f<&"].Array[0, 6].Select(c => new string(c));
        Gen<JsonNode?> leaf = Gen.OneOf(
            text.Select(t => (JsonNode?)JsonValue.Create(t)),
            Gen.Double.Where(d => double.IsFinite(d) && d != 0).Select(d => (JsonNode?)JsonValue.Create(d)),
            Gen.Int.Select(i => (JsonNode?)JsonValue.Create(i)),
            Gen.Bool.Select(b => (JsonNode?)JsonValue.Create(b)),
            Gen.Const((JsonNode?)null));
        if (levels == 0)
            return leaf;
        var inner = Tree(levels - 1);
        return Gen.OneOf(leaf,
            inner.Array[0, 4].Select(items => (JsonNode?)new JsonArray([.. items.Select(i => i?.DeepClone())])),
            Gen.Select(text, inner).Array[0, 4].Select(members => (JsonNode?)new JsonObject(
                members.DistinctBy(m => m.Item1).Select(m => KeyValuePair.Create(m.Item1, m.Item2?.DeepClone())))));
    }

    private static JsonNode? Shuffled(JsonNode? node, Random random) => node switch
    {
        JsonObject members => new JsonObject(members.OrderBy(_ => random.Next()).Select(m => KeyValuePair.Create(m.Key, Shuffled(m.Value, random)))),
        JsonArray items => new JsonArray([.. items.Select(i => Shuffled(i, random))]),
        _ => node?.DeepClone(),
    };
}
