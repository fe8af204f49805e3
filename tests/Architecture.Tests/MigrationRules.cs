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
}
