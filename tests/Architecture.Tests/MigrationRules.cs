using Microsoft.EntityFrameworkCore;
using Sakimori.Platform.Records;

namespace Sakimori.Architecture.Tests;

public class MigrationRules
{
    public static TheoryData<Type> Contexts => [.. Walls.Assemblies.SelectMany(a => a.GetTypes())
        .Where(t => t.IsSubclassOf(typeof(ModuleContext)) && !t.IsAbstract)];

    [Theory]
    [MemberData(nameof(Contexts))]
    public void No_model_has_changes_without_a_migration(Type type)
    {
        using var context = (DbContext)Activator.CreateInstance(type)!;
        Assert.False(context.Database.HasPendingModelChanges());
    }

    // A backup of one engine is restored into the other by the names of its migrations (ADR 0020).
    [Fact]
    public void Migrations_have_the_same_names_in_the_same_order_on_both_engines()
    {
        var names = Contexts.Select(row => row.Data).ToLookup(
            t => t.Name.Replace("Sqlite", "", StringComparison.Ordinal).Replace("Postgres", "", StringComparison.Ordinal), t =>
            {
                using var context = (DbContext)Activator.CreateInstance(t)!;
                return string.Join(", ", context.Database.GetMigrations().Select(m => m[(m.IndexOf('_', StringComparison.Ordinal) + 1)..]));
            });
        Assert.All(names, module => Assert.True(module.Count() == 2 && module.Distinct().Count() == 1, $"{module.Key}: {string.Join(" | ", module)}"));
    }
}
