using System.Buffers;
using System.Formats.Tar;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Sakimori.Platform.Backup;

/// <summary>
/// Writes the archive of a backup (ADR 0020): in an age file a gzip file, in it a tar file with the manifest, the lines of each table in pieces of a
/// few MiB, and the sums. What is not <see cref="CompleteAsync">completed</see> cannot be read.
/// </summary>
internal sealed class BackupArchive : IAsyncDisposable
{
    /// <summary>A piece is written when it has become as large; it is larger only by its last row.</summary>
    private const int PieceLength = 4 << 20;

    private readonly AgeWriter age;
    private readonly GZipStream compressed;
    private readonly TarWriter tar;
    private readonly DateTimeOffset made;
    private readonly List<TableSum> sums = [];
    private readonly ArrayBufferWriter<byte> piece = new(PieceLength + (1 << 16));

    private BackupArchive(AgeWriter age, DateTimeOffset made)
    {
        this.age = age;
        this.made = made;
        compressed = new(age, CompressionLevel.Fastest, leaveOpen: true);
        tar = new(compressed, TarEntryFormat.Ustar, leaveOpen: true);
    }

    /// <summary>Where the next row of the table is to be written.</summary>
    public IBufferWriter<byte> Lines => piece;

    /// <summary>Begins with the manifest.</summary>
    public static async Task<BackupArchive> BeginAsync(Stream into, IReadOnlyList<AgeRecipient> recipients, BackupManifest manifest, CancellationToken cancel)
    {
        var archive = new BackupArchive(await AgeWriter.BeginAsync(into, recipients, cancel), manifest.Made);
        await archive.AddAsync(BackupManifest.FileName, manifest, BackupJson.Default.BackupManifest, cancel);
        return archive;
    }

    /// <summary>Adds a table; rows are written to <see cref="Lines"/>, one a call, as long as there is another.</summary>
    public async Task AddTableAsync(BackupTable table, Func<Task<bool>> writeNextAsync, CancellationToken cancel)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var (rows, pieces) = (0L, 0);
        while (await writeNextAsync())
        {
            rows++;
            if (piece.WrittenCount >= PieceLength)
                await EndPieceAsync();
        }

        if (piece.WrittenCount > 0)
            await EndPieceAsync();
        sums.Add(new(table.Name, rows, Convert.ToHexStringLower(hash.GetHashAndReset())));

        async Task EndPieceAsync()
        {
            hash.AppendData(piece.WrittenSpan);
            await AddAsync($"tables/{table.Name}/{++pieces:00000000}.jsonl", piece.WrittenMemory, cancel);
            piece.ResetWrittenCount();
        }
    }

    /// <summary>Ends with the sums.</summary>
    public async Task<BackupSums> CompleteAsync(CancellationToken cancel)
    {
        var all = new BackupSums(sums);
        await AddAsync(BackupSums.FileName, all, BackupJson.Default.BackupSums, cancel);
        await tar.DisposeAsync();
        await compressed.DisposeAsync();
        await age.CompleteAsync(cancel);
        return all;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await tar.DisposeAsync();
        await compressed.DisposeAsync();
        await age.DisposeAsync();
    }

    private Task AddAsync<T>(string name, T document, JsonTypeInfo<T> type, CancellationToken cancel)
        => AddAsync(name, JsonSerializer.SerializeToUtf8Bytes(document, type), cancel);

    private async Task AddAsync(string name, ReadOnlyMemory<byte> content, CancellationToken cancel)
    {
        System.Runtime.InteropServices.MemoryMarshal.TryGetArray(content, out var array);
        using var data = new MemoryStream(array.Array!, array.Offset, array.Count, writable: false);
        await tar.WriteEntryAsync(new UstarTarEntry(TarEntryType.RegularFile, name)
        {
            DataStream = data,
            ModificationTime = made,
            Mode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
        }, cancel);
    }
}
