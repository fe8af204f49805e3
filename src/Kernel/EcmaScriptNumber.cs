using System.Globalization;

namespace Sakimori.Kernel;

/// <summary>Numbers as ECMA-262 writes them (Number::toString with radix 10).</summary>
internal static class EcmaScriptNumber
{
    /// <summary>The text of a finite double.</summary>
    public static string Of(double value)
    {
        if (value == 0)
            return "0";

        // The runtime's round-trip form holds the shortest digits that give the same double; only their layout differs.
        var (digits, point) = Parts(Math.Abs(value).ToString("R", CultureInfo.InvariantCulture));
        return (value < 0 ? "-" : "") + Layout(digits, point);
    }

    /// <summary>The significant digits, and where the decimal point stands behind the first <c>point</c> of them.</summary>
    private static (string Digits, int Point) Parts(string text)
    {
        var exponentAt = text.IndexOf('E', StringComparison.Ordinal);
        var exponent = exponentAt < 0 ? 0 : int.Parse(text.AsSpan(exponentAt + 1), CultureInfo.InvariantCulture);
        var mantissa = exponentAt < 0 ? text : text[..exponentAt];
        var pointAt = mantissa.IndexOf('.', StringComparison.Ordinal);
        var digits = mantissa.Replace(".", "", StringComparison.Ordinal);
        var point = (pointAt < 0 ? mantissa.Length : pointAt) + exponent;
        var leading = digits.Length - digits.TrimStart('0').Length;
        return (digits.Trim('0'), point - leading);
    }

    private static string Layout(string digits, int point)
    {
        var count = digits.Length;
        if (point is > 0 and <= 21)
            return count <= point ? digits + new string('0', point - count) : $"{digits[..point]}.{digits[point..]}";
        if (point is > -6 and <= 0)
            return $"0.{new string('0', -point)}{digits}";
        var exponent = point - 1;
        var mantissa = count == 1 ? digits : $"{digits[..1]}.{digits[1..]}";
        return $"{mantissa}e{(exponent < 0 ? "-" : "+")}{Math.Abs(exponent)}";
    }
}
