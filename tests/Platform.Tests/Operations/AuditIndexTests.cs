using Sakimori.Platform.Records;
using Sakimori.TestKit;

namespace Sakimori.Platform.Tests.Operations;

public class AuditIndexTests
{
    [Theory]
    [InlineData("""WHERE "Account" = 'x'""", "Account_At")]
    [InlineData("""WHERE "Organisation" = 'x'""", "Organisation_At")]
    [InlineData("""WHERE "Subject" = 'x'""", "Subject_At")]
    [InlineData("""WHERE "Action" >= 'x' AND "Action" < 'y'""", "Action_At")]
    [InlineData("""WHERE "At" >= '2026-01-01'""", "At_Id")]
    [InlineData("", "At_Id")]
    public async Task Each_filter_of_the_audit_trail_finds_its_entries_by_an_index(string filter, string index)
    {
        await using var store = await StoreUnderTest.MakeAsync(Engine.Sqlite);
        await using var connection = await store.Get<Database>().OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = $"""EXPLAIN QUERY PLAN SELECT * FROM platform_audit {filter} ORDER BY "At" DESC, "Id" DESC LIMIT 50""";
        await using var plan = await command.ExecuteReaderAsync();
        Assert.True(await plan.ReadAsync());
        Assert.Contains($"USING INDEX IX_platform_audit_{index}", plan.GetString(3), StringComparison.Ordinal);
    }
}
