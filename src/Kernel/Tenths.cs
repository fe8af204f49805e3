using System.Globalization;

namespace Sakimori.Kernel;

/// <summary>
/// A figure with one decimal, kept as a whole number of tenths so that it is exact and orders the same in every database.
/// </summary>
/// <param name="Value">The number of tenths: 754 is 75.4.</param>
public readonly record struct Tenths(int Value) : IComparable<Tenths>, ISpanFormattable
{
    // Below this the exact quotient needs no more than 64 bits.
    private const long Narrow = 1L << 57;

    /// <summary>The exact quotient rounded half away from zero to one decimal.</summary>
    /// <exception cref="DivideByZeroException"><paramref name="denominator"/> is 0.</exception>
    public static Tenths Ratio(long numerator, long denominator)
    {
        if (denominator == 0)
            throw new DivideByZeroException();
        if (denominator < 0)
            (numerator, denominator) = (-numerator, -denominator);
        if (numerator is > -Narrow and < Narrow && denominator < Narrow)
            return new((int)((numerator * 20 + (numerator < 0 ? -denominator : denominator)) / (2 * denominator)));
        var scaled = (Int128)numerator * 10;
        var magnitude = Int128.Abs(scaled);
        var rounded = (magnitude * 2 + denominator) / (2 * (Int128)denominator);
        return new((int)(scaled < 0 ? -rounded : rounded));
    }

    /// <summary>Percentage with one decimal: 350 of 3,670 is 9.5.</summary>
    public static Tenths Percent(long part, long whole) => Ratio(checked(part * 100), whole);

    /// <summary>A whole number.</summary>
    public static Tenths Whole(int number) => new(checked(number * 10));

    /// <inheritdoc/>
    public int CompareTo(Tenths other) => Value.CompareTo(other.Value);

    /// <summary>The exact decimal.</summary>
    public decimal ToDecimal()
    {
        var (whole, tenth) = Math.DivRem(Value, 10);
        return tenth == 0 ? whole : new decimal((int)Math.Abs((long)Value), 0, 0, Value < 0, 1);
    }

    /// <summary>Always with its one decimal: <c>75.0</c>, <c>-0.5</c>.</summary>
    public override string ToString()
    {
        Span<char> text = stackalloc char[16];
        return TryFormat(text, out var written, default, null) ? text[..written].ToString() : throw new FormatException();
    }

    /// <inheritdoc/>
    public string ToString(string? format, IFormatProvider? formatProvider) => ToString();

    /// <summary>Formats the figure as <see cref="ToString()"/> does, whatever the format.</summary>
    public bool TryFormat(Span<char> destination, out int charsWritten, ReadOnlySpan<char> format, IFormatProvider? provider)
    {
        charsWritten = 0;
        var (whole, tenth) = Math.DivRem(Math.Abs((long)Value), 10);
        if (Value < 0)
        {
            if (destination.IsEmpty)
                return false;
            destination[charsWritten++] = '-';
        }

        if (!whole.TryFormat(destination[charsWritten..], out var digits, provider: CultureInfo.InvariantCulture) || destination.Length - charsWritten - digits < 2)
            return false;
        charsWritten += digits;
        destination[charsWritten++] = '.';
        destination[charsWritten++] = (char)('0' + tenth);
        return true;
    }

    /// <inheritdoc/>
    public static bool operator <(Tenths a, Tenths b) => a.Value < b.Value;

    /// <inheritdoc/>
    public static bool operator >(Tenths a, Tenths b) => a.Value > b.Value;

    /// <inheritdoc/>
    public static bool operator <=(Tenths a, Tenths b) => a.Value <= b.Value;

    /// <inheritdoc/>
    public static bool operator >=(Tenths a, Tenths b) => a.Value >= b.Value;

    /// <summary>The exact difference.</summary>
    public static Tenths operator -(Tenths a, Tenths b) => new(a.Value - b.Value);

    /// <inheritdoc cref="op_Subtraction"/>
    public static Tenths Subtract(Tenths a, Tenths b) => a - b;

    /// <summary>The exact sum.</summary>
    public static Tenths operator +(Tenths a, Tenths b) => new(a.Value + b.Value);

    /// <inheritdoc cref="op_Addition"/>
    public static Tenths Add(Tenths a, Tenths b) => a + b;
}
