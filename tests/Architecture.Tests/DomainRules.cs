using ArchUnitNET.Domain;
using ArchUnitNET.Fluent;
using ArchUnitNET.Loader;
using static ArchUnitNET.Fluent.ArchRuleDefinition;

namespace Sakimori.Architecture.Tests;

public class DomainRules
{
    private static readonly ArchUnitNET.Domain.Architecture Product = new ArchLoader()
        .LoadAssembliesIncludingDependencies([.. Walls.Assemblies]).Build();

    [Theory]
    [InlineData(@"^Sakimori\.Kernel")]
    [InlineData(@"^Sakimori\..*\.Domain")]
    public void The_kernel_and_every_domain_are_pure(string pure)
        => Holds(Types().That().ResideInNamespaceMatching(pure).Should().NotDependOnAny(Types().That()
            .ResideInNamespaceMatching(@"^(Microsoft\.(EntityFrameworkCore|AspNetCore|Extensions|Data)|Npgsql|System\.(Data|Net|Diagnostics))")
            .Or().HaveFullNameMatching(@"^System\.(Random|TimeProvider|IO\.(File|Directory|FileStream))$")));

    [Fact]
    public void A_domain_knows_nothing_of_the_rooms_around_it()
        => Holds(Types().That().ResideInNamespaceMatching(@"^Sakimori\..*\.Domain").Should().NotDependOnAny(Types().That()
            .ResideInNamespaceMatching(@"^Sakimori\.(Platform|Web|.*\.(Store|Pages|Api))")));

    [Fact]
    public void A_store_knows_nothing_of_pages_and_api()
        => Holds(Types().That().ResideInNamespaceMatching(@"^Sakimori\..*\.Store").Should().NotDependOnAny(Types().That()
            .ResideInNamespaceMatching(@"^Sakimori\..*\.(Pages|Api)")));

    private static void Holds(IArchRule rule)
    {
        var results = rule.Evaluate(Product).ToList();
        Assert.NotEmpty(results);
        Assert.Empty(results.Where(r => !r.Passed).Select(r => r.Description));
    }
}
