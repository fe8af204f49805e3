using Microsoft.EntityFrameworkCore;
using Sakimori.Kernel;
using Sakimori.Platform.Access;
using Sakimori.Platform.Records;
using Sakimori.TestKit;

namespace Sakimori.Platform.Tests.Records;

public class SortKeyTests
{
    private static readonly string[] Names =
        ["株式会社さくら", "ｻｸﾗ工業", "さくら", "サクラ", "alpha", "Alpha Ltd", "ＡＬＰＨＡ", "beta", "ア行", "あ行", "防人", "東京都", "大阪府", "Ωmega", "_x", "10番", "9番", "𠮷野家", "吉野家", "ﾊﾞﾅﾅ", "はなこ"];

    [Fact]
    public async Task Both_engines_page_names_in_the_same_order_whatever_the_locale()
    {
        var folder = System.IO.Directory.CreateTempSubdirectory("sakimori-sort-").FullName;
        await using var sqlite = Database.Sqlite(Path.Combine(folder, "records.db"));
        await using var postgres = Database.PostgreSql(
            await PostgresServer.NewDatabaseAsync("LOCALE_PROVIDER icu ICU_LOCALE 'ja-JP' TEMPLATE template0"));
        var (first, second) = (await PagesAsync(sqlite), await PagesAsync(postgres));
        Assert.Equal(Names.Length, first.Count);
        Assert.Equal(first, second);
        System.IO.Directory.Delete(folder, recursive: true);
    }

    // In pages of five, as lists read them.
    private static async Task<List<string>> PagesAsync(Database database)
    {
        var registration = new ContextRegistration(typeof(SortContext), "sort", 0, o => new SqliteSortContext(o), o => new PostgresSortContext(o));
        var contexts = new ContextFactory(database, TimeProvider.System, [registration]);
        await using (var context = contexts.Read<SortContext>(Reader.System))
        {
            await context.Database.ExecuteSqlRawAsync(context.Database.GenerateCreateScript());
            for (var i = 0; i < Names.Length; i++)
                context.Add(new Sorted { Id = i + 1, Key = JapaneseText.SortKey(Names[i]) });
            await context.SaveChangesAsync();
        }

        var read = new List<string>();
        for (var page = 0; page * 5 < Names.Length; page++)
        {
            await using var context = contexts.Read<SortContext>(Reader.System);
            var rows = await context.Set<Sorted>().OrderBy(s => s.Key).ThenBy(s => s.Id).Skip(page * 5).Take(5).ToListAsync();
            read.AddRange(rows.Select(r => $"{r.Id} {r.Key}"));
        }

        return read;
    }

    private sealed class Sorted
    {
        public int Id { get; init; }

        public required string Key { get; init; }
    }

    private abstract class SortContext(DbContextOptions options, Engine engine) : ModuleContext(options, engine, "sort")
    {
        protected override void OnModelCreating(ModelBuilder modelBuilder)
        {
            base.OnModelCreating(modelBuilder);
            modelBuilder.Entity<Sorted>().ToTable("sort_row").Property(s => s.Key).HasSortKey(Engine);
        }
    }

    private sealed class SqliteSortContext(DbContextOptions options) : SortContext(options, Engine.Sqlite);

    private sealed class PostgresSortContext(DbContextOptions options) : SortContext(options, Engine.Postgres);
}
