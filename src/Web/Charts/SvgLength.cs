namespace Sakimori.Web.Charts;

/// <summary>
/// A length in view-box units as SVG writes it: rounded half away from zero to two digits, with a point, without trailing zeros, never
/// <c>-0</c>. It formats itself into the text around it and allocates nothing there.
/// </summary>
/// <param name="Value">The length; its magnitude is below 10^15.</param>
public readonly record struct SvgLength(double Value) : ISpanFormattable
{
    /// <inheritdoc/>
    public bool TryFormat(Span<char> destination, out int charsWritten, ReadOnlySpan<char> format, IFormatProvider? provider)
    {
        var hundredths = (long)Math.Round(Value * 100, MidpointRounding.AwayFromZero);
        charsWritten = 0;
        if (hundredths < 0)
        {
            if (destination.IsEmpty)
                return false;
            destination[charsWritten++] = '-';
            hundredths = -hundredths;
        }

        var (whole, rest) = Math.DivRem(hundredths, 100);
        if (!whole.TryFormat(destination[charsWritten..], out var digits))
            return false;
        charsWritten += digits;
        if (rest == 0)
            return true;
        var places = rest % 10 == 0 ? 1 : 2;
        if (destination.Length - charsWritten < places + 1)
            return false;
        destination[charsWritten++] = '.';
        destination[charsWritten++] = (char)('0' + rest / 10);
        if (places == 2)
            destination[charsWritten++] = (char)('0' + rest % 10);
        return true;
    }

    /// <inheritdoc/>
    public string ToString(string? format, IFormatProvider? formatProvider) => ToString();

    /// <summary>The length as SVG writes it.</summary>
    public override string ToString()
    {
        Span<char> text = stackalloc char[24];
        return TryFormat(text, out var written, default, null) ? text[..written].ToString() : throw new FormatException("The length is too great.");
    }
}
