using System.Text;

namespace Sakimori.Platform.Backup;

/// <summary>Bech32 as BIP 173 has it, without its limit of length: how the age format writes keys.</summary>
internal static class Bech32
{
    private const string Letters = "qpzry9x8gf2tvdw0s3jn54khce6mua7l";
    private const int CheckLength = 6;
    private static readonly uint[] Generator = [0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd, 0x2a1462b3];

    /// <summary>Writes bytes behind a prefix, in lower case.</summary>
    public static string Encode(string prefix, ReadOnlySpan<byte> data)
    {
        var groups = Regroup(data, 8, 5, pad: true)!;
        var check = Remainder(prefix, [.. groups, .. new byte[CheckLength]]) ^ 1;
        var text = new StringBuilder(prefix).Append('1');
        foreach (var group in groups)
            text.Append(Letters[group]);
        for (var i = 0; i < CheckLength; i++)
            text.Append(Letters[(int)(check >> (5 * (CheckLength - 1 - i))) & 31]);
        return text.ToString();
    }

    /// <summary>The bytes behind a prefix; null when the text is mistyped, of two cases, or of another prefix.</summary>
    public static byte[]? Decode(string prefix, string text)
    {
        var lower = text.ToLowerInvariant();
        if ((text.Any(char.IsAsciiLetterLower) && text.Any(char.IsAsciiLetterUpper)) || !lower.StartsWith(prefix + "1", StringComparison.Ordinal)
            || lower.Length < prefix.Length + 1 + CheckLength)
            return null;
        var groups = new byte[lower.Length - prefix.Length - 1];
        for (var i = 0; i < groups.Length; i++)
        {
            if (Letters.IndexOf(lower[prefix.Length + 1 + i], StringComparison.Ordinal) is not (>= 0 and var group))
                return null;
            groups[i] = (byte)group;
        }

        return Remainder(prefix, groups) == 1 ? Regroup(groups.AsSpan(0, groups.Length - CheckLength), 5, 8, pad: false) : null;
    }

    private static uint Remainder(string prefix, ReadOnlySpan<byte> groups)
    {
        var sum = 1u;
        foreach (var letter in prefix)
            sum = Step(sum, (byte)(letter >> 5));
        sum = Step(sum, 0);
        foreach (var letter in prefix)
            sum = Step(sum, (byte)(letter & 31));
        foreach (var group in groups)
            sum = Step(sum, group);
        return sum;
    }

    private static uint Step(uint sum, byte value)
    {
        var top = sum >> 25;
        sum = ((sum & 0x1ffffff) << 5) ^ value;
        for (var i = 0; i < Generator.Length; i++)
        {
            if (((top >> i) & 1) == 1)
                sum ^= Generator[i];
        }

        return sum;
    }

    // Null when bits are left over that are not the padding of the last group.
    private static byte[]? Regroup(ReadOnlySpan<byte> from, int width, int into, bool pad)
    {
        var (held, bits) = (0u, 0);
        var groups = new List<byte>();
        foreach (var value in from)
        {
            held = (held << width) | value;
            for (bits += width; bits >= into;)
            {
                bits -= into;
                groups.Add((byte)((held >> bits) & ((1u << into) - 1)));
            }

            held &= (1u << bits) - 1;
        }

        if (pad && bits > 0)
            groups.Add((byte)(held << (into - bits)));
        return pad || (bits < width && held == 0) ? [.. groups] : null;
    }
}
