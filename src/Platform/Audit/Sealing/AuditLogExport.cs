using Microsoft.EntityFrameworkCore;
using Sakimori.Kernel;
using Sakimori.Platform.Access;
using Sakimori.Platform.Records;
using Sakimori.Platform.Transparency;

namespace Sakimori.Platform.Audit.Sealing;

/// <summary>Where the log is written outside the database.</summary>
/// <param name="Folder">The folder's full path; null where it is not written.</param>
public sealed record AuditLogSettings(string? Folder)
{
    /// <summary>The folder's name in a data folder.</summary>
    public const string FolderName = "audit-log";

    /// <summary>The file in it with the key that checks its checkpoints, in the form of signed notes.</summary>
    public const string KeyFile = "key";
}

/// <summary>
/// Writes the tiles of hashes and the checkpoint into a folder, as far as the database has come: after it, never before it. The folder says
/// nothing of the entries. One that does not go together with the database is left as it is: it is the proof.
/// </summary>
internal sealed class AuditLogExport(ContextFactory contexts, AuditLogSettings settings)
{
    private const int Page = 64;

    /// <summary>Brings the folder up to date. Fails when it does not go together with the database, or cannot be written.</summary>
    public async Task<Failure?> RunAsync(CancellationToken cancel)
    {
        if (settings.Folder is not { } folder)
            return null;
        await using var platform = contexts.Read<PlatformContext>(Reader.System);
        if (await platform.AuditLogs.SingleOrDefaultAsync(cancel) is not { Size: > 0 } log)
            return null;
        try
        {
            var files = new LogFolder(folder);
            if (await BeginAsync(platform, log, files, cancel) is not { } tiles)
                return Apart(folder);
            if (tiles.Size == log.Size)
                return null;
            await AppendAsync(platform, tiles, log.Size, cancel);
            var opened = Checkpoint.Open(System.Text.Encoding.UTF8.GetBytes(log.Checkpoint), log.NoteKey());
            if (!opened.Succeeded || tiles.Root() != opened.Value.Root)
                return Apart(folder);
            tiles.WriteEdge();
            files.Write(AuditLogSettings.KeyFile, System.Text.Encoding.UTF8.GetBytes($"{log.NoteKey()}\n"));
            files.Publish(TilePath.Checkpoint, System.Text.Encoding.UTF8.GetBytes(log.Checkpoint));
            tiles.DeleteCompletedParts();
            return null;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return new(FailureKind.Unavailable, new(
                $"監査証跡のログを {folder} に書き出せません（{error.Message}）。フォルダーの権限と空き容量を確かめてください。",
                $"The log of the audit trail cannot be written to {folder} ({error.Message}). Check the folder's permissions and its free space."));
        }
        catch (InvalidDataException)
        {
            return Apart(folder);
        }
    }

    // Null when what the folder holds is not the beginning of what the database holds.
    private static async Task<TileWriter?> BeginAsync(PlatformContext platform, AuditLog log, LogFolder files, CancellationToken cancel)
    {
        if (files.Read(TilePath.Checkpoint) is not { } note)
            return new(files, entries: false);
        var opened = Checkpoint.Open(note, log.NoteKey());
        if (!opened.Succeeded || opened.Value.Size > log.Size)
            return null;
        var size = opened.Value.Size;
        var root = await platform.AuditSeals.Where(s => s.First + s.Count == size).Select(s => s.Root).SingleOrDefaultAsync(cancel);
        var tiles = TileWriter.Open(files, entries: false, size);
        return root is not null && TreeHash.Read(root) == opened.Value.Root && tiles.Root() == opened.Value.Root ? tiles : null;
    }

    private static async Task AppendAsync(PlatformContext platform, TileWriter tiles, long until, CancellationToken cancel)
    {
        while (tiles.Size < until)
        {
            var from = tiles.Size;
            var seals = await platform.AuditSeals.Where(s => s.First >= from && s.First < until).OrderBy(s => s.First).Take(Page).ToListAsync(cancel);
            if (seals.Count == 0 || seals[0].First != from)
                throw new InvalidDataException($"There is no seal of entry {from}.");
            foreach (var seal in seals)
            {
                for (var i = 0; i < seal.Kept; i++)
                    tiles.Append(seal.Hash(i));
            }
        }
    }

    private static Failure Apart(string folder) => new(FailureKind.Conflict, new(
        $"{folder} にある監査証跡のログが、データベースの内容と一致しません。sakimori audit verify で確かめてください。バックアップから戻したためであれば、このフォルダーを別の場所に移して保管してください。新しいフォルダーが作られます。",
        $"The log of the audit trail in {folder} does not go together with the database. Run sakimori audit verify. If a backup was restored, move the folder elsewhere and keep it; a new one is made."));
}
