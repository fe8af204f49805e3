using System.Data.Common;
using System.Globalization;
using System.Text;
using Sakimori.Platform.Records;
using Sakimori.TestKit;

namespace Sakimori.Portal.Tests.Privacy;

/// <summary>Looks for a word in every column of every table of a database.</summary>
internal static class EveryColumn
{
    /// <summary>The columns that hold the word, without regard to case, as <c>table.Column</c>, in order.</summary>
    public static async Task<IReadOnlyList<string>> WithAsync(PortalUnderTest portal, string word)
    {
        await using var connection = await portal.Get<Database>().OpenAsync();
        var found = new SortedSet<string>(StringComparer.Ordinal);
        var tables = await TablesAsync(connection, portal.Get<Database>().Engine);
        Assert.True(tables.Count > 40, $"Only {tables.Count} tables were found.");
        foreach (var table in tables)
        {
            await using var command = connection.CreateCommand();
            command.CommandText = $"SELECT * FROM \"{table}\"";
            await using var reader = await command.ExecuteReaderAsync();
            while (await reader.ReadAsync())
            {
                for (var column = 0; column < reader.FieldCount; column++)
                {
                    if (Words(reader.GetValue(column)).Contains(word, StringComparison.OrdinalIgnoreCase))
                        found.Add($"{table}.{reader.GetName(column)}");
                }
            }
        }

        return [.. found];
    }

    private static async Task<List<string>> TablesAsync(DbConnection connection, Engine engine)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = engine == Engine.Sqlite
            ? "SELECT name FROM sqlite_master WHERE type = 'table'"
            : "SELECT table_name FROM information_schema.tables WHERE table_schema = 'public' AND table_type = 'BASE TABLE'";
        var names = new List<string>();
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
            names.Add(reader.GetString(0));
        return names;
    }

    private static string Words(object value)
        => value is byte[] bytes ? Encoding.UTF8.GetString(bytes) : Convert.ToString(value, CultureInfo.InvariantCulture) ?? "";
}
