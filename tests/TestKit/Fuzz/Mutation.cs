using System.IO.Compression;

namespace Sakimori.TestKit.Fuzz;

/// <summary>Makes a wrong input from a right one. The same random numbers give the same bytes.</summary>
public static class Mutation
{
    private static readonly byte[][] Nasty =
    [
        "\""u8.ToArray(), ","u8.ToArray(), "\r"u8.ToArray(), "\n"u8.ToArray(), "\0"u8.ToArray(), "=cmd()"u8.ToArray(),
        "999999999999999999999"u8.ToArray(), "-1"u8.ToArray(), "{"u8.ToArray(), "[["u8.ToArray(), "\\ud800"u8.ToArray(), "１"u8.ToArray(),
        "不明"u8.ToArray(), [0xEF, 0xBB, 0xBF], [0xFF, 0xFE], [0x82, 0x50], [0x80], "<!DOCTYPE x [<!ENTITY e 'e'>]>"u8.ToArray(), "&e;"u8.ToArray(),
    ];

    /// <summary>One to eight changes: bytes flipped, pieces cut, doubled, moved, or nasty ones put in.</summary>
    public static byte[] Of(byte[] input, Random random)
    {
        var bytes = new List<byte>(input);
        for (var changes = random.Next(1, 9); changes > 0; changes--)
            Change(bytes, random);
        return [.. bytes];
    }

    /// <summary>Unpacks a workbook, mutates one of its parts and packs it again: what byte changes alone never reach.</summary>
    public static byte[] OfPart(byte[] package, Random random)
    {
        using var output = new MemoryStream();
        using (var from = new ZipArchive(new MemoryStream(package), ZipArchiveMode.Read))
        using (var to = new ZipArchive(output, ZipArchiveMode.Create, leaveOpen: true))
        {
            var chosen = random.Next(from.Entries.Count);
            foreach (var (entry, at) in from.Entries.Select((e, i) => (e, i)))
            {
                using var part = new MemoryStream();
                using (var read = entry.Open())
                    read.CopyTo(part);
                var copy = to.CreateEntry(entry.FullName, CompressionLevel.Fastest);
                copy.LastWriteTime = new DateTimeOffset(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);
                using var write = copy.Open();
                write.Write(at == chosen ? Of(part.ToArray(), random) : part.ToArray());
            }
        }

        return output.ToArray();
    }

    private static void Change(List<byte> bytes, Random random)
    {
        var at = random.Next(bytes.Count + 1);
        var length = Math.Min(bytes.Count - at, random.Next(1, 64));
        switch (random.Next(6))
        {
            case 0 when at < bytes.Count:
                bytes[at] ^= (byte)(1 << random.Next(8));
                break;
            case 1 when at < bytes.Count:
                bytes[at] = (byte)random.Next(256);
                break;
            case 2:
                bytes.RemoveRange(at, length);
                break;
            case 3:
                bytes.InsertRange(random.Next(bytes.Count + 1), bytes.GetRange(at, length));
                break;
            case 4:
                bytes.RemoveRange(at, bytes.Count - at);
                break;
            default:
                bytes.InsertRange(at, Nasty[random.Next(Nasty.Length)]);
                break;
        }
    }
}
