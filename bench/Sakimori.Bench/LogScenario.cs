using System.Buffers.Binary;
using System.Diagnostics;
using System.Security.Cryptography;
using Sakimori.Platform.Transparency;

namespace Sakimori.Bench;

/// <summary>The transparency log: entries of the size of audit entries into a folder, published every 65,536, proved and checked.</summary>
internal sealed class LogScenario : IScenario
{
    private const int EntryLength = 300;
    private const int Publishing = 65_536;
    private const int ProofCount = 10_000;

    public string Name => "log";

    public string Purpose => "a transparency log of 10,000,000 entries: appends, inclusion and consistency proofs, a full check, memory, room on disk";

    public Task RunAsync(BenchOptions options, Report report)
    {
        var entries = options.Quick ? 1_000_000 : 10_000_000;
        var folder = System.IO.Directory.CreateTempSubdirectory("sakimori-bench-log-").FullName;
        try
        {
            using var signer = new NoteSigner("bench.example/log", SHA256.HashData(BitConverter.GetBytes(options.Seed)));
            Measure(entries, new LogFolder(folder), signer, options.Seed, report);
            var bytes = new DirectoryInfo(folder).EnumerateFiles("*", SearchOption.AllDirectories).Sum(f => f.Length);
            report.Figure("bytes_per_entry", (double)bytes / entries, "B");
            report.Figure("entry_bytes", EntryLength, "B");
            report.Figure("peak_mb", Process.GetCurrentProcess().PeakWorkingSet64 / 1e6, "MB");
        }
        finally
        {
            System.IO.Directory.Delete(folder, recursive: true);
        }

        return Task.CompletedTask;
    }

    private static void Measure(int entries, LogFolder files, NoteSigner signer, int seed, Report report)
    {
        var log = TransparencyLog.Open(files, signer).Value;
        var entry = new byte[EntryLength];
        new Random(seed).NextBytes(entry);
        var watch = Stopwatch.StartNew();
        for (var i = 0; i < entries; i++)
        {
            log.Append(Numbered(entry, i));
            if ((i + 1) % Publishing == 0)
                log.Publish();
            if ((i + 1) % 1_000_000 == 0)
                Report.Progress($"{i + 1:N0} entries, {(i + 1) / watch.Elapsed.TotalSeconds:N0} a second");
        }

        var checkpoint = log.Publish();
        report.Figure("append_per_s", entries / watch.Elapsed.TotalSeconds, "entries/s");
        Prove(checkpoint, files, entry, seed, report);
        watch.Restart();
        var damages = LogCheck.Run(files, signer.Key).Value.Damages;
        report.Figure("verify_entries_per_s", entries / watch.Elapsed.TotalSeconds, "entries/s");
        if (damages.Count > 0)
            throw new InvalidOperationException($"{damages[0].Path} does not fit.");
    }

    // Each proof is of a place anywhere in the log, and is checked as whoever receives it would.
    private static void Prove(Checkpoint checkpoint, LogFolder files, byte[] entry, int seed, Report report)
    {
        var (random, reader) = (new Random(seed), new TileReader(files, checkpoint.Size));
        var (making, checking, steps) = (new Stopwatch(), new Stopwatch(), new Stopwatch());
        for (var i = 0; i < ProofCount; i++)
        {
            var index = random.NextInt64(checkpoint.Size);
            making.Start();
            var proof = reader.Inclusion(index, checkpoint.Size);
            making.Stop();
            checking.Start();
            if (!Proofs.Includes(TreeHash.OfLeaf(Numbered(entry, index)), index, checkpoint.Size, proof, checkpoint.Root))
                throw new InvalidOperationException($"Entry {index} was not proved.");
            checking.Stop();
            steps.Start();
            var consistency = reader.Consistency(index, checkpoint.Size);
            steps.Stop();
            if (!Proofs.Extends(index, reader.Root(index), checkpoint.Size, checkpoint.Root, consistency))
                throw new InvalidOperationException($"The tree of {index} entries was not proved.");
        }

        report.Figure("inclusion_proof_us", making.Elapsed.TotalMicroseconds / ProofCount, "us");
        report.Figure("inclusion_check_us", checking.Elapsed.TotalMicroseconds / ProofCount, "us");
        report.Figure("consistency_proof_us", steps.Elapsed.TotalMicroseconds / ProofCount, "us");
    }

    private static byte[] Numbered(byte[] entry, long index)
    {
        BinaryPrimitives.WriteInt64BigEndian(entry, index);
        return entry;
    }
}
