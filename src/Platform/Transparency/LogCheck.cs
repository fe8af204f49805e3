using Sakimori.Kernel;

namespace Sakimori.Platform.Transparency;

/// <summary>What does not fit in a log.</summary>
/// <param name="Path">The file.</param>
/// <param name="Index">The first entry of it that is concerned; null when the file is not about single entries.</param>
public sealed record LogDamage(string Path, long? Index);

/// <summary>How the check of a log ended.</summary>
/// <param name="Checkpoint">What the log says of itself.</param>
/// <param name="Damages">What does not fit, in the order of the log; empty when everything does.</param>
public sealed record LogVerdict(Checkpoint Checkpoint, IReadOnlyList<LogDamage> Damages);

/// <summary>
/// Checks every byte of a log that keeps entries: builds all tiles anew from the entries and compares them, and the root with the signed
/// checkpoint. Memory does not grow with the log.
/// </summary>
public static class LogCheck
{
    /// <summary>The most damages that are told.</summary>
    public const int MostDamages = 1000;

    /// <summary>Checks a log. Fails when there is none, or none of the keys has signed its checkpoint.</summary>
    public static Outcome<LogVerdict> Run(ILogStorage storage, params IReadOnlyCollection<NoteKey> keys)
    {
        if (storage.Read(TilePath.Checkpoint) is not { } note)
            return new Failure(FailureKind.NotFound, new("ここにはログがありません。", "There is no log here."));
        var opened = Checkpoint.Open(note, keys);
        if (opened.Failure is { } unsigned)
            return unsigned;
        var checkpoint = opened.Value;
        var compared = new ComparedStorage(storage);
        var anew = new TileWriter(compared, entries: false);
        for (long bundle = 0; bundle * TilePath.Width < checkpoint.Size; bundle++)
        {
            var width = (int)Math.Min(TilePath.Width, checkpoint.Size - (bundle * TilePath.Width));
            if (EntryBundle.Read(storage, bundle, width) is not { } entries)
            {
                compared.Add(TilePath.Entries(bundle, width), bundle * TilePath.Width);
                return new LogVerdict(checkpoint, compared.Damages);
            }

            foreach (var entry in entries)
                anew.Append(TreeHash.OfLeaf(entry.Span));
        }

        anew.WriteEdge();
        if (anew.Root() != checkpoint.Root)
            compared.Add(TilePath.Checkpoint, null);
        return new LogVerdict(checkpoint, compared.Damages);
    }

    /// <summary>Takes nothing, and notes where it differs from what is there.</summary>
    private sealed class ComparedStorage(ILogStorage there) : ILogStorage
    {
        private const string Leaves = "tile/0/";

        private long leaves;

        public List<LogDamage> Damages { get; } = [];

        public void Add(string path, long? index)
        {
            if (Damages.Count < MostDamages)
                Damages.Add(new(path, index));
        }

        public byte[]? Read(string path) => there.Read(path);

        public void Write(string path, ReadOnlySpan<byte> content)
        {
            var found = there.Read(path) ?? (path.LastIndexOf(".p/", StringComparison.Ordinal) is var part and > 0
                && there.Read(path[..part]) is { } full && full.Length > content.Length ? full[..content.Length] : null);
            var isLeaves = path.StartsWith(Leaves, StringComparison.Ordinal);
            if (!content.SequenceEqual(found))
                Add(path, isLeaves ? leaves + (content.CommonPrefixLength(found) / TreeHash.Length) : null);
            if (isLeaves)
                leaves += content.Length / TreeHash.Length;
        }

        public void Publish(string path, ReadOnlySpan<byte> content)
        {
        }

        public void DeleteParts(string full)
        {
        }
    }
}
