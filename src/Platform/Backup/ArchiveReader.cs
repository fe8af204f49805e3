using System.Formats.Tar;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using System.Text.RegularExpressions;

namespace Sakimori.Platform.Backup;

/// <summary>Where the rows of an archive go, table by table.</summary>
internal interface IRowTarget
{
    /// <summary>Begins a table; each table comes once, behind those that it refers to.</summary>
    void Begin(BackupTable table);

    /// <summary>Takes a row, its values in the order of the table's columns; they are good until the next row.</summary>
    void Add(object?[] row);

    /// <summary>Ends the table.</summary>
    void End();
}

/// <summary>Reads the archive of a backup, from its beginning to its end and once.</summary>
internal sealed partial class ArchiveReader : IDisposable
{
    // The largest piece that is written is 4 MiB and a row.
    private const int LargestPiece = 512 << 20;
    private const int LargestManifest = 64 << 20;

    private readonly AgeReader age;
    private readonly GZipStream compressed;
    private readonly TarReader tar;

    /// <summary>Opens a file and reads its manifest.</summary>
    /// <exception cref="AgeException">It cannot be decrypted.</exception>
    /// <exception cref="InvalidDataException">It is no backup.</exception>
    public ArchiveReader(Stream file, IReadOnlyList<AgeIdentity> identities)
    {
        age = AgeReader.Open(file, identities);
        compressed = new(age, CompressionMode.Decompress, leaveOpen: true);
        tar = new(compressed, leaveOpen: true);
        var first = Next();
        Expect(first.Name == BackupManifest.FileName);
        Manifest = Document(first, BackupJson.Default.BackupManifest);

        // Names become part of statements, and anybody can encrypt a file to a public key.
        Expect(Manifest.Tables.All(t => t.Columns.Select(c => c.Name).Concat(t.Key).Append(t.Name).Append(t.Counted ?? t.Name).All(n => Name().IsMatch(n))));
    }

    /// <summary>What the backup says of itself.</summary>
    public BackupManifest Manifest { get; }

    /// <summary>Hands over every row; the sums, which hold for what was handed over.</summary>
    /// <exception cref="AgeException">The file is altered or cut short.</exception>
    /// <exception cref="InvalidDataException">The rows are not those that were counted when it was made.</exception>
    public BackupSums ReadTo(IRowTarget target, CancellationToken cancel)
    {
        var found = Manifest.Tables.ToDictionary(t => t.Name, t => new TableSum(t.Name, 0, Convert.ToHexStringLower(SHA256.HashData([]))));
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var (index, rows, pieces) = (-1, 0L, 0);
        var entry = Next();
        for (; entry.Name != BackupSums.FileName; entry = Next())
        {
            cancel.ThrowIfCancellationRequested();
            if (entry.Name.Split('/') is not ["tables", var name, var piece])
                throw new InvalidDataException("The archive holds something else.");
            if (index < 0 || Manifest.Tables[index].Name != name)
            {
                EndTable();
                for (index++; index < Manifest.Tables.Count && Manifest.Tables[index].Name != name; index++)
                {
                }

                Expect(index < Manifest.Tables.Count);
                target.Begin(Manifest.Tables[index]);
            }

            Expect(piece == $"{++pieces:00000000}.jsonl");
            rows += Hand(Content(entry, LargestPiece), Manifest.Tables[index], target, hash);
        }

        EndTable();
        var sums = Document(entry, BackupJson.Default.BackupSums);
        Expect(sums.Tables.SequenceEqual(Manifest.Tables.Select(t => found[t.Name])));

        // To the last byte: what was cut off behind the archive's own end is found too.
        compressed.CopyTo(Stream.Null);
        age.CopyTo(Stream.Null);
        return sums;

        void EndTable()
        {
            if (pieces == 0)
                return;
            target.End();
            var table = Manifest.Tables[index].Name;
            found[table] = new(table, rows, Convert.ToHexStringLower(hash.GetHashAndReset()));
            (rows, pieces) = (0, 0);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        tar.Dispose();
        compressed.Dispose();
        age.Dispose();
    }

    private static long Hand(byte[] piece, BackupTable table, IRowTarget target, IncrementalHash hash)
    {
        hash.AppendData(piece);
        var (rest, values, rows) = (new ReadOnlyMemory<byte>(piece), new object?[table.Columns.Count], 0L);
        while (rest.Length > 0)
        {
            var length = rest.Span.IndexOf((byte)'\n');
            Expect(length > 0);
            RowValues.Read(rest.Span[..length], table.Columns, values);
            target.Add(values);
            rows++;
            rest = rest[(length + 1)..];
        }

        return rows;
    }

    private TarEntry Next() => tar.GetNextEntry() ?? throw new InvalidDataException("The archive ends too early.");

    private static T Document<T>(TarEntry entry, JsonTypeInfo<T> type)
        => JsonSerializer.Deserialize(Content(entry, LargestManifest), type) ?? throw new InvalidDataException("The archive has no manifest.");

    private static byte[] Content(TarEntry entry, int most)
    {
        Expect(entry.Length <= most && entry.EntryType == TarEntryType.RegularFile);
        var content = new byte[entry.Length];
        entry.DataStream?.ReadExactly(content);
        return content;
    }

    [GeneratedRegex("^[A-Za-z][A-Za-z0-9_]{0,62}\\z")]
    private static partial Regex Name();

    private static void Expect(bool holds)
    {
        if (!holds)
            throw new InvalidDataException("The archive is not as a backup is.");
    }
}
