using System.Data.Common;
using Sakimori.Platform.Records;

namespace Sakimori.Platform.Backup;

/// <summary>Whether a database is a portal's or still being restored.</summary>
public static class RestoreState
{
    /// <summary>True when a restore into a database of PostgreSQL has begun and was not finished; SQLite's file has no name until it is whole.</summary>
    public static async Task<bool> IsUnfinishedAsync(DbConnection connection, CancellationToken cancel)
        => connection is Npgsql.NpgsqlConnection
            && await RecordRows.ScalarAsync(connection, null, $"SELECT 1 WHERE to_regclass('{RestoreTarget.Marker}') IS NOT NULL", cancel) is not null;
}
