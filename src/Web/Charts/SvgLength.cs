namespace Sakimori.Web.Charts;

/// <summary>
/// A length in view-box units as SVG writes it: rounded half away from zero to two digits, with a point, without trailing zeros, never
/// <c>-0</c>. It formats itself into the text around it and allocates nothing there.
/// </summary>
/// <param name="Value">The length; its magnitude is below 10^15.</param>
public readonly record struct SvgLength(double Value) : ISpanFormattable
{
    private const int Longest = 24;

    /// <summary>Formats the length; false when there are fewer than 24 characters of room.</summary>
    public bool TryFormat(Span<char> destination, out int charsWritten, ReadOnlySpan<char> format, IFormatProvider? provider)
    {
        var hundredths = (long)Math.Round(Value * 100, MidpointRounding.AwayFromZero);
        charsWritten = 0;
        if (destination.Length < Longest)
            return false;
        if (hundredths < 0)
        {
            destination[charsWritten++] = '-';
            hundredths = -hundredths;
        }

        var (whole, rest) = ((int)(hundredths / 100), (int)(hundredths % 100));
        if (hundredths >= 100_000)
        {
            (hundredths / 100).TryFormat(destination[charsWritten..], out var digits);
            charsWritten += digits;
        }
        else
        {
            // Nearly every length on a page: up to three digits.
            if (whole >= 100)
                destination[charsWritten++] = (char)('0' + whole / 100);
            if (whole >= 10)
                destination[charsWritten++] = (char)('0' + whole / 10 % 10);
            destination[charsWritten++] = (char)('0' + whole % 10);
        }

        if (rest == 0)
            return true;
        destination[charsWritten++] = '.';
        destination[charsWritten++] = (char)('0' + rest / 10);
        if (rest % 10 != 0)
            destination[charsWritten++] = (char)('0' + rest % 10);
        return true;
    }

    /// <inheritdoc/>
    public string ToString(string? format, IFormatProvider? formatProvider) => ToString();

    /// <summary>The length as SVG writes it.</summary>
    public override string ToString()
    {
        Span<char> text = stackalloc char[Longest];
        return TryFormat(text, out var written, default, null) ? text[..written].ToString() : throw new FormatException("The length is too great.");
    }
}
