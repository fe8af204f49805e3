using System.Runtime.InteropServices;

namespace Sakimori.Web.Charts;

/// <summary>
/// A length in view-box units as SVG writes it: rounded half away from zero to two digits, with a point, without trailing zeros, never
/// <c>-0</c>. It formats itself into the text around it and allocates nothing there.
/// </summary>
/// <param name="Value">The length; its magnitude is below 10^15.</param>
public readonly record struct SvgLength(double Value) : ISpanFormattable
{
    private const int Longest = 24;

    // Nearly every length on a page: up to three digits before the point and two after it, each put down as four characters at once.
    private static readonly (ulong Characters, int Count)[] Wholes = [.. Enumerable.Range(0, 1000).Select(n => Packed($"{n}"))];
    private static readonly (ulong Characters, int Count)[] Rests = [.. Enumerable.Range(0, 100).Select(n => Packed(n == 0 ? "" : $".{n:00}".TrimEnd('0')))];

    /// <summary>Formats the length; false when there are fewer than 24 characters of room.</summary>
    public bool TryFormat(Span<char> destination, out int charsWritten, ReadOnlySpan<char> format, IFormatProvider? provider)
    {
        charsWritten = 0;
        if (destination.Length < Longest)
            return false;
        charsWritten = Write(Value, destination);
        return true;
    }

    /// <summary>Writes a length into at least 24 characters of room; how many it took.</summary>
    internal static int Write(double value, Span<char> room)
    {
        var hundredths = (long)Math.Round(value * 100, MidpointRounding.AwayFromZero);
        var written = 0;
        if (hundredths < 0)
        {
            room[written++] = '-';
            hundredths = -hundredths;
        }

        if (hundredths < 100_000)
        {
            written += Put(Wholes[(uint)hundredths / 100], room[written..]);
            return written + Put(Rests[(uint)hundredths % 100], room[written..]);
        }

        (hundredths / 100).TryFormat(room[written..], out var digits);
        written += digits;
        return written + Put(Rests[hundredths % 100], room[written..]);
    }

    private static int Put((ulong Characters, int Count) packed, Span<char> destination)
    {
        MemoryMarshal.Write(MemoryMarshal.AsBytes(destination), packed.Characters);
        return packed.Count;
    }

    private static (ulong Characters, int Count) Packed(string text)
        => (MemoryMarshal.Read<ulong>(MemoryMarshal.AsBytes(text.PadRight(4).AsSpan())), text.Length);

    /// <inheritdoc/>
    public string ToString(string? format, IFormatProvider? formatProvider) => ToString();

    /// <summary>The length as SVG writes it.</summary>
    public override string ToString()
    {
        Span<char> text = stackalloc char[Longest];
        return TryFormat(text, out var written, default, null) ? text[..written].ToString() : throw new FormatException("The length is too great.");
    }
}
