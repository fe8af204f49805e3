using System.Text;
using Sakimori.Kernel;

namespace Sakimori.Platform.Transparency;

/// <summary>
/// An append-only log that signs what it holds: entries go in, and a checkpoint promises that those before it never change. What was
/// appended is on disk, and part of the log, when <see cref="Publish"/> returns; what came after the last one is forgotten by a crash.
/// One writer at a time.
/// </summary>
public sealed class TransparencyLog
{
    private readonly ILogStorage storage;
    private readonly TileWriter tiles;
    private readonly NoteSigner signer;

    private TransparencyLog(ILogStorage storage, TileWriter tiles, NoteSigner signer, Checkpoint checkpoint)
        => (this.storage, this.tiles, this.signer, Checkpoint) = (storage, tiles, signer, checkpoint);

    /// <summary>The last checkpoint; of size 0 before the first.</summary>
    public Checkpoint Checkpoint { get; private set; }

    /// <summary>
    /// Opens a log, or makes one where there is none. Fails when the checkpoint there is not signed by this signer, or the files do not
    /// give its root.
    /// </summary>
    /// <param name="storage">Its files.</param>
    /// <param name="signer">Who signs; the signer's name is the origin of the log.</param>
    public static Outcome<TransparencyLog> Open(ILogStorage storage, NoteSigner signer)
    {
        if (storage.Read(TilePath.Checkpoint) is not { } note)
            return new TransparencyLog(storage, new(storage, entries: true), signer, new(signer.Key.Name, 0, TreeHash.Empty));
        var opened = Checkpoint.Open(note, signer.Key);
        if (opened.Failure is { } unsigned)
            return unsigned;
        try
        {
            var tiles = TileWriter.Open(storage, entries: true, opened.Value.Size);
            if (opened.Value.Origin == signer.Key.Name && tiles.Root() == opened.Value.Root)
                return new TransparencyLog(storage, tiles, signer, opened.Value);
            return new Failure(FailureKind.Unavailable, new(
                "ログのファイルが、署名されたチェックポイントと一致しません。バックアップから戻してください。",
                "The files of the log do not give what its checkpoint says. Restore them from a backup."));
        }
        catch (InvalidDataException damaged)
        {
            return new Failure(FailureKind.Unavailable, new(
                $"ログのファイルが壊れています（{damaged.Message}）。バックアップから戻してください。",
                $"A file of the log is damaged: {damaged.Message} Restore it from a backup."));
        }
    }

    /// <summary>Appends an entry of at most 65,535 bytes; its index.</summary>
    public long Append(ReadOnlySpan<byte> entry) => tiles.Append(entry);

    /// <summary>Signs and publishes everything that was appended; the checkpoint is written after all that it speaks of.</summary>
    public Checkpoint Publish()
    {
        if (tiles.Size == Checkpoint.Size && storage.Read(TilePath.Checkpoint) is not null)
            return Checkpoint;
        tiles.WriteEdge();
        var checkpoint = new Checkpoint(signer.Key.Name, tiles.Size, tiles.Root());
        storage.Publish(TilePath.Checkpoint, Encoding.UTF8.GetBytes(signer.Sign(checkpoint.ToString())));
        tiles.DeleteCompletedParts();
        return Checkpoint = checkpoint;
    }
}
