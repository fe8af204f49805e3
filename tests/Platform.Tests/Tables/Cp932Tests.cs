using System.Security.Cryptography;
using System.Text;

namespace Sakimori.Platform.Tests.Tables;

public class Cp932Tests
{
    [Fact]
    public void Names_written_with_nec_rows_are_read()
    {
        var table = TestFiles.Read([.. "name\r\n"u8, 0xEE, 0xE0, 0xED, 0x95, 0xED, 0x4B, 0xED, 0x9E, .. "\r\n"u8]);
        Assert.Equal("髙﨑彅德", Assert.Single(TestFiles.Cells(table))[0]);
        Assert.Equal("CP932 (Shift_JIS)", table.Encoding.En);
    }

    // The digest is that of another implementation's decoding of the same 374 pairs (CPython's codec cp932).
    [Fact]
    public void Every_character_of_the_nec_rows_is_what_another_decoder_makes_of_it()
    {
        var text = new StringBuilder();
        for (var lead = 0xED; lead <= 0xEE; lead++)
        {
            for (var trail = 0x40; trail <= 0xFC; trail++)
            {
                if (trail == 0x7F || (lead == 0xEE && trail is 0xED or 0xEE))
                    continue;
                text.Append(TestFiles.Cells(TestFiles.Read([.. "a\n"u8, (byte)lead, (byte)trail, .. "\n"u8]))[0][0]);
            }
        }

        Assert.Equal(374, text.Length);
        Assert.Equal("5a29d9c023d57c144f450a3e6f6687cf4217239fd9e34ac83d65b1bf4e1dfc8f",
            Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString()))));
    }

    [Fact]
    public void A_trail_byte_that_looks_like_a_nec_lead_stays()
        => Assert.Equal("駕", TestFiles.Cells(TestFiles.Read([.. "a\n"u8, .. TestFiles.Cp932.GetBytes("駕"), .. "\n"u8]))[0][0]);
}
