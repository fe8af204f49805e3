namespace Sakimori.Kernel;

/// <summary>
/// A figure with one decimal, kept as a whole number of tenths so that it is exact and orders the same in every database.
/// </summary>
/// <param name="Value">The number of tenths: 754 is 75.4.</param>
public readonly record struct Tenths(int Value) : IComparable<Tenths>
{
    /// <summary>The exact quotient rounded half away from zero to one decimal.</summary>
    /// <exception cref="DivideByZeroException"><paramref name="denominator"/> is 0.</exception>
    public static Tenths Ratio(long numerator, long denominator)
    {
        if (denominator == 0)
            throw new DivideByZeroException();
        if (denominator < 0)
            (numerator, denominator) = (-numerator, -denominator);
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
    public decimal ToDecimal() => Value / 10m;

    /// <summary>Always with its one decimal: <c>75.0</c>, <c>-0.5</c>.</summary>
    public override string ToString() => ToDecimal().ToString("0.0");

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
