using System.Reflection;
using Sakimori.Host;

namespace Sakimori.Architecture.Tests;

public class Walls
{
    /// <summary>Every assembly of the product.</summary>
    public static IReadOnlyList<Assembly> Assemblies { get; } =
    [
        typeof(Kernel.Text).Assembly,
        typeof(Platform.PlatformModule).Assembly,
        typeof(Web.PageContext).Assembly,
        typeof(Directory.DirectoryModule).Assembly,
        typeof(Actions.ActionsModule).Assembly,
        typeof(Catalogue.CatalogueModule).Assembly,
        typeof(Benchmark.BenchmarkModule).Assembly,
        typeof(Portal).Assembly,
        Assembly.Load("sakimori"),
    ];

    [Theory]
    [InlineData("Sakimori.Kernel", "")]
    [InlineData("Sakimori.Platform", "Sakimori.Kernel")]
    [InlineData("Sakimori.Web", "Sakimori.Kernel,Sakimori.Platform")]
    [InlineData("Sakimori.Directory", "Sakimori.Kernel,Sakimori.Platform,Sakimori.Web")]
    [InlineData("Sakimori.Actions", "Sakimori.Kernel,Sakimori.Platform,Sakimori.Web")]
    [InlineData("Sakimori.Catalogue", "Sakimori.Kernel,Sakimori.Platform")]
    [InlineData("Sakimori.Benchmark", "Sakimori.Actions,Sakimori.Catalogue,Sakimori.Directory,Sakimori.Kernel,Sakimori.Platform,Sakimori.Web")]
    public void A_layer_knows_only_the_layers_beneath_it(string layer, string beneath)
    {
        var known = Assemblies.Single(a => a.GetName().Name == layer).GetReferencedAssemblies()
            .Select(a => a.Name!).Where(n => n.StartsWith("Sakimori.", StringComparison.Ordinal));
        Assert.Empty(known.Except(beneath.Split(',')));
    }
}
