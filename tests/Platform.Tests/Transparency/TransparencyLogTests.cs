using System.Text;
using Sakimori.Platform.Transparency;
using Sakimori.TestKit.Faults;

namespace Sakimori.Platform.Tests.Transparency;

public sealed class TransparencyLogTests : IDisposable
{
    private readonly string folder = System.IO.Directory.CreateTempSubdirectory("sakimori-log-").FullName;
    private readonly NoteSigner signer = new("portal.example/log", Enumerable.Range(0, 32).Select(i => (byte)i).ToArray());

    public void Dispose()
    {
        signer.Dispose();
        System.IO.Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public void A_log_goes_on_where_it_was_whatever_the_size_at_which_it_was_closed()
    {
        var expected = new Frontier();
        var written = 0;
        foreach (var size in (int[])[1, 2, 255, 256, 257, 511, 600, 600, 65_535, 65_536, 65_537, 66_000])
        {
            var log = Open();
            Assert.Equal(written, log.Checkpoint.Size);
            for (; written < size; written++)
            {
                Assert.Equal(written, log.Append(Entry(written)));
                expected.Append(TreeHash.OfLeaf(Entry(written)));
            }

            Assert.Equal(expected.Root(), log.Publish().Root);
        }

        Assert.Empty(LogCheck.Run(new LogFolder(folder), signer.Key).Value.Damages);
        var parts = System.IO.Directory.GetFiles(folder, "*", SearchOption.AllDirectories).Where(f => f.Contains(".p/", StringComparison.Ordinal) || f.EndsWith(".part", StringComparison.Ordinal));
        Assert.Equal(["tile/0/257.p/208", "tile/1/001.p/1", "tile/2/000.p/1", "tile/entries/257.p/208"], parts.Select(f => Path.GetRelativePath(folder, f)).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_checkpoint_is_written_after_everything_that_it_speaks_of()
    {
        var files = new MemoryFiles();
        var log = TransparencyLog.Open(files, signer).Value;
        for (var i = 0; i < 700; i++)
            log.Append(Entry(i));
        log.Publish();
        var checkpoint = files.Written.IndexOf("checkpoint");
        Assert.Equal(files.Written.Count, checkpoint + 1);

        // Whoever stopped at any moment before has the log of the checkpoint before: here, none.
        for (var stopped = 0; stopped < checkpoint; stopped++)
        {
            var torn = new MemoryFiles();
            foreach (var path in files.Written.Take(stopped))
                torn.Files[path] = files.Files[path][..(files.Files[path].Length / 2)];
            var again = TransparencyLog.Open(torn, signer).Value;
            Assert.Equal(0, again.Checkpoint.Size);
            again.Append(Entry(0));
            again.Publish();
            Assert.Empty(LogCheck.Run(torn, signer.Key).Value.Damages);
        }
    }

    [Fact]
    public async Task What_was_published_is_there_after_the_process_is_killed_and_the_log_goes_on()
    {
        using var writer = LogAppender.Signer();
        var files = new LogFolder(folder);
        for (var kill = 0; kill < 3; kill++)
        {
            var published = await LogAppender.KillAsync(folder, TimeSpan.FromMilliseconds(150 + (kill * 130)));
            var verdict = LogCheck.Run(files, writer.Key).Value;
            Assert.Empty(verdict.Damages);
            Assert.True(verdict.Checkpoint.Size >= published, $"{verdict.Checkpoint.Size} of {published}");
            var last = verdict.Checkpoint.Size - 1;
            Assert.True(Proofs.Includes(TreeHash.OfLeaf(LogAppender.Entry(last)), last, last + 1,
                new TileReader(files, last + 1).Inclusion(last, last + 1), verdict.Checkpoint.Root));
        }
    }

    [Fact]
    public void A_torn_tile_at_the_edge_is_found_and_made_again()
    {
        Fill(66_000);
        foreach (var tile in (string[])["tile/0/257.p/208", "tile/1/001.p/1", "tile/2/000.p/1"])
        {
            var whole = File.ReadAllBytes(Path.Combine(folder, tile));
            File.WriteAllBytes(Path.Combine(folder, tile), whole[..(whole.Length / 2)]);
            Open();
            Assert.Equal(whole, File.ReadAllBytes(Path.Combine(folder, tile)));
            File.Delete(Path.Combine(folder, tile));
            Open();
            Assert.Equal(whole, File.ReadAllBytes(Path.Combine(folder, tile)));
        }

        File.WriteAllBytes(Path.Combine(folder, "tile/entries/257.p/208"), [0, 9, 1]);
        Assert.Contains("tile/entries/257.p/208", TransparencyLog.Open(new LogFolder(folder), signer).Failure!.Detail.En, StringComparison.Ordinal);
    }

    [Fact]
    public void The_log_of_another_signer_is_not_opened()
    {
        Fill(3);
        using var other = new NoteSigner("portal.example/log", new byte[32]);
        Assert.False(TransparencyLog.Open(new LogFolder(folder), other).Succeeded);
        Assert.False(LogCheck.Run(new LogFolder(folder), other.Key).Succeeded);
    }

    [Theory]
    [InlineData("tile/entries/x000/002", 600L, "tile/0/002", 600L)]
    [InlineData("tile/0/002", 0L, "tile/0/002", 512L)]
    [InlineData("tile/1/000.p/3", 0L, "tile/1/000.p/3", null)]
    public void A_changed_byte_is_found_and_its_place_named(string file, long entry, string path, long? index)
    {
        Fill(1000);
        file = Path.Combine(folder, file.Replace("x000/", "", StringComparison.Ordinal));
        var bytes = File.ReadAllBytes(file);
        var at = entry == 0 ? 5 : Enumerable.Range(512, 88).Sum(i => 2 + Entry(i).Length) + 3;
        bytes[at] ^= 1;
        File.WriteAllBytes(file, bytes);
        var damages = LogCheck.Run(new LogFolder(folder), signer.Key).Value.Damages;
        Assert.Equal(new LogDamage(path, index), damages[0]);
    }

    [Fact]
    public void Entries_that_are_cut_from_the_end_are_missed()
    {
        Fill(1000);
        File.Delete(Path.Combine(folder, "tile/entries/003.p/232"));
        Assert.Equal([new LogDamage("tile/entries/003.p/232", 768)], LogCheck.Run(new LogFolder(folder), signer.Key).Value.Damages);
    }

    [Fact]
    public void Entries_are_kept_with_their_length_in_two_bytes_and_a_longer_one_is_refused()
    {
        var log = Open();
        log.Append("ab"u8);
        log.Append([]);
        log.Append(new byte[TileWriter.LongestEntry]);
        log.Publish();
        var bundle = File.ReadAllBytes(Path.Combine(folder, "tile/entries/000.p/3"));
        Assert.Equal([0, 2, (byte)'a', (byte)'b', 0, 0, 255, 255], bundle[..8]);
        Assert.Equal(8 + TileWriter.LongestEntry, bundle.Length);
        Assert.Throws<ArgumentOutOfRangeException>(() => log.Append(new byte[TileWriter.LongestEntry + 1]));
    }

    [Fact]
    public void A_reader_with_nothing_but_the_files_proves_an_entry()
    {
        Fill(1000);
        var files = new LogFolder(folder);
        var checkpoint = Checkpoint.Open(files.Read(TilePath.Checkpoint), signer.Key).Value;
        Assert.Equal($"portal.example/log\n1000\n{checkpoint.Root}\n", checkpoint.ToString());
        var reader = new TileReader(files, checkpoint.Size);
        foreach (var index in (int[])[0, 255, 256, 700, 999])
        {
            Assert.Equal(Entry(index), reader.Entry(index).ToArray());
            Assert.True(Proofs.Includes(TreeHash.OfLeaf(reader.Entry(index).Span), index, checkpoint.Size, reader.Inclusion(index, checkpoint.Size), checkpoint.Root));
        }

        Assert.Throws<ArgumentOutOfRangeException>(() => reader.Entry(1000));
    }

    private static byte[] Entry(int i) => Encoding.UTF8.GetBytes($"entry {i}");

    private TransparencyLog Open() => TransparencyLog.Open(new LogFolder(folder), signer).Value;

    private void Fill(int size)
    {
        var log = Open();
        for (var i = 0; i < size; i++)
            log.Append(Entry(i));
        log.Publish();
    }
}
