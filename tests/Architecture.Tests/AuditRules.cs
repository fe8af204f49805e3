using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using Sakimori.Platform.Audit;
using Sakimori.Platform.Records;
using Sakimori.TestKit;

namespace Sakimori.Architecture.Tests;

public partial class AuditRules
{
    [Fact]
    public async Task Every_action_that_is_written_has_a_name_and_every_name_an_action()
    {
        await using var portal = await PortalUnderTest.StartAsync(Engine.Sqlite);
        var named = portal.Services.GetServices<AuditAction>().Select(a => a.Code).ToList();
        Assert.Equal(named.Distinct(), named);
        var files = Sources.Of(".cs").Where(f => !f.Content.Contains("static AuditAction[] ", StringComparison.Ordinal)).ToList();
        var written = files.SelectMany(f => Call().Matches(f.Content)).SelectMany(call => Code().Matches(call.Value))
            .Select(m => m.Groups[1].Value).Distinct().ToList();
        Assert.True(written.Count > 40, $"Only {written.Count} actions were found: the pattern no longer fits the sources.");
        Assert.Empty(written.Except(named));

        // A name may also be put together, or stand in a constant: its last word or the whole must stand in the sources.
        var sources = files.Select(f => f.Content).ToList();
        bool Stands(string word) => sources.Any(s => s.Contains($"\"{word}\"", StringComparison.Ordinal));
        Assert.All(named.Except(written), code => Assert.True(Stands(code) || Stands(code[(code.LastIndexOf('.') + 1)..]), code));
    }

    // The first argument of a call of Audit: all up to the subject.
    [GeneratedRegex("""\bAudit\((?:[^"$;]*"[a-z.-]+")+\s*,""")]
    private static partial Regex Call();

    [GeneratedRegex("""
        "([a-z]+(?:\.[a-z-]+)+)"
        """, RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex Code();
}
