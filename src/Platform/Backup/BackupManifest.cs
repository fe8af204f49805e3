using System.Text.Json.Serialization;

namespace Sakimori.Platform.Backup;

/// <summary>What a column holds, whatever engine keeps it.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ColumnKind>))]
public enum ColumnKind
{
    /// <summary>Text.</summary>
    Text,

    /// <summary>A whole number of 32 bits.</summary>
    Whole32,

    /// <summary>A whole number of 64 bits.</summary>
    Whole64,

    /// <summary>True or false.</summary>
    Flag,

    /// <summary>A UUID.</summary>
    Uuid,

    /// <summary>A moment, UTC, in ticks of 100 nanoseconds.</summary>
    Moment,

    /// <summary>A moment that SQLite keeps with its offset; written in UTC.</summary>
    OffsetMoment,

    /// <summary>A day.</summary>
    Day,

    /// <summary>Bytes.</summary>
    Bytes,
}

/// <summary>A column in a backup.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Kind">What it holds.</param>
public sealed record BackupColumn(string Name, ColumnKind Kind);

/// <summary>A table in a backup.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Columns">Its columns, in the order in which rows have them.</param>
/// <param name="Key">The columns of its key, by which rows are ordered.</param>
public sealed record BackupTable(string Name, IReadOnlyList<BackupColumn> Columns, IReadOnlyList<string> Key)
{
    /// <summary>The column whose numbers the engine gives out; null when none is.</summary>
    public string? Counted { get; init; }

    /// <summary>The last number that was given out, whether its row is still there or not; 0 when none was.</summary>
    public long LastNumber { get; init; }
}

/// <summary>How far the tables of a module had been brought.</summary>
/// <param name="Name">The module.</param>
/// <param name="Migrations">The migrations applied, in their order, each as moment and name; their names are the same on both engines.</param>
public sealed record BackupModule(string Name, IReadOnlyList<string> Migrations);

/// <summary>Where the audit trail stood.</summary>
/// <param name="Entries">How many entries there were.</param>
/// <param name="Last">The id of the last; null when there was none.</param>
/// <param name="LastAt">When it was made, UTC.</param>
public sealed record BackupAudit(long Entries, Guid? Last, DateTime? LastAt);

/// <summary>What a backup says of itself before its rows: the file <c>manifest.json</c>.</summary>
/// <param name="Format">The version of the format.</param>
/// <param name="Id">The backup's number.</param>
/// <param name="Product">The version of the program that made it.</param>
/// <param name="Engine">The engine that it was made from.</param>
/// <param name="Made">The moment as of which it is, UTC.</param>
/// <param name="Modules">How far each module's tables had been brought.</param>
/// <param name="Audit">Where the audit trail stood.</param>
/// <param name="Tables">The tables; one that refers to another stands behind it.</param>
public sealed record BackupManifest(
    int Format, Guid Id, string Product, string Engine, DateTime Made, IReadOnlyList<BackupModule> Modules, BackupAudit Audit, IReadOnlyList<BackupTable> Tables)
{
    /// <summary>The version that this program writes and the newest that it reads.</summary>
    public const int CurrentFormat = 1;

    /// <summary>Its name in the archive.</summary>
    public const string FileName = "manifest.json";
}

/// <summary>The sum over a table.</summary>
/// <param name="Name">The table.</param>
/// <param name="Rows">How many rows it has.</param>
/// <param name="Sha256">SHA-256 over its lines, in hexadecimal digits.</param>
public sealed record TableSum(string Name, long Rows, string Sha256);

/// <summary>What a backup says of itself behind its rows: the file <c>checksums.json</c>.</summary>
/// <param name="Tables">The sums, in the order of the manifest.</param>
public sealed record BackupSums(IReadOnlyList<TableSum> Tables)
{
    /// <summary>Its name in the archive.</summary>
    public const string FileName = "checksums.json";

    /// <summary>All rows.</summary>
    [JsonIgnore]
    public long Rows => Tables.Sum(t => t.Rows);
}

/// <summary>How both files are written.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, WriteIndented = true, RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(BackupManifest))]
[JsonSerializable(typeof(BackupSums))]
internal sealed partial class BackupJson : JsonSerializerContext;
