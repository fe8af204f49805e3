namespace Sakimori.Platform.Records;

/// <summary>The database engines that hold records; the same tests run on both.</summary>
public enum Engine
{
    /// <summary>SQLite in the data folder: the default, one process, no server.</summary>
    Sqlite,

    /// <summary>PostgreSQL 15 or later: chosen by one setting, for several nodes.</summary>
    Postgres,
}
